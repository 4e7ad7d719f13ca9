"""`make bench`: the speed of the main pages over HTTP, with the production settings, at two sizes.

Fills a throw-away database for each size, serves it with uvicorn, and writes docs/performance.md.
BENCH_TICKETS ("10000,100000") and BENCH_MESSAGES (5) change the sizes.
"""

import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

from .database import Size, prepare
from .report import write_report
from .server import measure

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    sizes = [int(n) for n in os.environ.get("BENCH_TICKETS", "10000,100000").split(",")]
    messages = int(os.environ.get("BENCH_MESSAGES", "5"))
    measured = []
    for tickets in sizes:
        size = Size(tickets, messages)
        print(f"filling a database with {tickets} tickets × {messages} messages …", flush=True)
        environment = prepare(size)
        measured.append((size, measure(environment)))
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    text = write_report(
        ROOT / "docs" / "performance.md", measured, machine=machine, day=date.today()
    )
    print(text)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"bench: {' '.join(map(str, error.cmd))} failed")
