"""Every setting in one file. What an operator may change is read from the environment (docs/operating.md)."""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from leeward import env
from leeward.web.loopback import is_loopback

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


# Yes: a pooler stands before PostgreSQL (PgBouncer, a transaction at a time).
POOLED = env.flag("LEEWARD_POOLED")


def _database() -> dict[str, Any]:
    """SQLite in the data folder, or PostgreSQL from LEEWARD_DATABASE=postgres://user:pass@host:port/name."""
    address = env.text("LEEWARD_DATABASE")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "leeward.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # DEFERRED lost 668 of 1,200 concurrent writes to "database is locked"; IMMEDIATE lost none.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # Moments come as text, and whoever reads a row makes of it what its field is. To ask each column for
                # its declared type beside that, as Django does, took a third of reading a page's posts.
                "detect_types": 0,
                # FULL: a word that was acknowledged survives a lost power supply. secure_delete: what was deleted or
                # written over is zeros in the file, not only room to be used again (Debian's SQLite does so anyway).
                # 2 MB of pages for each of the connections: the system keeps the others, once for all of them.
                # What a query puts in order meanwhile stays in memory: no words in files that nobody wipes. And each
                # list within a query would be given 85 kB for its file; the front page had 390 pages of memory that
                # the system had to hand out, zero and take back, for half a millisecond.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-2000; "
                "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
            },
            # A file, so that threads, other processes and the tests see one database.
            "TEST": {"NAME": DATA / "test.sqlite3"},
        }
    return _postgres("LEEWARD_DATABASE", address)


def _postgres(name: str, address: str) -> dict[str, Any]:
    """Django's settings from postgres://user:passphrase@host:port/name, said by the variable `name`."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError(f"{name} must look like postgres://user:passphrase@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": None,
        # A pooler gives each transaction another connection: no cursor may outlive its transaction.
        "DISABLE_SERVER_SIDE_CURSORS": POOLED,
        # Compiling a query costs PostgreSQL 40 ms; no page runs one that long. A pooler takes no such word at the start
        # of a connection: there the role has to be told (docs/scaling.md).
        # A query that stands ready is planned once in a connection, when it is asked for the second time.
        "OPTIONS": {"connect_timeout": 5}
        if POOLED
        else {"connect_timeout": 5, "options": "-c jit=off", "prepare_threshold": 1},
    }


def _databases() -> dict[str, Any]:
    """The one that is written to; where LEEWARD_REPLICA names one, its replica too (leeward/web/replica.py)."""
    found = {"default": _database()}
    if address := env.text("LEEWARD_REPLICA"):
        if not env.text("LEEWARD_DATABASE"):
            raise ValueError("LEEWARD_REPLICA needs LEEWARD_DATABASE: a replica follows a PostgreSQL of its own.")
        found["replica"] = _postgres("LEEWARD_REPLICA", address)
        # The question how far it has come is a better trial than another before it. 2 seconds are PostgreSQL's least.
        found["replica"] |= {"CONN_HEALTH_CHECKS": False, "TEST": {"MIRROR": "default"}}
        found["replica"]["OPTIONS"] |= {"connect_timeout": 2, "tcp_user_timeout": 2000}
    return found


# Where limits are counted, if not in the database: redis://name:passphrase@host:6379/0 (Valkey or Redis).
CACHE = env.text("LEEWARD_CACHE")
# Where the sealed files of pictures rest, if not in the data folder: s3://key:secret@host/bucket.
FILES = env.text("LEEWARD_FILES")

# Where `leeward backup` puts what it makes, and where the worker lets go of it in time.
BACKUPS = Path(env.text("LEEWARD_BACKUPS")).resolve() if env.text("LEEWARD_BACKUPS") else None

DATABASES = _databases()
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
    "leeward.rulebook",
    "leeward.boards",
    "leeward.conversations",
    "leeward.care",
    "leeward.moderation",
    "leeward.law",
    "leeward.search",
    "leeward.alike",
    "leeward.backups",
    "leeward.upkeep",
    "leeward.home",
]
ROOT_URLCONF = "leeward.urls"
WSGI_APPLICATION = "leeward.wsgi.application"

MIDDLEWARE = [
    "leeward.web.costs.count_costs",
    "leeward.web.headers.headers",
    "leeward.web.compression.compress",
    "leeward.shelter.in_place.follow_in_place",
    "leeward.web.requests.plain_requests",
    "leeward.web.patience.wait",
    "leeward.drafts.middleware.hold_words",
    "leeward.members.middleware.RecogniseMember",
    "leeward.shelter.answers.fetch_answers",
    "leeward.web.languages.speak",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "leeward.members.middleware.keep_the_waiting_outside",
    # It asks the view itself, so nothing that decides who may see it comes after it.
    "leeward.web.replica.ReadElsewhere",
]

TEMPLATES = [
    {
        "BACKEND": "leeward.web.jinja.Templates",
        "NAME": "jinja2",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "environment": "leeward.web.jinja.environment",
            "context_processors": [
                "leeward.web.context.form_token",
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
# What a page cost, in a header of its own: for developers, and never from a house that others can reach.
SERVER_TIMING = env.flag("LEEWARD_TIMING") and not BEHIND_TLS and all(map(is_loopback, ALLOWED_HOSTS))
# Whoever shows this may read the figures at /metrics; without it there is no such page.
METRICS_TOKEN = env.text("LEEWARD_METRICS")
# Where the processes count together (leeward/web/costs.py): its library looks for this when it is first loaded.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(DATA / "counts")

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
# Only what is translated, beside the house's own: a page must not say that it is in a language that it is not in.
LANGUAGES = [(code, code) for code in sorted({LANGUAGE_CODE, *(path.name for path in LOCALE_PATHS[0].glob("*"))})]

# ── assets ──────────────────────────────────────────────────────────────────
STATIC_URL = "static/"
ASSETS = PACKAGE / "static"

# ── logs: what went wrong, never what was written (leeward/web/logs.py) ─────
LOG_FORMS = {"plain": "leeward.web.logs.Plain", "json": "leeward.web.logs.Json"}
LOG_FORM = env.text("LEEWARD_LOG_FORM", "plain")
if LOG_FORM not in LOG_FORMS:
    raise ValueError("LEEWARD_LOG_FORM must be plain or json.")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        # A developer sees everything; nobody else's words may be in what LEEWARD_DEBUG shows.
        "house": {"format": "%(levelname)s %(name)s %(message)s"} if DEBUG else {"()": LOG_FORMS[LOG_FORM]},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "house"}},
    "root": {"handlers": ["console"], "level": env.text("LEEWARD_LOG", "WARNING").upper()},
    "loggers": {
        # Django's own handlers would say more than ours: everything of theirs goes through the one above.
        "django": {"handlers": [], "level": "NOTSET"},
        "django.server": {"handlers": [], "propagate": True},
        # Refusals are not failures; a stale form, a page that is not there.
        "django.security": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},
    },
}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
