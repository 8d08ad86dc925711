"""What records of a bundle would make of our own, line by line, and making it so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from papidesk.bundles import record_kinds
from papidesk.bundles.record_failures import RecordRefusedError
from papidesk.domain.activity import Activity, Evidence
from papidesk.domain.bundle import BundleRecord, Manifest, RecordKind
from papidesk.domain.document import Document
from papidesk.domain.import_plan import FieldChange, PlanLine
from papidesk.domain.merging import WHOLE, Merged, Versioned, versioned
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.storage import activities, attachments, evidence, own_contents, paper_files
from papidesk.storage.record_versions import RecordVersion
from papidesk.storage.store import Store
from papidesk.workflow import own_records, own_tables
from papidesk.workflow.own_states import Noting
from papidesk.workflow.own_tables import Putting
from papidesk.workflow.shown_values import change, said_by

_SLICE = 500
# Given both versions of a record, what it becomes.
Rule = Callable[[RecordKind, Versioned, Versioned], Merged]

GONE = N_("What this belongs to is neither here nor in the bundle. Ask the sender to send all.")
GONE_TOO = N_("What this belongs to was deleted there before it was ever here.")
FILE_GONE = N_("Its file is neither here nor in the bundle. Ask the sender to send all.")
DELETED = N_("It was deleted there, so it is deleted here.")
NOT_HERE = N_("It was deleted before it was ever here.")
KEPT = N_("It was deleted there, but it is issued or still in use here and stays.")
EDIT_OR_DELETE = N_("One side deleted it while the other changed it. It stays as it is here.")
BOTH = N_("Both sides changed the same fields. The values here stay until you decide.")
ISSUED = N_("It was issued; what was written elsewhere meanwhile is kept beside it.")
MERGED = N_("Both sides changed different fields: the changes were put together.")


class Judged(NamedTuple):
    """A record that came, ours with its version caught up, and what it becomes."""

    came: BundleRecord
    local: BundleRecord | None
    merged: Merged


class Here:
    """What records may lean on: what is in the workspace, what comes with the bundle."""

    def __init__(self, store: Store, manifest: Manifest, coming: Iterable[BundleRecord]) -> None:
        """Look through the bundle once."""
        self._store = store
        self._coming, self._gone = set[tuple[str, str]](), set[tuple[str, str]]()
        for one in coming:
            (self._gone if one.deleted else self._coming).add((one.kind, one.id))
        self._files = {blob.sha256 for blob in manifest.blobs if blob.present}

    def may_go(self, came: BundleRecord) -> bool:
        """Tell whether a record of ours can be deleted."""
        return own_tables.is_free(self._store, came.kind, came.id)

    def problem(self, came: BundleRecord, record: Any) -> str:
        """Return why a record cannot be put in: what it leans on is missing; "" when all is."""
        for kind, id in _leans_on(came.kind, record):
            if (kind, id) not in self._coming and own_tables.read(self._store, kind, id) is None:
                return GONE_TOO if (kind, id) in self._gone else GONE
        for sha256 in _contents(came, record):
            if sha256 not in self._files and attachments.size_of(self._store, sha256) is None:
                return FILE_GONE
        return ""


def _leans_on(kind: RecordKind, record: Any) -> Iterator[tuple[RecordKind, str]]:
    if kind == "activity" and record.series:
        yield "series", record.series
    elif kind == "evidence":
        if record.owner in ("activity", "task"):
            yield record.owner, record.owner_id
        if record.document:
            yield "document", record.document
    elif kind == "correction":
        yield "closing", record.closing
    elif kind == "remark":
        yield "document", record.document_id


def _contents(came: BundleRecord, record: Any) -> Iterable[str]:
    if came.kind == "document":
        return paper_files.contents(record_kinds.paper_of(came))
    return [record.sha256] if came.kind == "evidence" and record.sha256 else []


def judged(
    store: Store, records: Iterable[BundleRecord], rule: Rule, *, keep: bool
) -> Iterator[Judged]:
    """Yield what becomes of each record; with ``keep`` our versions are caught up for good."""
    slice: list[BundleRecord] = []
    for record in records:
        if slice and (slice[0].kind != record.kind or len(slice) == _SLICE):
            yield from _judged(store, slice, rule, keep=keep)
            slice = []
        slice.append(record)
    yield from _judged(store, slice, rule, keep=keep)


def _judged(
    store: Store, slice: Sequence[BundleRecord], rule: Rule, *, keep: bool
) -> Iterator[Judged]:
    if not slice:
        return
    kind = slice[0].kind
    told = own_records.told(store, kind, [one.id for one in slice], keep=keep)
    ours = {one.id: one for one in told}
    for came in slice:
        local = ours.get(came.id)
        if local is None:
            merged = Merged(
                state="new", fields=came.fields, vv=came.vv, dots=came.dots, deleted=came.deleted
            )
        else:
            merged = rule(kind, versioned(local), versioned(came))
        yield Judged(came, local, merged)


def line(one: Judged, here: Here) -> PlanLine:
    """Return the line of the plan for a record: its state, why, and field by field what changes."""
    came, local, merged = one
    made = PlanLine(kind=came.kind, id=came.id, title=record_kinds.title(came), state=merged.state)
    if merged.deleted and not came.fields and local is not None:
        made = replace(made, title=record_kinds.title(local))
    if merged.state == "new" and merged.deleted:
        return replace(made, state="unchanged", reason=NOT_HERE, record=came)
    if merged.state == "unchanged":
        knows_more = local is not None and merged.vv != local.vv
        return replace(made, record=came) if knows_more else made
    if not merged.deleted:
        try:
            record = record_kinds.to_domain(with_fields(came, merged.fields))
        except RecordRefusedError as error:
            return replace(made, state="refused", reason=str(error), problem=error)
        problem = here.problem(came, record)
        if problem:
            state = "unchanged" if problem == GONE_TOO else "refused"
            return replace(made, state=state, reason=problem)
    elif local is not None and not local.deleted and not here.may_go(came):
        return replace(made, state="unchanged", reason=KEPT, record=came)
    return replace(
        made, reason=_reason(one), changes=_changes(one), record=came, merged=merged.fields
    )


def with_fields(came: BundleRecord, fields: dict[str, Any]) -> BundleRecord:
    """Return a record with other fields."""
    return replace(came, fields=fields, deleted=False)


def _reason(one: Judged) -> str:
    came, local, merged = one
    if any(conflict.field == WHOLE for conflict in merged.conflicts):
        return EDIT_OR_DELETE
    if merged.conflicts:
        frozen = came.kind == "document" and merged.vv != (local.vv if local else {})
        return ISSUED if frozen else BOTH
    if merged.deleted and local is not None and not local.deleted:
        return DELETED
    both = local is not None and merged.vv != came.vv and merged.state == "changed"
    return MERGED if both else ""


def _changes(one: Judged) -> tuple[FieldChange, ...]:
    came, local, merged = one
    if local is None:
        return ()
    ours = said_by(local.changed_by, local.changed_at)
    theirs = said_by(came.changed_by, came.changed_at)
    found = [
        change(each.field, each.local, each.other, conflict=True, ours=ours, theirs=theirs)
        for each in merged.conflicts
    ]
    told = {each.field for each in merged.conflicts}
    for name in sorted(merged.fields.keys() | local.fields.keys()):
        before, after = local.fields.get(name), merged.fields.get(name)
        if before != after and name not in told:
            found.append(change(name, before, after, ours=ours, theirs=theirs))
    return tuple(found)


class Taking:
    """Puts judged records into our own tables, kind by kind, and notes what that did."""

    def __init__(
        self, store: Store, noting: Noting, how: Putting, *, mirrored: bool = False
    ) -> None:
        """Begin inside a unit of work; ``mirrored`` papers are another body's, read only."""
        self._store, self._noting, self._how = store, noting, how
        self._mirrored = mirrored
        # Entries of the log before and after, for corrections of closed windows.
        self.entries: list[tuple[Activity | None, Activity | None]] = []

    def take(self, one: Judged) -> None:
        """Make a record what was judged, with its version."""
        came, local, merged = one
        kind, id = came.kind, came.id
        if kind == "activity" and self._how.rules is None:
            # Counters come before entries: from here on none changes any more.
            self._how = own_tables.with_rules(self._store, self._how)
        if merged.state == "new" and merged.deleted:
            self._version(one)  # never here: nothing but its tombstone
            return
        if local is None or merged.fields != local.fields or merged.deleted != local.deleted:
            before = self._noting.begin(kind, id)
            self._make(one, before)
            after = self._noting.end(kind, id)
            if kind == "activity":
                self.entries.append((_counting(before), _counting(after)))
        self._version(one)

    def _make(self, one: Judged, there: own_contents.OwnContent | None) -> None:
        came, local, merged = one
        kind, id = came.kind, came.id
        content = with_fields(came, merged.fields)
        if not merged.deleted or (there is not None and merged.fields != (local or came).fields):
            record = record_kinds.to_domain(content)
            if kind == "activity":
                record = self._with_free_day(record)
            if isinstance(record, Evidence) and there is None and self._is_there_twice(record):
                return
            if isinstance(record, Document) and self._mirrored:
                record = own_tables.put_mirrored(self._store, record, self._how)
            else:
                own_tables.put(self._store, kind, [record], self._how)
            if isinstance(record, Document):
                paper = record_kinds.paper_of(content)
                if self._mirrored:
                    paper = replace(paper, duty="", period="")
                own_tables.put_paper(self._store, record, paper, self._how)
            if there is None and not merged.deleted:
                return
            there = own_tables.read(self._store, kind, id)
        if there is None or there.deleted == merged.deleted:
            return
        if merged.deleted:
            own_tables.throw_away_if_free(self._store, kind, id, self._how)
        else:
            own_tables.bring_back(self._store, kind, id, self._how)

    def _with_free_day(self, entry: Activity) -> Activity:
        """Return an entry that may take its day in a series: of two for one day the older keeps it.

        The other one stays as an entry of its own, so that neither is lost.
        """
        if not entry.series or entry.series_day is None:
            return entry
        other = activities.of_occurrence(self._store, entry.series, entry.series_day)
        if other is None or other.id == entry.id:
            return entry
        if other.id < entry.id:
            return replace(entry, series="", series_day=None)
        self._noting.begin("activity", other.id)
        own_tables.put(
            self._store, "activity", [replace(other, series="", series_day=None)], self._how
        )
        self._noting.end("activity", other.id)
        return entry

    def _is_there_twice(self, proof: Evidence) -> bool:
        """Tell whether the same proof is here already under an older id: then that one stays.

        A younger one of the same gives way, so that both PCs keep the same single one.
        """
        what = (proof.sha256, proof.url, proof.document)
        for other in evidence.of(self._store, proof.owner, proof.owner_id):
            if (other.sha256, other.url, other.document) != what or other.id == proof.id:
                continue
            if other.id < proof.id:
                return True
            self._noting.begin("evidence", other.id)
            own_tables.take_out(self._store, "evidence", other.id, self._how)
            self._noting.end("evidence", other.id)
        return False

    def _version(self, one: Judged) -> None:
        came, local, merged = one
        version = RecordVersion(
            kind=came.kind, id=came.id, vv=merged.vv, dots=merged.dots, deleted=merged.deleted,
            fields=merged.fields, unknown=came.unknown or (local.unknown if local else {}),
        )  # fmt: skip
        if merged.conflicts and local is not None and merged.vv == local.vv:
            # What was taken along counts as a change of ours: nobody is told we know of theirs.
            return
        self._noting.versions([version])


def _counting(found: own_contents.OwnContent | None) -> Activity | None:
    if found is None or found.deleted or not isinstance(found.record, Activity):
        return None
    return found.record


def putting(who: str, manifest: Manifest, now: datetime | None) -> Putting:
    """Return how records of a bundle are put in: by whom, and what the versions say why."""
    return Putting(who=who, reason=f"bundle: {manifest.sender.name}", now=now)
