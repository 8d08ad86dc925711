"""An invented commune and its superior, each with its workspace, that trust each other's keys."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from papidesk.bundles import key_file, reader, writer
from papidesk.bundles.keys import Signer
from papidesk.domain.bundle import BundleRecord, RecordKind
from papidesk.domain.exchange import KeyRole, ReceivedBundle
from papidesk.domain.record import replace
from papidesk.domain.version_vector import advanced, content_hash, dot
from papidesk.storage.store import Store
from papidesk.workflow import demo, identity, log, receiving, sending, trust, workspaces
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO
from tests.workflow.logged import entry

TODAY = datetime.date(2026, 7, 2)
NOW = datetime.datetime(2026, 7, 2, 8, 30, tzinfo=datetime.UTC)
PERIOD = "2026-H1"
# What reading, refusing and undoing may change: who did what when is never taken back.
REMEMBERED = frozenset({"bundles_received", "audit", "attachments"})


def introduced(of: Store, to: Store, role: KeyRole) -> None:
    """Let ``to`` trust the key of ``of`` as ``role``."""
    key = key_file.read(identity.introduction(of), name="khóa")
    trust.add(to, key, role=role, who=WHO)


@contextmanager
def pair(folder: Path) -> Iterator[tuple[Store, Store]]:
    """Give the stores of commune and superior, who know each other."""
    below, above = demo.sample_offices()
    above = replace(above, name="tỉnh Bình Nguyên", level="province")
    with (
        workspaces.create(folder / "xã An Hòa", below, who=WHO) as commune,
        workspaces.create(folder / "Bình Nguyên", above, who=WHO) as superior,
    ):
        introduced(commune.store, superior.store, "subordinate")
        introduced(superior.store, commune.store, "superior")
        yield commune.store, superior.store


def logged(commune: Store, count: int = 3) -> None:
    """Enter meetings of spring 2026 in the log."""
    for number in range(count):
        log.add(commune, entry(f"Họp thôn {number + 1}", day=number % 28 + 1), who=WHO)


def report(commune: Store, target: Path, *, period: str = PERIOD, **order: object) -> Path:
    """Send the report of a period and return the file on the stick."""
    wanted = replace(Order(kind="report", period=period), **order)
    made = sending.make(commune, wanted, who=WHO, now=NOW)
    target.mkdir(parents=True, exist_ok=True)
    return sending.export(commune, [one.id for one in made], target, who=WHO)[0]


def received(
    store: Store, path: Path, *, agree: bool = False, now: datetime.datetime = NOW
) -> ReceivedBundle:
    """Take a file in as a person does who agrees with what is shown."""
    with receiving.look(store, path, who=WHO, now=now) as incoming:
        return receiving.take(store, incoming, who=WHO, agree=agree, backup=False, now=now)


def tables(
    store: Store, *, but: frozenset[str] = frozenset()
) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, to compare a whole database with another."""
    names = [
        name
        for (name,) in store.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' "
            "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%' ORDER BY name"
        )
    ]
    return {
        name: sorted(store.rows(f"SELECT * FROM {name}"), key=repr)
        for name in names
        if name not in but
    }


def made_anew(
    sender: Store,
    path: Path,
    target: Path,
    *,
    figures: Mapping[str, str] | None = None,
    records: Iterable[BundleRecord] | None = None,
    signer: Signer | None = None,
    **changes: object,
) -> Path:
    """Write the bundle ``path`` once more as ``target``, changed, signed with the sender's key.

    ``changes`` are members of the manifest, or (unit, name, database) of its sender, or (period,
    duty, full, part) of what it covers. ``figures`` are other values by counter.
    """
    with TemporaryDirectory() as work:
        read = reader.open_bundle(path, folder=Path(work), key_of=lambda keyid: None)
        every = list(read.records() if records is None else records)
        if figures is not None:
            every = [with_fields(one, **_values(one, figures)) for one in every]
        manifest = read.manifest
        of_sender = {
            name: changes.pop(name) for name in ("unit", "name", "database") & changes.keys()
        }
        of_covers = {
            name: changes.pop(name)
            for name in ("period", "duty", "full", "part", "parts", "kinds") & changes.keys()
        }
        if "kind" in changes:
            changes.setdefault("stream", manifest.stream.replace("report", str(changes["kind"])))
        if changes.get("seq", 1) != 1:
            changes.setdefault("prev", read.manifest_sha256)
        manifest = replace(
            manifest,
            sender=replace(manifest.sender, **of_sender),
            covers=replace(manifest.covers, **of_covers),
            **changes,
        )
        by_kind: dict[RecordKind, list[BundleRecord]] = {}
        for one in every:
            by_kind.setdefault(one.kind, []).append(one)
        blobs = [
            writer.BlobSource(
                sha256=blob.sha256, bytes=blob.bytes, media_type=blob.media_type,
                path=read.blobs.get(blob.sha256),
            )
            for blob in manifest.blobs
        ]  # fmt: skip
        writer.write_bundle(
            target, manifest=manifest, records=by_kind, blobs=blobs,
            signer=signer or identity.signer(sender), introduction=b"", readme="thử",
        )  # fmt: skip
    return target


def _values(record: BundleRecord, figures: Mapping[str, str]) -> dict[str, object]:
    counter = record.fields.get("counter")
    if record.kind != "figure" or counter not in figures:
        return {}
    return {"value": figures[counter], "total": figures[counter]}


def with_fields(record: BundleRecord, **fields: object) -> BundleRecord:
    """Return a record with other fields, its hash kept right; versions stay."""
    changed = {**record.fields, **fields}
    return replace(record, fields=changed, hash=content_hash(changed, deleted=record.deleted))


def later(record: BundleRecord, database: str, **fields: object) -> BundleRecord:
    """Return a record after one more change made in ``database``."""
    vv = advanced(record.vv, database)
    dots = record.dots | dict.fromkeys(fields, dot(database, vv[database]))
    return with_fields(replace(record, vv=vv, dots=dict(sorted(dots.items()))), **fields)


def records_of(path: Path) -> list[BundleRecord]:
    """Return the records of a bundle."""
    with TemporaryDirectory() as work:
        read = reader.open_bundle(path, folder=Path(work), key_of=lambda keyid: None)
        return list(read.records())
