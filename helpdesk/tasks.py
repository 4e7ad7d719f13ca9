"""The heart beats: what /healthz listens to."""

import structlog
from celery import shared_task
from celery.signals import after_task_publish, beat_init, worker_ready
from redis import RedisError

from . import health

logger = structlog.get_logger(__name__)
HEARTBEAT = "helpdesk.tasks.heartbeat"


def _sign(part: health.Part) -> None:
    """A heartbeat that cannot be written is already the bad news: it must not stop the heart."""
    try:
        health.sign(part)
    except RedisError as error:
        logger.warning("heartbeat not written", part=part, error=str(error))


@shared_task(name=HEARTBEAT, ignore_result=True, expires=120)
def heartbeat() -> None:
    """Sent by beat, run by a worker: it proves that a message crosses the broker."""
    _sign("worker")


@after_task_publish.connect(sender=HEARTBEAT)
def beat_is_alive(**kwargs: object) -> None:
    """Beat alone sends this task: the message has left, whoever takes it."""
    _sign("beat")


@beat_init.connect
def beat_has_started(**kwargs: object) -> None:
    """Otherwise a fresh installation would be unhealthy until the first message."""
    _sign("beat")


@worker_ready.connect
def worker_has_started(**kwargs: object) -> None:
    _sign("worker")
