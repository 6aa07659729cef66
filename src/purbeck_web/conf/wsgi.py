"""The application as a WSGI server runs it; unsafe settings stop it here."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "purbeck_web.conf.settings")

application = get_wsgi_application()

from purbeck_web.conf.safety import refuse_unsafe  # noqa: E402  (apps must be set up first)

refuse_unsafe()
