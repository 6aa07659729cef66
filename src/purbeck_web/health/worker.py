"""How the worker is, from when it was last heard of."""

from __future__ import annotations

from datetime import datetime

from purbeck_web.jobs.models import last_beat
from purbeck_web.jobs.recovery import lease


def worker_state(now: datetime) -> str:
    """Say ``running``, ``silent`` for one that was heard of more than a lease ago, or ``none``."""
    beat = last_beat()
    if beat is None:
        return "none"
    return "running" if now - beat <= lease() else "silent"
