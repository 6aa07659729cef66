"""``python -m purbeck_web.health.probe``: ask the server of this machine whether it is ready.

For the health check of a container, which has no other program that asks. It exits with 0 where
the answer is 200, and with 1 otherwise; of ``worker``, where the worker is running.
"""

from __future__ import annotations

import json
import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen

from purbeck_web.conf.environment import environment_of

TIMEOUT = 5.0


def is_well(address: str, host: str, *, worker: bool = False) -> bool:
    """Whether the server at an address says that it is ready, and if asked so, its worker."""
    try:
        with urlopen(Request(address, headers={"Host": host}), timeout=TIMEOUT) as answer:
            said = json.load(answer)
    except (URLError, OSError, ValueError):
        return False
    return not worker or said.get("worker") == "running"


def main() -> int:
    """Ask, as the environment says where."""
    hosts = environment_of(os.environ).allowed_hosts
    address = os.environ.get("PURBECK_PROBE", "http://127.0.0.1:8000/ready/")
    well = is_well(address, hosts[0] if hosts else "localhost", worker="worker" in sys.argv[1:])
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
