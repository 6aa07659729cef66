"""The settings of the application, all from the environment (``conf.environment``)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from purbeck_web.conf.environment import environment_of
from purbeck_web.conf.logs import logging_of

ENVIRONMENT = environment_of(os.environ)
PACKAGE = Path(__file__).parents[1]

DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
# There is no key that everybody knows: without one, each process has its own, nobody stays
# signed in, and ``conf.safety`` refuses to serve.
SECRET_KEY = ENVIRONMENT.secret_key or secrets.token_urlsafe(64)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "simple_history",
    "purbeck_web.conf.apps.ConfConfig",
    "purbeck_web.people.apps.PeopleConfig",
    "purbeck_web.exchange.apps.ExchangeConfig",
    "purbeck_web.framework.apps.FrameworkConfig",
    "purbeck_web.figures.apps.FiguresConfig",
    "purbeck_web.commentary.apps.CommentaryConfig",
    "purbeck_web.risks.apps.RisksConfig",
    "purbeck_web.scrutiny.apps.ScrutinyConfig",
    "purbeck_web.returns.apps.ReturnsConfig",
    "purbeck_web.workflow.apps.WorkflowConfig",
    "purbeck_web.jobs.apps.JobsConfig",
    "purbeck_web.api.apps.ApiConfig",
    "purbeck_web.reading.apps.ReadingConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "purbeck_web.conf.logs.RequestLog",
]

ROOT_URLCONF = "purbeck_web.conf.urls"
WSGI_APPLICATION = "purbeck_web.conf.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "purbeck_web.conf.jinja.environment"},
    }
]

# SQLite: writers queue from their first statement, and readers go on meanwhile.
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ENVIRONMENT.data / "purbeck.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
DATABASES = {
    "default": (
        dj_database_url.parse(ENVIRONMENT.database_url, conn_health_checks=True)
        if ENVIRONMENT.database_url
        else _SQLITE
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
# The demo serves from the package; a deployment runs collectstatic, and names hold a digest.
_STORAGE = "StaticFilesStorage" if ENVIRONMENT.demo else "CompressedManifestStaticFilesStorage"
_HOLDER = "django.contrib.staticfiles.storage" if ENVIRONMENT.demo else "whitenoise.storage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": f"{_HOLDER}.{_STORAGE}"},
}
WHITENOISE_USE_FINDERS = ENVIRONMENT.demo

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not ENVIRONMENT.demo
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^ready/$"]
SECURE_HSTS_SECONDS = 0 if ENVIRONMENT.demo else ENVIRONMENT.hsts_seconds
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

PUBLIC_READING = ENVIRONMENT.public_reading
LOGGING = logging_of(ENVIRONMENT.log_level)
