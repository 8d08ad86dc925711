"""Documents, tasks, log entries and evidence of units below, by version: nobody here edits them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from papidesk.bundles import record_kinds
from papidesk.domain.amounts import parts
from papidesk.domain.bundle import BundleRecord, RecordKind
from papidesk.domain.exchange import Conflict
from papidesk.domain.import_plan import FieldChange, ImportPlan, PlanLine
from papidesk.domain.merging import WHOLE, Merged, merge, versioned
from papidesk.domain.record import Record, from_json, replace, to_json
from papidesk.domain.version_vector import content_hash, joined
from papidesk.errors import N_
from papidesk.storage import conflicts, received_records
from papidesk.storage.received_records import Received
from papidesk.storage.store import Store
from papidesk.workflow import log_counters
from papidesk.workflow.taking import Journal, PutBack, Records

SUBJECT = "received"
OLDER = N_("What is here is later.")
DELETED = N_("The unit deleted it.")
BOTH = N_("Two copies of the unit’s data changed it without knowing of each other.")
# What lists show of a value, at most.
_SHOWN = 160
_SLICE = 500


class Kept(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A record of a unit as it is kept, with the import it came with."""

    unit: str
    record: BundleRecord
    received: str


def judged(store: Store, unit: str, records: Records) -> Iterator[PlanLine]:
    """Yield what becomes of each record but figures, compared with what the unit told before."""
    for kind, some in _slices(records):
        known = received_records.get_many(store, unit, kind, [one.id for one in some])
        for record in some:
            yield _line(record, known.get(record.id))


def _slices(records: Records) -> Iterator[tuple[RecordKind, list[BundleRecord]]]:
    """Yield the records in slices of one kind each, so that memory stays flat."""
    whole = (record for record in records if not _is_figure(record))
    for kind, group in groupby(whole, key=lambda record: record.kind):
        while some := list(islice(group, _SLICE)):
            yield kind, some


def _is_figure(record: BundleRecord) -> bool:
    """Tell whether a record is a figure of the whole; those of one channel are kept as records."""
    return record.kind == "figure" and not record.fields.get("part")


def _merged(record: BundleRecord, local: Received | None) -> Merged:
    return merge(versioned(local.record) if local else None, record)


def _line(record: BundleRecord, local: Received | None) -> PlanLine:
    merged = _merged(record, local)
    line = PlanLine(
        kind=record.kind, id=record.id, title=record_kinds.title(record), state=merged.state
    )
    if local is None:
        return line
    if merged.state == "unchanged":
        return replace(line, reason="" if record.hash == local.record.hash else OLDER)
    return replace(
        line,
        reason=BOTH if merged.conflicts else DELETED if merged.deleted else "",
        changes=tuple(_changes(local.record, merged)),
    )


def _changes(local: BundleRecord, merged: Merged) -> Iterator[FieldChange]:
    open_fields = {one.field: one for one in merged.conflicts}
    for name in sorted(local.fields.keys() | merged.fields.keys() | open_fields.keys()):
        before, after = local.fields.get(name), merged.fields.get(name)
        conflict = open_fields.get(name)
        if conflict is not None:
            yield FieldChange(
                field=name, before=shown(conflict.local), after=shown(conflict.other),
                conflict=True, ours=_said(local),
            )  # fmt: skip
        elif before != after:
            yield FieldChange(field=name, before=shown(before), after=shown(after))


def _said(record: BundleRecord) -> str:
    return " ".join(word for word in (record.changed_by, record.changed_at) if word)


