"""Small pictures of photos, kept beside the workspace's files to be shown at once."""

from __future__ import annotations

import contextlib
from pathlib import Path

from papidesk.domain.ids import new_id
from papidesk.storage import places


def get(folder: Path, sha256: str, size: int) -> bytes | None:
    """Return the picture that is kept; None where there is none or it is no JPEG any more."""
    try:
        data = places.thumbnail(folder, sha256, size).read_bytes()
    except OSError:
        return None
    return data if data.startswith(b"\xff\xd8") and data.endswith(b"\xff\xd9") else None


def put(folder: Path, sha256: str, size: int, data: bytes) -> None:
    """Keep a picture; where there is no room or no right to write it is made again next time."""
    target = places.thumbnail(folder, sha256, size)
    part = target.with_name(f"{new_id()}.part")
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(data)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


def forget(folder: Path, sha256: str) -> None:
    """Delete the pictures of a content that is gone."""
    with contextlib.suppress(OSError):
        for path in (folder / places.THUMBNAILS / sha256[:2]).glob(f"{sha256}-*"):
            path.unlink(missing_ok=True)
