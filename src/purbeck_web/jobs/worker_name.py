"""The name by which the worker of this process is known."""

from __future__ import annotations

import os
import secrets
import socket
from functools import lru_cache


@lru_cache(maxsize=1)
def worker_name() -> str:
    """Give a name that no other process has: host, number, and a few random characters."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
