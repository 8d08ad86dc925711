"""What kind of place a folder is: a local disk, a network drive, a stick, a synced folder."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePath, PureWindowsPath

from papidesk.domain.manuscript import Remark
from papidesk.errors import N_
from papidesk.storage.failures import StorageError

# SQLite's locks cannot be trusted across a network, whatever the server promises.
NETWORK_SYSTEMS = frozenset(
    {
        "9p", "afp", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.ceph",
        "fuse.curlftpfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone",
        "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs",
        "nfs4", "ocfs2", "orangefs", "smb3", "smbfs", "sshfs", "vboxsf",
    }
)  # fmt: skip
_SYNCED = re.compile(
    r"^(onedrive( .*)?|dropbox( \(.*\))?|google ?drive.*|my drive|icloud ?drive|nextcloud|owncloud"
    r"|mega|box sync|com~apple~clouddocs)$",
    re.IGNORECASE,
)
_STICK_PLACES = ("/media/", "/run/media/", "/mnt/usb")
_STICK_SYSTEMS = frozenset({"vfat", "exfat"})
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE, _WINDOWS_OPTICAL = 2, 4, 5


class NetworkDriveError(StorageError):
    """A workspace that should live on a network drive."""

    message = N_(
        "{path} is on a network drive. A workspace there can be destroyed by a broken connection: "
        "choose a folder on this computer's own disk, and use backups to keep copies elsewhere."
    )


def check_drive(folder: Path, *, mounts: str | None = None) -> list[Remark]:
    """Return what a person should know about where ``folder`` is, mostly nothing.

    ``mounts`` is the text of ``/proc/mounts``, read when it is not given. Raises
    :class:`NetworkDriveError`.
    """
    place = folder.resolve()
    if sys.platform == "win32":
        kind = _windows_drive(place)
        network, removable = (
            is_unc(str(place)) or kind == _WINDOWS_REMOTE,
            kind
            in (
                _WINDOWS_REMOVABLE,
                _WINDOWS_OPTICAL,
            ),
        )
    else:
        point, system = mount_of(place, _mounts() if mounts is None else mounts)
        # A computer without a disk has its very root on the network, and no other choice.
        network = system in NETWORK_SYSTEMS and point != "/"
        removable = system in _STICK_SYSTEMS or f"{point}/".startswith(_STICK_PLACES)
    if network:
        raise NetworkDriveError(path=folder)
    return _remarks(place, removable)


def is_unc(path: str) -> bool:
    r"""Tell whether a Windows path names a server: ``\\server\share``, ``\\?\UNC\server``."""
    drive = PureWindowsPath(path).drive
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive[4:].upper().startswith("UNC\\")
    return drive.startswith("\\\\")


def is_synced(path: PurePath) -> bool:
    """Tell whether a path lies in a folder that a cloud service keeps in step."""
    return any(_SYNCED.match(part) for part in path.parts)


def mount_of(path: PurePath, mounts: str) -> tuple[str, str]:
    """Return (mount point, file system) of ``path`` by a text like that of ``/proc/mounts``.

    The longest mount point that holds the path wins, of equal ones the last mounted.
    """
    best = ("", "")
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = unescaped(fields[1])
        if path.is_relative_to(point) and len(point) >= len(best[0]):
            best = (point, fields[2])
    return best


def unescaped(point: str) -> str:
    """Return a mount point of ``/proc/mounts`` as a path: blanks stand there as ``\\040``."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)


def _remarks(place: Path, removable: bool) -> list[Remark]:
    remarks = []
    if removable:
        remarks.append(
            Remark(
                message=N_(
                    "The workspace is on a removable drive ({path}). Pulling it out while working "
                    "can damage it: better move it to this computer's own disk."
                ),
                values={"path": str(place)},
            )
        )
    if is_synced(place):
        remarks.append(
            Remark(
                message=N_(
                    "The workspace is in a folder that a cloud service copies ({path}). That can "
                    "damage it, and office papers leave this computer: better move it elsewhere."
                ),
                values={"path": str(place)},
            )
        )
    return remarks


def _mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""


if sys.platform == "win32":

    def _windows_drive(place: Path) -> int:
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(place.anchor))

else:

    def _windows_drive(place: Path) -> int:
        return 0
