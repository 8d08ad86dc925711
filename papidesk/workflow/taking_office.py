"""What this office's other PC sends: both sides' changes put together, field by field.

What both changed is shown side by side and stays as it is here until somebody decides; nothing is
decided by a clock. Numbers the other PC gave to papers are entered in the register here, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from papidesk.bundles import record_kinds
from papidesk.domain.activity import Activity
from papidesk.domain.bundle import BundleRecord, Manifest, RecordKind
from papidesk.domain.closing import Closing
from papidesk.domain.exchange import Conflict
from papidesk.domain.import_plan import ImportPlan, PlanLine
from papidesk.domain.merging import WHOLE, Merged, Versioned, merge
from papidesk.domain.ownership import of_document
from papidesk.domain.record import replace
from papidesk.domain.version_vector import advanced, dot, joined
from papidesk.storage import conflicts, record_versions
from papidesk.storage.clock import stored_time
from papidesk.storage.record_versions import RecordVersion
from papidesk.storage.store import Store
from papidesk.workflow import (
    closings,
    log_counters,
    own_records,
    own_states,
    own_tables,
    register_taken,
)
from papidesk.workflow.closings import Change
from papidesk.workflow.own_merge import Here, Judged, Taking, judged, line, putting, with_fields
from papidesk.workflow.own_states import Noting
from papidesk.workflow.own_tables import Putting
from papidesk.workflow.taking import Journal, PutBack, Records, good_records

if TYPE_CHECKING:
    from papidesk.bundles.reader import ReadBundle

PUT_BACK: dict[str, PutBack] = own_states.PUT_BACK | register_taken.PUT_BACK
# What is noted is written each so many records.
_NOTED_EACH = 500
# Stands in the register of corrections and in the next report: Vietnamese.
_CAME = "Nhận từ máy khác của cơ quan sau khi đã chốt kỳ"


def judge(store: Store, bundle: ReadBundle, manifest: Manifest, records: Records) -> list[PlanLine]:
    """Return what would become of each record; nothing is written."""
    here = Here(store, manifest, records.of(*own_tables.ORDER))
    found = judged(store, records.of(*own_tables.ORDER), rule, keep=False)
    return [_lean(line(one, here)) for one in found]


def _lean(made: PlanLine) -> PlanLine:
    """Return a line without what can be read from the bundle again."""
    if made.record is None or made.state in ("changed", "conflicting"):
        return made
    return replace(made, record=None, merged=None, again=True)


def rule(kind: RecordKind, local: Versioned, other: Versioned) -> Merged:
    """Return what two PCs' versions of a record become."""
    return of_document(local, other) if kind == "document" else merge(local, other)


