"""The evidence a unit sent with its log entries: what there is, and copies of it to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from papidesk.domain.evidence_pack import safe_name
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import attachments, received_records
from papidesk.storage.failures import told
from papidesk.storage.store import Store
from papidesk.workflow.pack_writing import free_name

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class NoEvidenceError(PapiDeskError):
    """Entries without a file."""

    message = N_(
        "The unit sent no file with these log entries. Return the report to ask for the evidence."
    )


class ReceivedPiece(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of evidence of a log entry (``entry``): a file by its content, or a link (``url``).

    ``bytes`` is None where the file did not come: it was left out, or its part is still missing.
    """

    unit: str
    id: str
    entry: str
    name: str
    sha256: str = ""
    url: str = ""
    note: str = ""
    bytes: int | None = None


def of_entries(store: Store, unit: str, entries: Iterable[str]) -> list[ReceivedPiece]:
    """Return the evidence of a unit's log entries (their ids), in the order of the entries."""
    places = {id: place for place, id in enumerate(dict.fromkeys(entries))}
    found = []
    for row in received_records.every(store, unit, "evidence") if places else ():
        fields = row.record.fields
        if fields.get("owner_id") in places:
            name = str(fields.get("name") or fields.get("url") or row.title)
            found.append(
                ReceivedPiece(
                    unit=unit, id=row.record.id, entry=str(fields["owner_id"]), name=name,
                    sha256=str(fields.get("sha256") or ""), url=str(fields.get("url") or ""),
                    note=str(fields.get("note") or ""),
                )
            )  # fmt: skip
    known = attachments.found(store, (one.sha256 for one in found if one.sha256))
    sized = [
        replace(one, bytes=known[one.sha256].bytes) if one.sha256 in known else one for one in found
    ]
    return sorted(sized, key=lambda one: (places[one.entry], one.id))


def save(
    store: Store,
    pieces: Iterable[ReceivedPiece],
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Path]:
    """Save copies of what came into ``folder`` and return where; a file that is there stays.

    Names are those the unit gave, made safe for every system. Links and what did not come are left
    out. ``progress`` gets (files done, all); after ``cancelled`` answers yes no further one is
    begun. Raises :class:`NoEvidenceError` with nothing to save, AttachmentMissingError,
    AttachmentChangedError, and what the folder is refused with.
    """
    wanted = [one for one in pieces if one.bytes is not None]
    if not wanted:
        raise NoEvidenceError
    saved = []
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for done, one in enumerate(wanted):
            if progress is not None:
                progress(done, len(wanted))
            if cancelled is not None and cancelled():
                break
            name = Path(safe_name(one.name))
            path = free_name(folder, name.stem, name.suffix)
            attachments.copy_out(store, one.sha256, path, one.name)
            saved.append(path)
    return saved
