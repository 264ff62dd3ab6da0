"""Every setting in one file. What an operator may change is read from the environment (docs/operating.md)."""

import contextlib
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from leeward import env

PACKAGE = Path(__file__).resolve().parent

# ── the data folder: database, secret, prepared assets ──────────────────────
DATA = Path(env.text("LEEWARD_DATA", "data")).resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret() -> str:
    """The signing secret, made once per data folder and readable by its owner only."""
    path = DATA / "secret"
    if not path.exists():
        draft = DATA / f"secret.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)  # whoever comes first wins; nobody overwrites
        draft.unlink()
    return path.read_text().strip()


SECRET_KEY = _secret()


def _database() -> dict[str, Any]:
    """SQLite in the data folder, or PostgreSQL from LEEWARD_DATABASE=postgres://user:pass@host:port/name."""
    address = env.text("LEEWARD_DATABASE")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "leeward.sqlite3",
            "OPTIONS": {
                # DEFERRED lost 668 of 1,200 concurrent writes to "database is locked"; IMMEDIATE lost none.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: a word that was acknowledged survives a lost power supply. secure_delete: what was deleted or
                # written over is zeros in the file, not only room to be used again (Debian's SQLite does so anyway).
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
                "PRAGMA secure_delete=ON;",
            },
            # A file, so that threads, other processes and the tests see one database.
            "TEST": {"NAME": DATA / "test.sqlite3"},
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("LEEWARD_DATABASE must look like postgres://user:passphrase@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        # Compiling a query costs PostgreSQL 40 ms; no page runs one that long.
        "OPTIONS": {"options": "-c jit=off"},
    }


DATABASES = {"default": {**_database(), "CONN_MAX_AGE": None, "ATOMIC_REQUESTS": False}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── rooms ───────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "leeward.web",
    "leeward.jobs",
    "leeward.house",
    "leeward.clocks",
    "leeward.members",
    "leeward.notices",
    "leeward.attachments",
    "leeward.leaving",
    "leeward.answering",
    "leeward.bookmarks",
    "leeward.companions",
    "leeward.stories",
    "leeward.shelf",
    "leeward.shelter",
    "leeward.shelter.identity",
    "leeward.drafts",
    "leeward.boards",
    "leeward.conversations",
    "leeward.moderation",
    "leeward.search",
    "leeward.alike",
    "leeward.home",
]
ROOT_URLCONF = "leeward.urls"
WSGI_APPLICATION = "leeward.wsgi.application"

MIDDLEWARE = [
    "leeward.web.headers.headers",
    "leeward.web.compression.compress",
    "leeward.shelter.in_place.follow_in_place",
    "leeward.web.requests.plain_requests",
    "leeward.drafts.middleware.hold_words",
    "leeward.members.middleware.RecogniseMember",
    "leeward.shelter.answers.fetch_answers",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "leeward.members.middleware.keep_the_waiting_outside",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "environment": "leeward.web.jinja.environment",
            "context_processors": [
                "leeward.notices.context.notices",  # before the house: it asks for both at once
                "leeward.house.context.house",
                "leeward.members.context.member",
                "leeward.shelter.context.device",
            ],
        },
    },
]

# ── who may come in ─────────────────────────────────────────────────────────
AUTH_USER_MODEL = "members.Member"
LOGIN_URL = "sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["leeward.members.signing_in.NameAndPassphrase"]

SESSION_ENGINE = "leeward.members.sessions"
SESSION_COOKIE_NAME = "s"  # neutral names: a cookie list on a shared device tells nothing
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "c"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser
CSRF_FAILURE_VIEW = "leeward.web.errors.stale_form"

BEHIND_TLS = env.flag("LEEWARD_TLS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The address of whoever asks is used for rate limits only. Behind a proxy it stands in this header.
CLIENT_ADDRESS_HEADER = env.text("LEEWARD_ADDRESS_HEADER")
ALLOWED_HOSTS = env.names("LEEWARD_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
DEBUG = env.flag("LEEWARD_DEBUG")
# Said by `leeward serve` when it listens on this machine alone: only then do demo accounts let anybody in.
ON_LOOPBACK = env.flag("LEEWARD_LOOPBACK")

# A post is at most 100,000 characters; the limit on a request is higher, so that a longer text
# reaches the form, is kept in view, and gets a sentence instead of a broken connection.
DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# The one way in for files: held in memory, never on a disk, and only as much as a picture may have.
FILE_UPLOAD_HANDLERS = ["leeward.attachments.receiving.Receiver"]

# ── mail: none goes out until a server is named ─────────────────────────────


def _mail() -> dict[str, Any]:
    """Django's settings from LEEWARD_SMTP=smtp://name:passphrase@host:port; smtps:// and starttls:// encrypt."""
    parts = urlsplit(env.text("LEEWARD_SMTP"))
    if parts.scheme not in {"smtp", "smtps", "starttls"} or not parts.hostname:
        raise ValueError("LEEWARD_SMTP must look like starttls://name:passphrase@mail.example.org:587.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtps": 465, "starttls": 587}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "starttls",
    }


MAIL_IS_SENT = bool(env.text("LEEWARD_SMTP"))
EMAIL_TIMEOUT = 10  # seconds; the worker waits that long, nobody else does
EMAIL_USE_LOCALTIME = False  # the Date of a mail is in UTC: no time zone is told
DEFAULT_FROM_EMAIL = env.text("LEEWARD_MAIL_FROM", "notes@localhost")  # as neutral as everything else
if MAIL_IS_SENT:
    globals().update(_mail())

# ── language and time ───────────────────────────────────────────────────────
USE_TZ = True
TIME_ZONE = env.text("LEEWARD_TIME_ZONE", "UTC")
USE_I18N = True
LANGUAGE_CODE = env.text("LEEWARD_LANGUAGE", "en")
LOCALE_PATHS = [PACKAGE / "locale"]

# ── assets ──────────────────────────────────────────────────────────────────
STATIC_URL = "static/"
ASSETS = PACKAGE / "static"

# ── logs: what went wrong, never what was written ───────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("LEEWARD_LOG", "WARNING").upper()},
    "loggers": {
        # Django's request log holds addresses and, on errors, whole tracebacks with locals on request only.
        "django.security.csrf": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},
    },
}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
