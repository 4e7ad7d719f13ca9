"""The WSGI application: only the tests' live server uses it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings.dev")

application = get_wsgi_application()