def shown(value: Any) -> str:
    """Return a plain value of a field as a person reads it, cut where it is long."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "✓" if value else "–"
    else:
        text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def take(store: Store, plan: ImportPlan, records: Records, journal: Journal) -> None:
    """Keep what is new or changed, merge what can be, keep conflicts for a person."""
    unit, received = plan.manifest.sender.unit, journal.received_id
    same = {(line.kind, line.id) for line in plan.of("unchanged")}
    for kind, some in _slices(records):
        wanted = [record for record in some if (record.kind, record.id) not in same]
        known = received_records.get_many(store, unit, kind, [one.id for one in wanted])
        kept = []
        for record in wanted:
            local = known.get(record.id)
            merged = _merged(record, local)
            if local is not None:
                _take_conflicts(store, _id(unit, record), record, merged, journal)
            one = _as_merged(record, local, merged)
            before = None if local is None else _text(unit, local.record, local.received_id)
            journal.note(SUBJECT, _id(unit, one), before, _text(unit, one, received))
            kept.append(one)
        put(store, unit, kept, received)
        # A bundle may be larger than the memory, and so may what is noted of it.
        journal.keep(store)


def _as_merged(record: BundleRecord, local: Received | None, merged: Merged) -> BundleRecord:
    """Return the record to keep: as it came, or as both sides come together."""
    if local is None or (merged.vv == record.vv and merged.fields == record.fields):
        return record
    return replace(
        local.record,
        vv=merged.vv,
        dots=_dots_held(record, local.record, merged) if merged.conflicts else merged.dots,
        fields=merged.fields,
        deleted=merged.deleted,
        hash=content_hash(merged.fields, deleted=merged.deleted),
    )


def _dots_held(came: BundleRecord, local: BundleRecord, merged: Merged) -> dict[str, str]:
    """Return the changes a record's values come from while it waits to be decided about.

    Nobody here writes to a unit's record: what was taken along stays the change it was there.
    """
    names = {
        name
        for name in local.fields.keys() | merged.fields.keys()
        if local.fields.get(name) != merged.fields.get(name)
    }
    return _with_dots(local.dots, came.dots, names)


def _with_dots(
    dots: Mapping[str, str], others: Mapping[str, str], names: Collection[str]
) -> dict[str, str]:
    """Return ``dots`` with those of ``names`` as the other side has them."""
    kept = {name: one for name, one in dots.items() if name not in names}
    return dict(sorted((kept | {name: others[name] for name in names if name in others}).items()))


def _take_conflicts(
    store: Store, place: str, record: BundleRecord, merged: Merged, journal: Journal
) -> None:
    """Keep what both sides changed; what a version that knows of both has settled goes."""
    if not merged.conflicts:
        for settled in conflicts.open_of(store, record.kind, place):
            journal.dropped(store, settled)
        return
    unit, _, _ = place.partition("/")
    local = received_records.get(store, unit, record.kind, record.id)
    if local is None:
        return
    for one in merged.conflicts:
        names = record.dots if one.field == WHOLE else [one.field]
        conflict = Conflict(
            kind=record.kind, record=place, title=record_kinds.title(record), field=one.field,
            local=one.local, other=one.other, local_at=local.record.changed_at,
            local_by=local.record.changed_by, other_at=record.changed_at,
            other_by=record.changed_by, other_vv=record.vv,
            other_fields=record.fields if one.field == WHOLE else {},
            other_dots=_with_dots({}, record.dots, names),
        )  # fmt: skip
        journal.conflict(store, conflict)


def settle(store: Store, conflict: Conflict, chosen: str, journal: Journal) -> None:
    """Put the other side's field in force, or leave ours; both sides' changes are known then."""
    unit, kind, id = conflict.record.split("/", 2)
    local = received_records.get(store, unit, conflict.kind, id)  # type: ignore[arg-type]
    if local is None:
        return
    record = local.record
    fields, dots, deleted = dict(record.fields), record.dots, record.deleted
    if chosen == "other" and conflict.field == WHOLE:
        fields, deleted = dict(conflict.other_fields), bool(conflict.other)
        dots = conflict.other_dots
    elif chosen == "other":
        dots = _with_dots(dots, conflict.other_dots, {conflict.field})
        fields.pop(conflict.field, None)
        if conflict.other is not None:
            fields[conflict.field] = conflict.other
    rest = [one for one in conflicts.open_of(store, kind, conflict.record) if one.id != conflict.id]
    kept = replace(
        record,
        fields=fields,
        dots=dots,
        deleted=deleted,
        hash=content_hash(fields, deleted=deleted),
        vv=record.vv if rest else joined(record.vv, conflict.other_vv),
    )
    before = _text(unit, record, local.received_id)
    journal.note(SUBJECT, conflict.record, before, _text(unit, kept, local.received_id))
    put(store, unit, [kept], local.received_id)


def put(store: Store, unit: str, records: Sequence[BundleRecord], received: str) -> None:
    """Keep records of ``unit`` with the days they are listed by and what entries bring."""
    if not records:
        return
    rows = [(one, record_kinds.title(one), day_of(one)) for one in records]
    received_records.put_many(store, unit, rows, received)
    entries = [one for one in records if one.kind == "activity" and not one.deleted]
    if not entries:
        return
    rules = log_counters.rules(store)
    received_records.put_amounts(
        store,
        unit,
        ((one.id, day_of(one), parts(record_kinds.to_domain(one), rules)) for one in entries),
    )


def day_of(record: BundleRecord) -> str:
    """Return the day a record is listed by, "" where it has none."""
    day = record.fields.get(received_records.DAYS.get(record.kind, ""), "")
    return day if isinstance(day, str) and len(day) == 10 else ""


def _id(unit: str, record: BundleRecord) -> str:
    return f"{unit}/{record.kind}/{record.id}"


def _text(unit: str, record: BundleRecord, received: str) -> str:
    return to_json(Kept(unit=unit, record=record, received=received)).decode()


def _current(store: Store, id: str) -> str | None:
    unit, kind, key = id.split("/", 2)
    found = received_records.get(store, unit, kind, key)  # type: ignore[arg-type]
    return None if found is None else _text(unit, found.record, found.received_id)


def _put_back(store: Store, id: str, before: str | None) -> None:
    unit, kind, key = id.split("/", 2)
    if before is None:
        received_records.remove_many(store, unit, [(kind, key)])
        return
    kept = from_json(Kept, before)
    put(store, unit, [kept.record], kept.received)


def _title(store: Store, id: str) -> str:
    unit, kind, key = id.split("/", 2)
    found = received_records.get(store, unit, kind, key)  # type: ignore[arg-type]
    return found.title if found is not None else key


PUT_BACK: Mapping[str, PutBack] = {SUBJECT: PutBack(_current, _put_back, _title)}
