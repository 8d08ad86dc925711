"""What a superior sends down: plans with tasks, duties, counters, channels, templates, remarks.

It enters our own tables as what it is; where it came from is kept beside, as the superior last
told it. What the superior owns follows it, what we do with it stays ours; nothing of our own is
touched by it but catalogue entries of the same code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from papidesk.bundles import record_kinds
from papidesk.domain.bundle import BundleRecord, Manifest, RecordKind
from papidesk.domain.exchange import Conflict
from papidesk.domain.import_plan import ImportPlan, PlanLine
from papidesk.domain.ownership import of_superior
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import bundles_received
from papidesk.storage.own_contents import CATALOGUES
from papidesk.storage.store import Store
from papidesk.workflow import catalogue_entries, own_states, unit_records
from papidesk.workflow.own_merge import Here, Judged, Taking, judged, line, putting
from papidesk.workflow.own_states import Noting
from papidesk.workflow.taking import Journal, PutBack, Records

if TYPE_CHECKING:
    from papidesk.bundles.reader import ReadBundle

PUT_BACK: dict[str, PutBack] = own_states.PUT_BACK
# What a superior may bring, in the order it is put in.
_KINDS: tuple[RecordKind, ...] = (
    "counter", "channel", "template", "duty", "document", "task", "evidence", "remark",
)  # fmt: skip
REPLACES = N_(
    "The office has an entry of its own with this code. The superior’s takes its place; the "
    "earlier one stays among its versions."
)
NOT_THEIRS = N_("The office has a record of its own with this id: nobody else changes it.")
AS_OURS = N_("The program has it just so already.")
WITHDRAWN = N_("The superior has taken it back.")
STAYS = N_("The superior has taken it back, but it was changed here and stays.")
OURS_STAYS = N_("What was entered here about it stays; the rest is the superior’s.")
RESERVED = N_("A template of the program has this name. Ask the sender to rename the template.")


def judge(store: Store, bundle: ReadBundle, manifest: Manifest, records: Records) -> list[PlanLine]:
    """Return what would become of each record; nothing is written."""
    return list(_lines(store, manifest, records))


def _lines(store: Store, manifest: Manifest, records: Records) -> Iterator[PlanLine]:
    here = Here(store, manifest, records.of(*_KINDS))
    checks = _Checks(store, records)
    theirs = bundles_received.databases_of(store, [manifest.sender.unit])
    theirs = theirs | {manifest.sender.database}
    for one in judged(store, records.of(*_KINDS), of_superior, keep=False):
        made = _explained(line(one, here), one)
        if made.state in ("refused", "unchanged"):
            yield made
        elif one.came.kind in CATALOGUES:
            yield checks.entry(made, one, foreign=_is_ours(one, theirs))
        elif _is_ours(one, theirs):
            yield replace(made, state="refused", reason=NOT_THEIRS, changes=(), record=None)
        else:
            yield made


def _is_ours(one: Judged, theirs: frozenset[str]) -> bool:
    """Tell whether a record here did not come from this superior."""
    return one.local is not None and theirs.isdisjoint(one.local.vv)


def _explained(made: PlanLine, one: Judged) -> PlanLine:
    local, merged = one.local, one.merged
    if local is None:
        return made
    if made.state == "unchanged" and one.came.deleted and not merged.deleted:
        return replace(made, reason=STAYS)
    if made.state != "changed":
        return made
    if merged.deleted and not local.deleted:
        return replace(made, reason=WITHDRAWN)
    return replace(made, reason=OURS_STAYS if made.reason else "")


class _Checks:
    """Whether entries of catalogues can be what they are said to be, those of the bundle known."""

    def __init__(self, store: Store, records: Records) -> None:
        self._store, self._records = store, records
        self._coming: dict[str, dict[str, Any]] = {}

    def entry(self, made: PlanLine, one: Judged, *, foreign: bool) -> PlanLine:
        """Return the line of a catalogue entry: refused, replacing one of ours, or as it is."""
        if one.merged.deleted:
            return made
        record = record_kinds.to_domain(replace(one.came, fields=one.merged.fields))
        if one.came.kind == "template":
            problem = _template_problem(record.id, record.source)
        else:
            problem = self._problem(record)
        if isinstance(problem, PapiDeskError):
            return replace(made, state="refused", reason=str(problem), problem=problem)
        if problem:
            return replace(made, state="refused", reason=problem)
        if one.local is None and _is_as_ours(one.came.kind, record):
            return replace(made, state="unchanged", reason=AS_OURS, record=None)
        if foreign:
            return replace(made, state="conflicting", reason=REPLACES)
        return made

    def _problem(self, record: Any) -> PapiDeskError | str:
        name = catalogue_entries.kind_of(record)
        of = catalogue_entries.kind(name)
        known = catalogue_entries.find(self._store, name, of.code(record))
        try:
            of.check(self._known, record)
            catalogue_entries.check_change(self._store, known, record)
        except PapiDeskError as error:
            return error
        return ""

    def _known(self, name: str) -> Sequence[Any]:
        """Return the entries of a catalogue as they would be with those of the bundle."""
        found = {
            catalogue_entries.kind(name).code(one): one
            for one in catalogue_entries.entries(self._store, name)
        }
        if name not in self._coming:
            kinds = [kind for kind, catalogue in CATALOGUES.items() if catalogue == name]
            self._coming[name] = {
                came.id: record_kinds.to_domain(came)
                for came in self._records.of(*kinds)
                if not came.deleted
            }
        return list((found | self._coming[name]).values())


def _template_problem(id: str, text: str) -> PapiDeskError | str:
    from papidesk.drafting import source
    from papidesk.drafting.failures import TemplateError
    from papidesk.drafting.library import ours

    if any(one.id == id for one in ours()):
        return RESERVED
    try:
        source.read(text)
    except TemplateError as error:
        return error
    return ""


def _is_as_ours(kind: RecordKind, record: Any) -> bool:
    if kind == "template":
        return False
    known = catalogue_entries.ours(CATALOGUES[kind]).get(record.code)
    return known is not None and replace(known, own=False, order=0) == replace(
        record, own=False, order=0
    )


def take(
    store: Store,
    bundle: ReadBundle,
    plan: ImportPlan,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Put in what the plan says, inside the unit of work, and keep whose it is."""
    manifest = bundle.manifest
    wanted = (
        each.record for each in plan.lines if each.record is not None and each.state != "refused"
    )
    how = putting(who, manifest, now)
    taking = Taking(store, Noting(store, journal), how, mirrored=True)
    unit, came = manifest.sender.unit, list[BundleRecord]()
    for one in judged(store, wanted, of_superior, keep=True):
        taking.take(one)
        came.append(one.came)
    for record in came:
        key = f"{unit}/{record.kind}/{record.id}"
        way = unit_records.PUT_BACK[unit_records.SUBJECT]
        before = way.current(store, key)
        unit_records.put(store, unit, [record], journal.received_id)
        journal.note(unit_records.SUBJECT, key, before, way.current(store, key))


def settle(
    store: Store,
    conflict: Conflict,
    chosen: str,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Do nothing: of what a superior sends no conflict is kept."""