def take(
    store: Store,
    bundle: ReadBundle,
    plan: ImportPlan,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Put both sides' changes together, inside the unit of work."""
    manifest = bundle.manifest
    windows = closings.closed(store)
    told = {one.fields.get("activity") for one in good_records(bundle, plan).of("correction")}
    taking = Taking(store, Noting(store, journal), putting(who, manifest, now))
    late: list[Change] = []
    for number, one in enumerate(judged(store, _wanted(bundle, plan), rule, keep=True), 1):
        taking.take(one)
        late += _late(taking, windows, told)
        _keep_conflicts(store, one, journal, who=manifest.sender.name, now=now)
        if one.came.kind == "document" and not one.merged.deleted:
            register_taken.enter(store, one.came.id, journal, who=who, now=now)
        if number % _NOTED_EACH == 0:
            journal.keep(store)
    rules = log_counters.rules(store)
    for correction in closings.record(store, windows, late, rules, reason=_CAME, who=who, now=now):
        state = own_states.state(store, "correction", correction.id)
        journal.note(own_states.subject("correction"), correction.id, None, state)


def _wanted(bundle: ReadBundle, plan: ImportPlan) -> Iterator[BundleRecord]:
    """Yield the records that change something, or whose versions say more than ours."""
    wanted = {
        (line.kind, line.id)
        for line in plan.lines
        if (line.again or line.record is not None) and line.state != "refused"
    }
    for record in good_records(bundle, plan).of(*own_tables.ORDER):
        if (record.kind, record.id) in wanted:
            yield record


def _late(taking: Taking, windows: Sequence[Closing], told: Collection[Any]) -> list[Change]:
    """Return changes of entries in closed windows that no correction in the bundle tells of."""
    changes = [Change(before, after) for before, after in taking.entries if before != after]
    taking.entries.clear()
    return [
        change
        for change in changes
        if _id(change.before, change.after) not in told and closings.touches(change, windows)
    ]


def _id(before: Activity | None, after: Activity | None) -> str:
    shown = after or before
    return shown.id if shown is not None else ""


def _keep_conflicts(
    store: Store, one: Judged, journal: Journal, *, who: str, now: datetime | None
) -> None:
    """Keep what both sides changed; what is no conflict any more is decided by what came."""
    came, local, merged = one
    still = {each.field for each in merged.conflicts}
    for open_one in conflicts.open_of(store, came.kind, came.id):
        if open_one.field not in still and merged.vv != (local.vv if local else {}):
            value: Any = merged.fields.get(open_one.field)
            if open_one.field == WHOLE:
                value = merged.deleted
            chosen = "other" if value == open_one.other else "local"
            journal.settled(
                store,
                replace(open_one, chosen=chosen, settled_at=stored_time(now), settled_by=who),
            )
    for each in merged.conflicts:
        assert local is not None  # what was not here has no conflict
        issued = merged.vv != local.vv  # the other side's paper stands, ours is the other value
        mine, theirs = (came, local) if issued else (local, came)
        journal.conflict(
            store,
            Conflict(
                kind=came.kind, record=came.id, title=record_kinds.title(local or came),
                field=each.field, local=each.local, other=each.other,
                local_at=mine.changed_at, local_by=mine.changed_by,
                other_at=theirs.changed_at, other_by=theirs.changed_by,
                other_vv=theirs.vv,
                other_fields=theirs.fields if each.field == WHOLE else {},
            ),
        )  # fmt: skip


def settle(
    store: Store,
    conflict: Conflict,
    chosen: str,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Do what a person decided: the result knows of both sides' changes and goes before both.

    Raises :class:`~papidesk.storage.documents.FrozenDocumentError` where another text is chosen for
    a paper that is issued.
    """
    kind: RecordKind = conflict.kind  # type: ignore[assignment]
    local = own_records.current(store, kind, conflict.record)
    if local is None:
        return  # nothing is left to decide about
    database = record_versions.database_id(store)
    vv = advanced(joined(local.vv, conflict.other_vv), database)
    fields, deleted = dict(local.fields), local.deleted
    names = [conflict.field]
    if conflict.field == WHOLE:
        if chosen == "other":
            fields, deleted = dict(conflict.other_fields), bool(conflict.other)
        names = list(fields)
    elif chosen == "other":
        fields.pop(conflict.field, None)
        if conflict.other is not None:
            fields[conflict.field] = conflict.other
    dots = local.dots | dict.fromkeys(names, dot(database, vv[database]))
    merged = Merged(state="changed", fields=fields, vv=vv, dots=dots, deleted=deleted)
    noting = Noting(store, journal)
    if fields != local.fields or deleted != local.deleted:
        _put(store, Judged(with_fields(local, fields), local, merged), noting, who, now)
    noting.versions(
        [
            RecordVersion(
                kind=kind, id=conflict.record, vv=vv, dots=dots, deleted=deleted, fields=fields,
                unknown=local.unknown,
            )
        ]
    )  # fmt: skip


def _put(store: Store, one: Judged, noting: Noting, who: str, now: datetime | None) -> None:
    taking = Taking(store, noting, Putting(who=who, reason="conflict settled", now=now))
    taking.take(one)
