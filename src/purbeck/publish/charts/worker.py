"""A process of its own that draws: a list of specifications in, a list of SVG texts out.

It is started by ``drawing.draw_all`` as ``python -m purbeck.publish.charts.worker``, imports
nothing but the pen, and knows no cache.
"""

from __future__ import annotations

import json
import sys

from purbeck.publish.charts.vega import vega_svg


def main() -> None:
    """Draw what standard input lists, in its order, on standard output."""
    specifications = json.load(sys.stdin.buffer)
    drawings = [vega_svg(specification) for specification in specifications]
    sys.stdout.buffer.write(json.dumps(drawings).encode())


if __name__ == "__main__":
    main()
