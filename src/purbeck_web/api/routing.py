"""The one router: an address that is both read and written has to be of one."""

from __future__ import annotations

from ninja import Router

from purbeck_web.api.auth import READING

router = Router(auth=READING)
