"""``python -m purbeck_web COMMAND``: the commands of whoever runs the application."""

from __future__ import annotations

import os
import sys

from purbeck_web.conf.environment import environment_of


def main() -> None:
    """Run the command that is named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "purbeck_web.conf.settings")
    if "serve_demo" in sys.argv[1:2]:
        # Before the settings are read, as they refuse to be lenient to anything else.
        os.environ["PURBECK_DEMO"] = "1"
    environment = environment_of(os.environ)
    if not environment.database_url:
        environment.data.mkdir(parents=True, exist_ok=True)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
