"""Publishing to the broker, which may be down or frozen: never an error, never a long wait.

After a failure the bell rests for half a minute in this process: of all the requests that a broken broker
meets, one pays a short time-out. What was not rung is found by the minute sweep.
"""

import logging
import time
from typing import Any

from celery import Task

logger = logging.getLogger(__name__)

REST = 30.0


class Bell:
    def __init__(self) -> None:
        self.silent_until = 0.0

    def ring(self, task: "Task[Any, Any]", *args: Any) -> bool:
        """Ask a worker to do this. False: the sweep will find it instead."""
        if time.monotonic() < self.silent_until:
            return False
        try:
            task.apply_async(args, retry=False)
        except Exception as error:
            self.silent_until = time.monotonic() + REST
            logger.warning("the broker does not answer, the sweep will do: %s", error)
            return False
        return True


bell = Bell()
