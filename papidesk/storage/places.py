"""What is where in a workspace folder."""

from __future__ import annotations

from pathlib import Path

DATABASE = "papidesk.db"
LOCK = "lock"
ATTACHMENTS = "attachments"
BACKUPS = "backups"
STAGING = "staging"
# Small pictures of photos: made again when they are not there, and in no backup.
THUMBNAILS = "thumbnails"
# This installation's private key, sealed; in no backup: another machine makes a key of its own.
KEYS = "keys"
# Bundles made here until their receipt is there; files that came in and wait for a person.
OUTBOX, INBOX = "outbox", "inbox"
# What a restored database put aside, so that nothing is ever lost by restoring.
ASIDE = "aside"
PENDING_RESTORE = "restore-pending.json"

OWN_NAMES = frozenset(
    {
        DATABASE, LOCK, ATTACHMENTS, BACKUPS, STAGING, THUMBNAILS, PENDING_RESTORE, KEYS, OUTBOX,
        INBOX,
    }
)  # fmt: skip


def database(folder: Path) -> Path:
    """Return the path of the database."""
    return folder / DATABASE


def attachment(folder: Path, sha256: str) -> Path:
    """Return where the attachment with this content is kept: ``attachments/ab/abcdef…``."""
    return folder / ATTACHMENTS / sha256[:2] / sha256


def thumbnail(folder: Path, sha256: str, size: int) -> Path:
    """Return where a small picture of an attachment is: ``thumbnails/ab/abcdef…-160.jpg``."""
    return folder / THUMBNAILS / sha256[:2] / f"{sha256}-{size}.jpg"


def make_folders(folder: Path) -> None:
    """Make the folders of a workspace that are not there yet."""
    for name in (ATTACHMENTS, BACKUPS, STAGING):
        (folder / name).mkdir(parents=True, exist_ok=True)
