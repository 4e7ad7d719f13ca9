"""What the tests want from Debian: installed when we may, else one line says what will be skipped."""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library

# The fonts: a page without one has no letters in the pictures that are looked at.
PACKAGES = ("chromium", "fonts-liberation", "libpango-1.0-0", "libpangoft2-1.0-0")


def missing() -> list[str]:
    wanted = {
        "Chromium (browser tests)": shutil.which("chromium"),
        "libpango (PDF tests)": find_library("pango-1.0") and find_library("pangoft2-1.0"),
    }
    return [what for what, found in wanted.items() if not found]


def main() -> None:
    lacking = missing()
    if not lacking:
        return
    why = _install()
    if lacking := missing():
        print(f"relais: skipped for want of {', '.join(lacking)}: {why}", file=sys.stderr)


def _install() -> str:
    """Return why it did not work; the reason is told only if something still lacks."""
    if not shutil.which("apt-get"):
        return "this is not Debian"
    if os.geteuid() != 0:
        return f"as root, run apt-get install --no-install-recommends {' '.join(PACKAGES)}"
    print(f"Installing {', '.join(PACKAGES)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["apt-get failed"])[-1]
    return "apt-get did not bring it"


if __name__ == "__main__":
    main()
