"""USB sticks that are plugged in: where bundles can be copied to, and safely taken out of."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from papidesk.domain.record import Record
from papidesk.storage.drives import unescaped

# Where desktops put what is plugged in; a disk that is built in is mounted elsewhere.
_PLACES = ("/media/", "/run/media/", "/mnt/usb")
_SYSTEMS = frozenset({"vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "ext4", "ext3", "ext2", "btrfs"})
_WINDOWS_REMOVABLE = 2
# Free space is asked of a drive that may be pulled out this very moment.
_UNKNOWN = 0


class Stick(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A removable drive: where it is, what it is called, how many bytes are free there.

    ``writable`` is False for one that is write-protected.
    """

    path: Path
    label: str
    free_bytes: int = 0
    writable: bool = True


def removable() -> list[Stick]:
    """Return the removable drives that are plugged in, by name.

    On Linux what is mounted where desktops mount sticks; on Windows drives of the removable kind.
    """
    if sys.platform == "win32":
        return _windows()
    return of_mounts(_mounts())


def of_mounts(mounts: str, *, free: Callable[[Path], int] | None = None) -> list[Stick]:
    """Return the sticks in a text like that of ``/proc/mounts``; ``free`` asks for free bytes."""
    found: dict[str, Stick] = {}
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 4:
            continue
        point, system, options = unescaped(fields[1]), fields[2], fields[3].split(",")
        if system not in _SYSTEMS or not point.startswith(_PLACES):
            continue
        path = Path(point)
        found[point] = Stick(
            path=path,
            label=path.name,
            free_bytes=(free or _free)(path),
            writable="ro" not in options,
        )
    return [found[point] for point in sorted(found)]


def flushed(folder: Path) -> bool:
    """Force all that was written to the drive of ``folder`` out to it; tell whether it is known.

    Bundles are forced out when they are copied; this is for the drive's own tables, so that a
    person can be told that the stick may be taken out.
    """
    if sys.platform == "win32":
        return True  # removable drives are written through there ("quick removal")
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        os.fsync(handle)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def is_removable(folder: Path) -> bool:
    """Tell whether a folder is on a removable drive that is plugged in."""
    place = folder.absolute()
    return any(place.is_relative_to(stick.path) for stick in removable())


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path).free
    except OSError:
        return _UNKNOWN


def _mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""


if sys.platform == "win32":

    def _windows() -> list[Stick]:
        import ctypes
        import string

        kernel = ctypes.windll.kernel32
        present = int(kernel.GetLogicalDrives())
        found = []
        for at, letter in enumerate(string.ascii_uppercase):
            root = f"{letter}:\\"
            if not present >> at & 1 or int(kernel.GetDriveTypeW(root)) != _WINDOWS_REMOVABLE:
                continue
            name = ctypes.create_unicode_buffer(261)
            # A card reader without a card is a drive, too, and answers 0.
            if kernel.GetVolumeInformationW(root, name, 261, None, None, None, None, 0):
                label = f"{name.value} ({letter}:)" if name.value else f"{letter}:"
                found.append(Stick(path=Path(root), label=label, free_bytes=_free(Path(root))))
        return found

else:

    def _windows() -> list[Stick]:
        return []
