"""How a deed is refused: a stable code for programs, a French sentence that says what to do for people."""


class Refusal(Exception):
    """A deed that the rules do not allow. Nothing was written.

    code: stable, kebab-case; message: French, says what to do; field: the form field concerned, if one.
    """

    status = 409

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class NotFound(Refusal):
    """Not there, or not yours: the two look the same."""

    status = 404

    def __init__(
        self, message: str = "Cette page n'existe pas, ou elle ne vous est pas ouverte."
    ) -> None:
        super().__init__("not-found", message)


class Forbidden(Refusal):
    """You see it, but this deed is not yours."""

    status = 403

    def __init__(self, message: str = "Ce geste ne vous est pas ouvert sur cette demande.") -> None:
        super().__init__("forbidden", message)


class Invalid(Refusal):
    """What was given cannot be used as it is."""

    status = 400
