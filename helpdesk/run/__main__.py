"""python -m helpdesk.run: see the package. HOST and PORT come from the environment."""

import os
import sys

from helpdesk.services.errors import ServiceError

from .address import ensure_free, from_environment

# The second life of this program: inside helpdesk.services, with a database and a broker.
INSIDE = "inside"


def main() -> int:
    try:
        address = from_environment(os.environ)
        ensure_free(address)
    except ServiceError as error:
        print(f"relais: {error}", file=sys.stderr)
        return 1
    if sys.argv[1:] != [INSIDE]:
        python = [sys.executable, "-m"]
        services = [*python, "helpdesk.services", "--with-parent"]
        os.execv(sys.executable, [*services, *python, "helpdesk.run", INSIDE])  # noqa: S606
    from . import supervisor

    return supervisor.run(address)


if __name__ == "__main__":
    sys.exit(main())
