"""python -m helpdesk.services [--ephemeral | --attach] [--with-parent] COMMAND…"""

import argparse
import sys

from . import process, session


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m helpdesk.services",
        description="Run COMMAND with a PostgreSQL and a Valkey of its own, unless DATABASE_URL "
        "and REDIS_URL say where they are.",
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--ephemeral", action="store_true", help="throw the data away at the end")
    group.add_argument(
        "--attach", action="store_true", help="use the servers of the run that is already there"
    )
    parser.add_argument(
        "--with-parent", action="store_true", help="stop when the program that started this dies"
    )
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND…")
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not command:
        parser.error("a command is needed")
    if sys.platform != "linux":
        parser.error("the embedded servers need Linux: set DATABASE_URL and REDIS_URL elsewhere")
    if options.with_parent:
        process.die_with_parent()
    return session.run(command, ephemeral=options.ephemeral, attach=options.attach)


if __name__ == "__main__":
    sys.exit(main())
