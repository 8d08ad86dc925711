"""Making the bundle of a parcel: signed, read back, split, entered in its stream."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from papidesk import __version__
from papidesk.domain import bundle_readme
from papidesk.domain.bundle import (
    MAJOR,
    MINOR,
    SCHEMA_NAME,
    SCHEMA_VERSION,
    Acknowledged,
    BundleRecord,
    Covers,
    Manifest,
    RecordKind,
    SchemaName,
    Sender,
    Version,
    file_name,
)
from papidesk.domain.exchange import SentBundle, StateChange
from papidesk.domain.ids import new_id
from papidesk.domain.packed_records import PackedRecords, of_kinds
from papidesk.domain.parcel import Parcel, Profile, split
from papidesk.domain.record import replace
from papidesk.domain.unit_code import unit_code
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import attachments, bundles_received, bundles_sent, places, record_versions
from papidesk.storage.clock import stored_time
from papidesk.storage.files import move_into_place
from papidesk.storage.store import Store
from papidesk.workflow import offices

if TYPE_CHECKING:
    from papidesk.bundles.file_layer import Files
    from papidesk.bundles.writer import Written

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
# As many bundles of the receiver's are acknowledged again with each one sent.
_ACKNOWLEDGED = 50
_STREAM_DIGITS = 12
# The size of a file is reckoned before it is made; encrypting adds a little, too.
_MARGIN = 64 << 10


class NothingToSendError(PapiDeskError):
    """A bundle with nothing in it."""

    message = N_(
        "There is nothing to send: no record fits what was chosen. Choose another period, or "
        "choose the documents."
    )


class BadOwnRecordError(PapiDeskError):
    """A record no receiver would take."""

    message = N_(
        "“{title}” cannot be sent as it is ({detail}), no receiver would take it. Mend it, or "
        "leave it out."
    )


class Packed(NamedTuple):
    """A bundle written to the staging folder, and what will be entered of it."""

    path: Path
    bundle: SentBundle


def stream_of(kind: str, to: Sequence[str]) -> str:
    """Return the stream of bundles of ``kind`` to these units: "report:so-noi-vu".

    The same set of several units is one stream, however they are ordered.
    """
    if len(to) == 1:
        return f"{kind}:{to[0]}"
    digits = hashlib.sha256("\n".join(sorted(to)).encode()).hexdigest()[:_STREAM_DIGITS]
    return f"{kind}:{len(to)}-{digits}"


def pack(
    store: Store,
    parcel: Parcel,
    *,
    who: str,
    password: str = "",
    encrypt: bool = False,
    profile: Profile = "stick",
    note: str = "",
    now: datetime | None = None,
    files: Files | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[SentBundle]:
    """Make the bundle of ``parcel`` in the outbox and return it; several where it is split.

    Each is signed and read back before it is entered; all are entered at once, or none and
    nothing is left. ``encrypt`` needs a trusted key of every receiver. ``progress`` gets (done,
    total) bytes of each file.

    Raises :class:`NothingToSendError`, :class:`~papidesk.storage.bundles_sent.StreamMovedError`,
    KeyLockedError, what a full disk or a missing attachment is refused with, and
    :class:`~papidesk.bundles.failures.BrokenOffError` when it was broken off.
    """
    if not parcel.records:
        raise NothingToSendError
    with _staging(store) as folder:
        maker = _Maker(store, folder, who, password, encrypt=encrypt, note=note, now=now)
        maker.files = files
        packed = maker.packed(pieces(parcel, profile), progress, cancelled)
        _enter(store, packed, who=who, now=now)
    return [each.bundle for each in packed]


def pieces(parcel: Parcel, profile: Profile) -> list[Parcel]:
    """Return a parcel as the files it becomes: one, or as many as mail takes."""
    if profile != "email":
        return [parcel]
    from papidesk.bundles.limits import LIMITS

    return split(parcel, LIMITS.email - _MARGIN, wants(parcel))


def wants(parcel: Parcel) -> dict[str, frozenset[str]]:
    """Return which contents each piece of evidence of a parcel names, by its id."""
    return {
        record.id: frozenset({str(record.fields["sha256"])})
        for record in of_kinds(parcel.records, "evidence")
        if record.fields.get("sha256")
    }


class _Maker:
    """Writes the pieces of one parcel one after the other, each behind the one before."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        who: str,
        password: str,
        *,
        encrypt: bool,
        note: str,
        now: datetime | None,
    ) -> None:
        from papidesk.workflow import identity

        self._store, self._folder, self._who = store, folder, who
        self._own = identity.own(store, password=password)
        self._signer = identity.signer(store, password=password)
        self._introduction = identity.introduction(store, password=password)
        self._identities = identity.age_identities(store, password=password) if encrypt else []
        self._encrypt, self._note, self._at = encrypt, note, stored_time(now)
        self.files: Files | None = None

    def packed(
        self, pieces: list[Parcel], progress: Progress | None, cancelled: Cancelled | None
    ) -> list[Packed]:
        """Write every piece and return them."""
        database = record_versions.database_id(self._store)
        stream = stream_of(pieces[0].kind, pieces[0].to)
        end = bundles_sent.last(self._store, database, stream)
        ids = [new_id() for _ in pieces]
        made: list[Packed] = []
        for part, (piece, id) in enumerate(zip(pieces, ids, strict=True), start=1):
            whole = ids[0] if len(pieces) > 1 else ""
            manifest = self._manifest(piece, id, stream, end.seq + part, database)
            covers = replace(manifest.covers, part=part, parts=len(pieces), whole=whole)
            prev = made[-1].bundle.manifest_sha256 if made else end.manifest_sha256
            manifest = replace(manifest, covers=covers, prev=prev)
            made.append(self._write(piece, manifest, progress, cancelled))
        return made

    def _manifest(self, piece: Parcel, id: str, stream: str, seq: int, database: str) -> Manifest:
        office = offices.current(self._store)
        return Manifest(
            version=Version(major=MAJOR, minor=MINOR),
            bundle_id=id,
            kind=piece.kind,
            sender=Sender(
                unit=unit_code(office),
                name=office.full_name,
                instance=self._own.instance,
                database=database,
                program=f"PapiDesk {__version__}",
            ),
            to=tuple(piece.to),
            stream=stream,
            seq=seq,
            covers=Covers(
                kinds=piece.kinds,
                period=piece.period,
                duty=piece.duty,
                since=piece.since,
                until=piece.until,
                full=piece.full,
                keyset=piece.keyset,
            ),
            created_at=self._at,
            schema=SchemaName(name=SCHEMA_NAME, version=SCHEMA_VERSION),
            files=(),
            acks=_acknowledged(self._store, piece.to),
            reply_key=self._own.recipient,
            note=self._note,
        )

    def _write(
        self,
        piece: Parcel,
        manifest: Manifest,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> Packed:
        from papidesk.bundles.writer import BlobSource, write_bundle
        from papidesk.workflow import trust

        name = file_name(
            manifest.sender.unit, piece.period, piece.kind, manifest.seq, encrypted=self._encrypt
        )
        if _check(piece, manifest):
            # It came from a newer program: readers of our version must not stumble over it.
            minor = max(MINOR + 1, bundles_received.highest_minor(self._store))
            manifest = replace(manifest, version=Version(major=MAJOR, minor=minor))
        readers: list[str] = []
        if self._encrypt:
            readers = [*trust.recipients(self._store, piece.to), self._own.recipient]
        written = write_bundle(
            self._folder / f"{manifest.bundle_id}-{name}",
            manifest=manifest,
            records=_streams(piece.records),
            blobs=[
                BlobSource(
                    sha256=blob.sha256,
                    bytes=blob.bytes,
                    media_type=blob.media_type,
                    path=attachments.path_of(self._store, blob.sha256) if blob.present else None,
                )
                for blob in piece.blobs
            ],
            signer=self._signer,
            introduction=self._introduction,
            readme=bundle_readme.text(manifest),
            encrypt_to=readers,
            identities=self._identities,
            files=self.files,
            progress=progress,
            cancelled=cancelled,
        )
        bundle = self._entry(piece, manifest, name, written)
        return Packed(self._folder / f"{manifest.bundle_id}-{name}", bundle)

    def _entry(self, piece: Parcel, manifest: Manifest, name: str, written: Written) -> SentBundle:
        """Return what is entered of a bundle that was written."""
        return SentBundle(
            id=manifest.bundle_id,
            kind=piece.kind,
            to=tuple(piece.to),
            stream=manifest.stream,
            seq=manifest.seq,
            database=manifest.sender.database,
            manifest_sha256=written.manifest_sha256,
            file_name=name,
            file_sha256=written.file_sha256,
            bytes=written.bytes,
            encrypted=self._encrypt,
            period=piece.period,
            duty=piece.duty,
            documents=piece.documents,
            counts={str(kind): count for kind, count in piece.counts.items()},
            part=manifest.covers.part,
            parts=manifest.covers.parts,
            whole=manifest.covers.whole,
            steps=(StateChange(state="drafted", at=self._at, who=self._who),),
            made_at=self._at,
            made_by=self._who,
            note=self._note,
        )


def _check(piece: Parcel, manifest: Manifest) -> bool:
    """Look at the records as the receiver will; raises :class:`BadOwnRecordError`.

    Tells whether there is something in them that a newer version of the format has.
    """
    from papidesk.bundles import record_kinds, references, totals
    from papidesk.bundles.failures import BundleError

    filled = replace(manifest, blobs=piece.blobs, totals=totals.of(piece.records))
    inspection = references.Inspection(filled)
    title, newer = "", False
    try:
        for record in piece.records:
            title = record_kinds.title(record)
            newer = newer or record_kinds.is_newer(record)
            record_kinds.check_form(record, record.kind)
            record_kinds.check(record)
            inspection.add(record)
        inspection.finish()
    except BundleError as error:
        said = error.values.get("detail") or error.values.get("target") or error.code
        shown = error.values.get("title") or title
        raise BadOwnRecordError(title=shown, detail=said) from error
    return newer


def _enter(store: Store, packed: list[Packed], *, who: str, now: datetime | None) -> None:
    """Enter all pieces and move their files into the outbox; nothing is entered without its file.

    A file of a bundle that was not entered after all is overwritten by the next of its name.
    """
    outbox = store.folder / places.OUTBOX
    outbox.mkdir(parents=True, exist_ok=True)
    with store.unit_of_work():
        for each in packed:
            bundles_sent.add(store, each.bundle, who=who, now=now)
        for each in packed:
            move_into_place(each.path, kept_path(store, each.bundle))


def kept_path(store: Store, bundle: SentBundle) -> Path:
    """Return where a bundle is kept until it is forgotten: its own folder of the outbox.

    Files of different streams have the same name; on a stick they come with what tells them apart.
    """
    return store.folder / places.OUTBOX / f"{bundle.id}-{bundle.file_name}"


def _streams(records: Iterable[BundleRecord]) -> dict[RecordKind, Iterable[BundleRecord]]:
    """Return the records of each kind by id, unpacked as they are written."""
    found = records if isinstance(records, PackedRecords) else PackedRecords(records)
    return {kind: found.by_id(kind) for kind in found.counts}


def _acknowledged(store: Store, units: Sequence[str]) -> tuple[Acknowledged, ...]:
    """Return the bundles of the receivers that were taken in here, the latest of each."""
    made = []
    for unit in units:
        found = bundles_received.every(store, states=("applied",), unit=unit)
        asked = [one for one in found if one.kind != "receipt" and one.bundle]
        made += asked[: _ACKNOWLEDGED // len(units) or 1]
    return tuple(
        Acknowledged(
            bundle=one.bundle, outcome="applied_with_remarks" if one.reasons else "applied"
        )
        for one in made
    )


@contextmanager
def _staging(store: Store) -> Iterator[Path]:
    """Give a private folder that is gone afterwards, whatever happens."""
    folder = store.folder / places.STAGING / new_id()
    folder.mkdir(parents=True)
    folder.chmod(0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
