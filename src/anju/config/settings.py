"""Settings, read from the environment; docs/running.md names every variable."""

import datetime
from pathlib import Path

import pghistory
from environs import Env

from anju.config import logging as anju_logging
from anju.config import province

env = Env()

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "src" / "anju"
HOME = Path(env.str("ANJU_HOME", str(Path.home() / ".local" / "share" / "anju")))
VAR = Path(env.str("ANJU_VAR", str(ROOT / "var")))

# demo: codes on the page, second factor may be skipped; real: neither; test: as demo, with keys made on the fly
MODE = env.str("ANJU_MODE", "real")
if MODE not in {"demo", "real", "test"}:
    raise SystemExit("ANJU_MODE must be demo, real or test.")
DEMO = MODE != "real"
DEBUG = False


def _secret() -> str:
    if DEMO:
        return env.str("ANJU_SECRET_KEY", "demo-only-secret-key-that-protects-nothing-real-0123456789")
    key = env.str("ANJU_SECRET_KEY", "")
    if len(key) < 40:
        raise SystemExit("ANJU_SECRET_KEY is missing or shorter than 40 characters: set it before the start.")
    return key


SECRET_KEY = _secret()
ALLOWED_HOSTS = env.list("ANJU_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
PUBLIC_URL = env.str("ANJU_PUBLIC_URL", f"http://localhost:{env.int('ANJU_PORT', 8371)}")
CSRF_TRUSTED_ORIGINS = env.list("ANJU_TRUSTED_ORIGINS", [PUBLIC_URL])
CITY = env.str("ANJU_CITY", "371300000000")
CITY_NAME = env.str("ANJU_CITY_NAME", "临沂市")
CITY_NAME_EN = env.str("ANJU_CITY_NAME_EN", "Linyi")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "django_htmx",
    "template_partials",
    "csp",
    "anju",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "anju.web.middleware.RequestId",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "anju.web.middleware.Language",
    "anju.web.middleware.Size",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "anju.web.middleware.Visitor",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

# /api/ takes a short way through these alone (config/machines.py)
API_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "anju.web.middleware.RequestId",
    "anju.api.headers.Headers",
]

ROOT_URLCONF = "anju.config.urls"
WSGI_APPLICATION = "anju.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "anju.web.context.everywhere",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]

_database = env.dj_db_url("DATABASE_URL", "postgres:///anju")
_options = dict(_database.get("OPTIONS", {}))
# each thread of the web server keeps its own connection; a pool serves where the database allows fewer of them
_pool = env.int("ANJU_DB_POOL", 0)
if _pool:
    _options["pool"] = {"min_size": _pool, "max_size": _pool, "timeout": 10}
# statements bound on the server (queries/direct.py) keep their plan from the second time on
_options["prepare_threshold"] = 1
DATABASES = {
    "default": {
        **_database,
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0 if _pool or MODE == "test" else None,
        "OPTIONS": _options if MODE != "test" else dict(_database.get("OPTIONS", {})),
        "TEST": {"NAME": "test_" + env.str("ANJU_TEST_NAME", "anju")},
    }
}

AUTH_USER_MODEL = "anju.Staff"
AUTHENTICATION_BACKENDS = ["anju.web.signin.StaffBackend"]
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("username", "name")}},
]
PASSWORD_HASHERS = {
    "test": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "demo": ["anju.config.hashing.DemoHasher"],
}.get(MODE, ["django.contrib.auth.hashers.ScryptPasswordHasher"])

ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "anju.web.signin.StaffAdapter"
# the lock after five failures is ours and in the database; allauth only slows down an address that tries many names
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_ADAPTER = "anju.web.signin.FactorAdapter"
MFA_FORMS = {"authenticate": "anju.web.signin.FactorForm", "reauthenticate": "anju.web.signin.FactorAgainForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Anju 安居"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
LOGIN_URL = "/staff/sign-in/"
LOGIN_REDIRECT_URL = "/staff/"
LOGOUT_REDIRECT_URL = "/"

SESSION_ENGINE = "anju.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "anju_session"
SESSION_COOKIE_AGE = int(datetime.timedelta(days=30).total_seconds())
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "anju.web.errors.csrf_failure"
_https = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 31536000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("ANJU_BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "object-src": ["'none'"],
    }
}

# one form field is short
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
DATA_UPLOAD_MAX_NUMBER_FILES = 12
# beyond this a body is refused unread, files and all; pages that take papers by photo allow more (web/uploads.py)
LARGEST_BODY = 4_000_000
# in memory alone: no paper ever lies open on a disk
FILE_UPLOAD_HANDLERS = ["anju.web.uploads.InMemory"]

# requests a second of one machine, in each server process
# each process counts for itself; together they let through no more than the whole rate
WEB_WORKERS = max(1, env.int("ANJU_WEB_WORKERS", 2))
API_RATE = env.float("ANJU_API_RATE", 100.0) / WEB_WORKERS

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "anju_language"
LOCALE_PATHS = sorted(path for path in (PACKAGE / "locale").iterdir() if path.is_dir())
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "static", *([VAR / "assets"] if (VAR / "assets").is_dir() else [])]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if MODE == "test"
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
# else every client of a test would read all static files first
WHITENOISE_AUTOREFRESH = MODE == "test"
MEDIA_ROOT = HOME / "files"

# snapshots are written often and read by row: one index, on the row they belong to
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_constraint=False, db_index=False)
PGHISTORY_APPEND_ONLY = True

# where keys lie; made at the first start, never over people who need another
ANJU_KEYRING = Path(env.str("ANJU_KEYRING", str(HOME / "keyring.json")))
ANJU_CIPHER = env.str("ANJU_CIPHER", "SM4-GCM")

# "outbox" writes messages to files under HOME; "http" sends them to a gateway
SMS_ADAPTER = env.str("ANJU_SMS", "outbox")
SMS_OUTBOX = HOME / "outbox"
SMS_GATEWAY_URL = env.str("ANJU_SMS_URL", "")
SMS_GATEWAY_METHOD = env.str("ANJU_SMS_METHOD", "POST")
SMS_GATEWAY_HEADERS = env.json("ANJU_SMS_HEADERS", {})
SMS_GATEWAY_BODY = env.str("ANJU_SMS_BODY", '{"phone": "{phone}", "text": "{text}"}')
SMS_GATEWAY_OK = env.str("ANJU_SMS_OK", "")
SMS_GATEWAY_TIMEOUT = env.float("ANJU_SMS_TIMEOUT", 10)
# the province's sign-in; empty: residents sign in by phone code alone
PROVINCE = province.read(env)
_mail = env.dj_email_url("ANJU_EMAIL_URL", "dummy:")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT = _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("ANJU_EMAIL_FROM", "anju@localhost")

# the tasks of the worker stand in one module
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["anju.jobs.tasks"]

LOGGING_CONFIG = None
anju_logging.configure(mode=MODE)
