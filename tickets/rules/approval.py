"""When the head of the school must agree before a request leaves it (R08)."""


def needed(*, commits_money: bool, given: bool, asked_by_the_head: bool) -> bool:
    """A head who asks in person has agreed."""
    return commits_money and not given and not asked_by_the_head
