"""Fill a database for measuring. Never on a database that people use."""

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, models
from tqdm import tqdm

from accounts import clock
from helpdesk.load import tickets as load
from helpdesk.load.copying import bare, copy
from helpdesk.load.people import make_crowd
from notifications.actions.watermark import skip_history
from tickets.models import Message, Promise, RequestType, Ticket, TicketEvent


class Command(BaseCommand):
    help = "Fill an empty database with many tickets, by COPY, to measure on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tickets", type=int, default=100_000)
        parser.add_argument("--messages", type=int, default=5, help="messages of each ticket")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, tickets: int, messages: int, seed: int, **options: Any) -> None:
        if Ticket.objects.exists():
            raise CommandError("this database already holds tickets: give it an empty one")
        begun = time.monotonic()
        if not RequestType.objects.exists():
            call_command("load_calendars", verbosity=0)
            call_command("load_catalogue", verbosity=0)
        now = clock.now()
        crowd = make_crowd(now=now)

        def each() -> Iterator[load.Life]:
            return load.lives(tickets, crowd, first_id=1, first_number=1, now=now, seed=seed)

        quiet = options["verbosity"] == 0
        with bare(Ticket, Promise, Message, TicketEvent):
            chance = Random(seed)
            self._copy(
                Ticket, load.TICKET_COLUMNS, (load.ticket_row(one, chance) for one in each()), quiet
            )
            self._copy(
                Promise,
                load.PROMISE_COLUMNS,
                (row for one in each() for row in load.promise_rows(one)),
                quiet,
            )
            self._copy(
                Message,
                load.MESSAGE_COLUMNS,
                (row for one in each() for row in load.message_rows(one, messages, chance)),
                quiet,
            )
            self._copy(
                TicketEvent,
                load.EVENT_COLUMNS,
                (row for one in each() for row in load.event_rows(one, messages)),
                quiet,
            )
        _advance_sequences(tickets, messages)
        skip_history()
        self.stdout.write(
            f"{tickets} tickets × {messages} messages in {time.monotonic() - begun:.0f} s"
        )

    def _copy(
        self, model: type[models.Model], names: list[str], rows: Iterator[list[Any]], quiet: bool
    ) -> None:
        with tqdm(desc=model.__name__, unit=" rows", disable=quiet) as bar:
            for sent in copy(model, names, rows):
                bar.update(sent)


def _advance_sequences(tickets: int, messages: int) -> None:
    """The next ticket and message come after those that brought their own ids."""
    settings: list[tuple[str, Callable[[], int]]] = [
        ("tickets_number_seq", lambda: tickets),
        ("tickets_ticket_id_seq", lambda: tickets),
        ("tickets_message_id_seq", lambda: (tickets + 1) * max(messages, 1)),
    ]
    with connection.cursor() as cursor:
        for sequence, last in settings:
            cursor.execute("SELECT setval(%s, %s)", [sequence, max(last(), 1)])
