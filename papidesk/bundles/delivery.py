"""Brings a finished bundle to a stick: copied aside, read back, and only then given its name."""

from __future__ import annotations

from pathlib import Path

from papidesk.bundles.failures import ReadBackError
from papidesk.bundles.file_layer import (
    Cancelled,
    Files,
    Progress,
    Watch,
    copy_hashed,
    discard,
    need_room,
    reading,
    sha256_of,
    writing,
)

__all__ = ["Files", "copy_out"]

PART = ".part"
# What a stick's own tables may need beside the file.
_SPARE = 1 << 20


def copy_out(
    source: Path,
    target_folder: Path,
    name: str,
    *,
    files: Files | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Copy ``source`` to ``name`` in ``target_folder`` and return where it stands.

    Written as ``….part``, forced to the disk, closed, opened again, its hash compared, renamed:
    what has its name is whole. Nothing is left when it fails. Raises
    :class:`~papidesk.bundles.failures.NoRoomError`,
    :class:`~papidesk.bundles.failures.TargetGoneError`, :class:`ReadBackError`,
    :class:`~papidesk.bundles.failures.SourceGoneError`.
    """
    layer = files or Files()
    with reading(source):
        size = layer.size(source)
    part, target = target_folder / (name + PART), target_folder / name
    need_room(target_folder, size, files=layer, spare=_SPARE)
    # Once to copy, once to read back.
    watch = Watch(2 * size, progress, cancelled)
    try:
        _, sha256 = copy_hashed(source, part, files=layer, watch=watch)
        if _read_back(part, layer, watch) != sha256:
            raise ReadBackError(name=name)
        with writing(target):
            layer.replace(part, target)
    except BaseException:
        discard(part, files=layer)
        raise
    return target


def _read_back(part: Path, files: Files, watch: Watch) -> str:
    # What cannot be read back was not written.
    with writing(part):
        files.forget(part)
        return sha256_of(part, files=files, watch=watch)
