"""How a channel says that a message did not leave."""

from notifications.rules.retry import Failure


class NotSent(Exception):
    """This message did not leave: for now, or for good."""

    def __init__(self, failure: Failure, reason: str) -> None:
        super().__init__(reason)
        self.failure = failure


class LineDown(NotSent):
    """No message can leave now, whoever it is for: the rest of the batch need not try."""

    def __init__(self, reason: str) -> None:
        super().__init__(Failure.TEMPORARY, reason)
