"""The settings of the application, all from the environment (``conf.environment``)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from purbeck_web.conf.environment import environment_of
from purbeck_web.conf.logs import logging_of
from purbeck_web.conf.outside import email_settings, single_sign_on

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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_tasks",
    "django_tasks_db",
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
    "purbeck_web.backup.apps.BackupConfig",
    "purbeck_web.api.apps.ApiConfig",
    "purbeck_web.audit.apps.AuditConfig",
    "purbeck_web.reading.apps.ReadingConfig",
]

MIDDLEWARE = [
    "purbeck_web.health.metrics.Metrics",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "purbeck_web.people.second_factor.SecondFactorDue",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "purbeck_web.conf.caching.NothingKept",
    "purbeck_web.conf.bodies.SmallBodies",
    "simple_history.middleware.HistoryRequestMiddleware",
    "purbeck_web.conf.logs.RequestLog",
    "purbeck_web.conf.paths.SoundPath",
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
# Seconds for which a thread keeps its connection; each is asked whether it lives before it is used.
CONNECTION_KEPT = 600
DATABASES = {
    "default": (
        dj_database_url.parse(
            ENVIRONMENT.database_url, conn_max_age=CONNECTION_KEPT, conn_health_checks=True
        )
        if ENVIRONMENT.database_url
        else _SQLITE
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
# One setting of Django's for both links; that of a new password is cut shorter (people.links).
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
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
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^ready/$", r"^metrics/$"]
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

# What all processes share: counts of wrong tries, and codes that were used.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Sign-in: our own pages, with the stages of django-allauth behind them (decision 0062).
ACCOUNT_ADAPTER = "purbeck_web.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Ours count every try (people.tries); these would keep visitors' addresses, and have a page of
# their own for whoever has to wait.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "purbeck_web.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SOCIALACCOUNT_ADAPTER = "purbeck_web.people.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = single_sign_on(ENVIRONMENT)

EMAIL_CONFIGURED = email_settings(ENVIRONMENT)
EMAIL_BACKEND = EMAIL_CONFIGURED.backend
EMAIL_HOST, EMAIL_PORT = EMAIL_CONFIGURED.host, EMAIL_CONFIGURED.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_CONFIGURED.user, EMAIL_CONFIGURED.password
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_CONFIGURED.starts_tls, EMAIL_CONFIGURED.over_tls
EMAIL_FILE_PATH = ENVIRONMENT.data / "mails"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
# For links in e-mail, which no request stands behind.
_HOST = next(iter(ENVIRONMENT.allowed_hosts), "localhost")
SITE_ADDRESS = ENVIRONMENT.address or (
    "http://127.0.0.1:8000" if ENVIRONMENT.demo else f"https://{_HOST}"
)
REMIND_DAYS_BEFORE = ENVIRONMENT.remind_days_before
ESCALATE_DAYS_AFTER = ENVIRONMENT.escalate_days_after

# The queue is in the database, so that a job and its place in the queue are one transaction.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

PUBLIC_READING = ENVIRONMENT.public_reading
OWN_REVIEW = ENVIRONMENT.own_review
LOGGING = logging_of(ENVIRONMENT.log_level)

# The programming interface counts addresses as its proxy gives them, and believes no other; a
# table that it takes may be larger than a form. Webhooks stay out of networks of one's own.
NINJA_NUM_PROXIES = 1 if ENVIRONMENT.behind_proxy else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 50 * 1024 * 1024
# A pasted table has two fields for each of 2,000 rows, and a dimension five for each of its groups.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
WEBHOOKS_INSIDE = ENVIRONMENT.demo
