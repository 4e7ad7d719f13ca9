"""The Celery application and the whole timetable of the product."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings.dev")

app = Celery("relais")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "time engine": {"task": "tickets.tasks.sweep", "schedule": crontab()},
    "outbox": {"task": "notifications.tasks.sweep", "schedule": crontab()},
    "invitations": {"task": "accounts.tasks.send_invitations", "schedule": crontab()},
    "heartbeat": {"task": "helpdesk.tasks.heartbeat", "schedule": 30.0},
}
