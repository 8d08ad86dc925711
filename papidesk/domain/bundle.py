"""A bundle as it is said in its manifest, and the records it carries; see docs/bundle-format.md."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import field

from papidesk.domain.record import Record
from papidesk.errors import N_

FORMAT = "papidesk-bundle"
MAJOR, MINOR = 1, 0
# Of the records: raised where a field changes its meaning, with a function that upgrades old ones.
SCHEMA_NAME, SCHEMA_VERSION = "papidesk-records", 1
SUFFIX, ENCRYPTED_SUFFIX = ".papi", ".papi.age"

# "office" goes between the PCs of one office; all others go up or down.
BundleKind = Literal["report", "plan", "directive", "return", "receipt", "keyset", "office"]
BUNDLE_KINDS: dict[BundleKind, str] = {
    "report": N_("Report"),
    "plan": N_("Plan"),
    "directive": N_("Directive"),
    "return": N_("Decision on a report"),
    "receipt": N_("Receipt"),
    "keyset": N_("Set of keys"),
    "office": N_("Exchange within the office"),
}

RecordKind = Literal[
    "document", "task", "activity", "evidence", "series", "figure", "correction", "closing",
    "duty", "counter", "channel", "template", "remark", "decision", "receipt", "key",
]  # fmt: skip
RECORD_KINDS: dict[RecordKind, str] = {
    "document": N_("Document"),
    "task": N_("Task"),
    "activity": N_("Log entry"),
    "evidence": N_("Evidence"),
    "series": N_("Series of entries"),
    "figure": N_("Figure"),
    "correction": N_("Correction"),
    "closing": N_("Closed period"),
    "duty": N_("Report duty"),
    "counter": N_("Counter"),
    "channel": N_("Channel"),
    "template": N_("Template"),
    "remark": N_("Reader’s remark"),
    "decision": N_("Decision"),
    "receipt": N_("Receipt"),
    "key": N_("Key"),
}
# The stream each kind stands in: data/<stream>.jsonl, one kind a stream, in this order.
STREAMS: dict[RecordKind, str] = {
    "key": "keys",
    "counter": "counters",
    "channel": "channels",
    "template": "templates",
    "duty": "duties",
    "document": "documents",
    "task": "tasks",
    "series": "series",
    "activity": "activities",
    "evidence": "evidence",
    "closing": "closings",
    "correction": "corrections",
    "figure": "figures",
    "remark": "remarks",
    "decision": "decisions",
    "receipt": "receipts",
}
# What a bundle of each kind may carry: nothing else is looked at, it is refused.
CARRIES: dict[BundleKind, frozenset[RecordKind]] = {
    "report": frozenset({
        "document", "task", "activity", "evidence", "figure", "correction", "counter", "channel",
    }),
    "plan": frozenset({"document", "task", "evidence", "counter", "channel"}),
    "directive": frozenset({
        "document", "task", "duty", "counter", "channel", "template", "remark", "evidence",
    }),
    "return": frozenset({"decision", "remark", "document"}),
    "receipt": frozenset({"receipt"}),
    "keyset": frozenset({"key"}),
    "office": frozenset({
        "document", "task", "activity", "evidence", "series", "closing", "correction", "duty",
        "counter", "channel", "template", "remark",
    }),
}  # fmt: skip


class Version(Record, frozen=True, kw_only=True):
    """The version of the format: another major is not read, a later minor is."""

    major: int
    minor: int


class Sender(Record, frozen=True, kw_only=True, omit_defaults=False):
    """Who made a bundle: unit by code and name, installation, database, program."""

    unit: str
    name: str
    instance: str
    database: str
    program: str = ""


class Covers(Record, frozen=True, kw_only=True, omit_defaults=False):
    """What a bundle is a snapshot of: ``kinds`` of records, for a duty and period where it has one.

    ``full`` tells that nothing was left out because the receiver acknowledged it. ``part`` and
    ``parts`` count the files of a bundle split for e-mail (data first), ``whole`` is the bundle id
    of the first of them. ``keyset`` is the version of a set of keys.
    """

    kinds: tuple[RecordKind, ...] = ()
    period: str = ""
    duty: str = ""
    since: str = ""
    until: str = ""
    full: bool = False
    part: int = 1
    parts: int = 1
    whole: str = ""
    keyset: int = 0


class SchemaName(Record, frozen=True, kw_only=True):
    """Which schema the records follow."""

    name: str
    version: int


class DataFile(Record, frozen=True, kw_only=True, omit_defaults=False):
    """One entry of the container that is not a blob; ``records`` counts the lines of a stream."""

    path: str
    bytes: int
    sha256: str
    records: int | None = None


class Blob(Record, frozen=True, kw_only=True, omit_defaults=False):
    """An attachment or issued PDF; not ``present`` when the receiver acknowledged having it."""

    sha256: str
    bytes: int
    media_type: str = "application/octet-stream"
    present: bool = True


class Totals(Record, frozen=True, kw_only=True, omit_defaults=False):
    """Control sums over the records: how many, how much money (đồng), each counter's quantities.

    ``counters`` are decimal strings by counter code, over the amounts of all entries that are not
    deleted; ``figures`` are those of the figures' values that are sums.
    """

    records: int = 0
    money: int = 0
    counters: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)


class Acknowledged(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A bundle of the receiver's that this sender has taken in: told again with every bundle."""

    bundle: str
    outcome: str = "applied"


class Manifest(Record, frozen=True, kw_only=True, omit_defaults=False, rename={"sender": "from"}):
    """The signed part of a bundle; its sender is the member ``from``.

    ``prev`` is the SHA-256 of the manifest before in the stream, "" for the first.
    ``critical`` names features a reader must know; ``created_at`` informs and decides nothing.
    ``reply_key`` is the age recipient to answer to; ``note`` is a person's line.
    """

    format: str = FORMAT
    version: Version
    critical: tuple[str, ...] = ()
    bundle_id: str
    kind: BundleKind
    sender: Sender
    to: tuple[str, ...]
    stream: str
    seq: int
    prev: str = ""
    covers: Covers
    created_at: str
    schema: SchemaName
    files: tuple[DataFile, ...]
    blobs: tuple[Blob, ...] = ()
    totals: Totals = Totals()
    acks: tuple[Acknowledged, ...] = ()
    reply_key: str = ""
    note: str = ""


class BundleRecord(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a stream: a record of ``owner`` (a unit code) with its versions.

    ``vv`` is the version vector: how many changes of each database (by id) are in it. ``dots``
    names for a field the change ("database:count") it has its value from; fields not named have it
    from the record's first change. ``hash`` is the SHA-256 over the canonical fields
    (:func:`papidesk.domain.version_vector.content_hash`). ``changed_at`` and ``changed_by`` inform
    and decide nothing. ``fields`` is the plain record; ``unknown`` are members of a newer minor
    version, kept and sent on.
    """

    kind: RecordKind
    id: str
    owner: str
    vv: dict[str, int]
    dots: dict[str, str] = field(default_factory=dict)
    hash: str
    deleted: bool = False
    changed_at: str = ""
    changed_by: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    unknown: dict[str, Any] = field(default_factory=dict)


def file_name(unit: str, period: str, kind: str, seq: int, *, encrypted: bool = False) -> str:
    """Return what a bundle's file is called: ``<unit>_<period>_<kind>_<seq>.papi``, ASCII."""
    ending = ENCRYPTED_SUFFIX if encrypted else SUFFIX
    return f"{unit}_{period or 'all'}_{kind}_{seq:06}{ending}"
