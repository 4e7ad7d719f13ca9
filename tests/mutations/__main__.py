"""`python -m tests.mutations`: break the code in named ways and see that the tests notice each time.

Each mutation is made in a copy of the tree; the tests named with it must fail there. `-k WORD` runs a few.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .catalogue import MUTATIONS, Mutation

ROOT = Path(__file__).resolve().parents[2]
TESTS_FAILED = 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "-k", dest="word", default="", help="only the mutations whose name holds this word"
    )
    chosen = [m for m in MUTATIONS if parser.parse_args().word in m.name]
    survived = []
    for mutation in chosen:
        begun = time.monotonic()
        caught = _caught(mutation)
        print(
            f"{'caught  ' if caught else 'SURVIVED'} {time.monotonic() - begun:4.0f} s  {mutation.name}",
            flush=True,
        )
        if not caught:
            survived.append(mutation.name)
    print(f"{len(chosen) - len(survived)} passed, {len(survived)} failed")
    return 1 if survived else 0


def _caught(mutation: Mutation) -> bool:
    with tempfile.TemporaryDirectory(prefix="relais-mutation-") as folder:
        tree = Path(folder)
        for name in _files():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
        target = tree / mutation.file
        text = target.read_text()
        if text.count(mutation.old) < 1:
            sys.exit(f"mutations: « {mutation.name} » no longer finds its place in {mutation.file}")
        target.write_text(text.replace(mutation.old, mutation.new, 1))
        command = [
            sys.executable, "-m", "helpdesk.services", "--ephemeral", "--",
            sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *mutation.tests,
        ]  # fmt: skip
        done = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=900)
        if done.returncode not in (0, TESTS_FAILED):
            print(done.stdout[-2000:], done.stderr[-1000:])
        return done.returncode == TESTS_FAILED


def _files() -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


if __name__ == "__main__":
    sys.exit(main())
