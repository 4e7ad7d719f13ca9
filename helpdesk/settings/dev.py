"""`make run`: the demo on this machine. Mails go to a folder that an administrator's page shows."""

from .base import *
from .base import VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-the-demo-on-one-machine-never-in-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
DEMO = env.bool("RELAIS_DEMO", default=True)
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
SESSION_COOKIE_NAME = "relais_session"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
