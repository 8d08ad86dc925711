"""What becomes of a bundle's records here: who takes which kind in, notes what changed, puts back.

A taker is a module of this room with the names of :class:`Taker`; :data:`TAKERS` says which one it
is for the role of the sender's key and the kind of the bundle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from papidesk.bundles.failures import BundleError
from papidesk.domain.bundle import BUNDLE_KINDS, BundleKind, BundleRecord, Manifest, RecordKind
from papidesk.domain.exchange import Conflict, KeyRole, ReceivedBundle
from papidesk.domain.import_plan import ImportPlan, PlanLine
from papidesk.domain.record import from_json, replace, to_json
from papidesk.errors import N_, PapiDeskError, Term
from papidesk.storage import conflicts, import_journal, received_blobs
from papidesk.storage.import_journal import Entry, fingerprint
from papidesk.storage.store import Store

if TYPE_CHECKING:
    from papidesk.bundles.reader import ReadBundle

# The module of this room that takes each in. A pair that is not here is refused.
TAKERS: Mapping[tuple[KeyRole, BundleKind], str] = {
    ("subordinate", "report"): "taking_unit",
    ("subordinate", "plan"): "taking_unit",
    ("superior", "plan"): "taking_superior",
    ("superior", "directive"): "taking_superior",
    ("superior", "return"): "taking_decision",
    ("superior", "keyset"): "taking_keyset",
    ("same_office", "office"): "taking_office",
    ("subordinate", "receipt"): "taking_receipt",
    ("superior", "receipt"): "taking_receipt",
    ("same_office", "receipt"): "taking_receipt",
}
# "settling" marks where what a decision changed begins, so that it alone can be put back.
CONFLICT, BLOB, SETTLING = "conflict", "blob", "settling"


class NotForHereError(BundleError):
    """A kind of bundle this sender has no business to send here."""

    code = "kind-not-allowed"
    message = N_(
        "{unit} may not send a bundle of the kind “{kind}” here. Nothing was changed. Ask the "
        "sender what it is."
    )


class ChangedSinceError(PapiDeskError):
    """An import that cannot be put back, because something it brought was changed since."""

    message = N_(
        "This import cannot be undone any more: “{title}” was changed since, here or by a later "
        "bundle. Undo the later import first, or mend by hand what is wrong."
    )


class PutBack(NamedTuple):
    """How a state that was noted is put back.

    ``current`` returns the present state of an id as it would be noted, None where there is
    nothing; ``put`` makes it what it was (None: as if it had never been) and is called inside a
    unit of work. ``title`` tells a person what the id is.
    """

    current: Callable[[Store, str], str | None]
    put: Callable[[Store, str, str | None], None]
    title: Callable[[Store, str], str] | None = None


class Journal:
    """Notes what an import changes, so that it can be undone as a whole."""

    def __init__(self, received_id: str) -> None:
        """Begin the notes of one import; ``received_id`` is its row in the history."""
        self.received_id = received_id
        self._entries: list[Entry] = []

    def note(self, subject: str, id: str, before: str | None, after: str | None) -> None:
        """Note that ``id`` of ``subject`` was ``before`` and is ``after`` (None: is not there).

        Both are what its :class:`PutBack` gives as ``current``. What is the same is not noted.
        """
        if before != after:
            self._entries.append(Entry(subject, id, before, fingerprint(after)))

    def conflict(self, store: Store, conflict: Conflict) -> Conflict:
        """Keep a conflict as this import's and return it; undoing takes it away again.

        What stands open about the same field already is replaced by it.
        """
        for older in conflicts.open_of(store, conflict.kind, conflict.record):
            if older.field == conflict.field:
                self.note(CONFLICT, older.id, to_json(older).decode(), None)
        kept = conflicts.add(store, replace(conflict, received=self.received_id))
        self.note(CONFLICT, kept.id, None, to_json(kept).decode())
        return kept

    def dropped(self, store: Store, conflict: Conflict) -> None:
        """Take away a conflict that what came has settled."""
        conflicts.remove(store, conflict.id)
        self.note(CONFLICT, conflict.id, to_json(conflict).decode(), None)

    def settling(self, conflict: Conflict) -> None:
        """Mark that what is noted from here on comes of deciding ``conflict``."""
        self._entries.append(Entry(SETTLING, conflict.id, None, fingerprint(None)))

    def settled(self, store: Store, conflict: Conflict) -> None:
        """Keep a conflict that was decided now."""
        before = _conflict(store, conflict.id)
        conflicts.put(store, conflict)
        self.note(CONFLICT, conflict.id, before, to_json(conflict).decode())

    def keep(self, store: Store) -> int:
        """Write what was noted, behind what the import has already; return how much it was."""
        count = import_journal.add(store, self.received_id, self._entries)
        self._entries = []
        return count


class Taker(Protocol):
    """What a module that takes bundles in has."""

    PUT_BACK: Mapping[str, PutBack]

    def judge(
        self, store: Store, bundle: ReadBundle, manifest: Manifest, records: Records
    ) -> list[PlanLine]:
        """Return what would become of each record; changes nothing.

        ``records`` are those that are good by themselves. It is called before a person looks and
        again inside the unit of work. May raise a BundleError that refuses the whole bundle.
        """
        ...

    def take(
        self,
        store: Store,
        bundle: ReadBundle,
        plan: ImportPlan,
        journal: Journal,
        *,
        who: str,
        now: datetime | None,
    ) -> None:
        """Do what ``plan`` says, inside the unit of work, and note every change."""
        ...

    def settle(
        self,
        store: Store,
        conflict: Conflict,
        chosen: str,
        journal: Journal,
        *,
        who: str,
        now: datetime | None,
    ) -> None:
        """Apply a decision ("local" or "other") to the record, inside the unit of work.

        The conflict itself is kept by the caller.
        """
        ...


class Records:
    """The records of a bundle that are good by themselves.

    Each time they are gone through the streams are read anew: a bundle may be larger than the
    memory.
    """

    def __init__(self, bundle: ReadBundle, refused: frozenset[tuple[str, str]]) -> None:
        """Go through the records of ``bundle`` but those (kind, id) that were ``refused``."""
        self._bundle, self._refused = bundle, refused

    def __iter__(self) -> Iterator[BundleRecord]:
        """Yield all, in the order of the streams."""
        return self._good(None)

    def of(self, *kinds: RecordKind) -> Iterator[BundleRecord]:
        """Yield the records of these kinds."""
        for kind in kinds:
            yield from self._good(kind)

    def _good(self, kind: RecordKind | None) -> Iterator[BundleRecord]:
        for record in self._bundle.records(kind):
            if (record.kind, record.id) not in self._refused:
                yield record


def good_records(bundle: ReadBundle, plan: ImportPlan) -> Records:
    """Return the records of a bundle that the plan does not refuse."""
    return Records(bundle, frozenset((line.kind, line.id) for line in plan.of("refused")))


def taker_of(role: KeyRole, kind: BundleKind, *, unit: str = "") -> Taker:
    """Return who takes in what a key of ``role`` sends; raises :class:`NotForHereError`."""
    name = TAKERS.get((role, kind))
    if name is None:
        raise NotForHereError(unit=unit, kind=Term(BUNDLE_KINDS[kind]))
    return _module(name)


def put_back_of(subject: str) -> PutBack:
    """Return how a state of ``subject`` is put back."""
    if subject in _OWN:
        return _OWN[subject]
    for name in dict.fromkeys(TAKERS.values()):
        found = _module(name).PUT_BACK.get(subject)
        if found is not None:
            return found
    raise LookupError(subject)


def taker_of_row(row: ReceivedBundle) -> Taker:
    """Return who took in what a row of the history tells of; raises :class:`NotForHereError`."""
    role, kind = cast(KeyRole, row.role), cast(BundleKind, row.kind)
    return taker_of(role, kind, unit=row.unit_name or row.unit)


def undo(store: Store, received_id: str) -> int:
    """Put back all an import changed, the last change first; return how many changes.

    Inside a unit of work of the caller. Raises :class:`ChangedSinceError` where something is not
    as the import left it.
    """
    entries = import_journal.latest_first(store, received_id)
    for entry in entries:
        _put_back(store, entry)
    import_journal.forget(store, received_id)
    return len(entries)


def unsettle(store: Store, conflict: Conflict) -> bool:
    """Put back what deciding ``conflict`` changed; tell whether it is noted what that was.

    Inside a unit of work of the caller. Raises :class:`ChangedSinceError`.
    """
    entries = import_journal.latest_first(store, conflict.received)
    places = {(one.subject, one.id): place for place, one in reversed([*enumerate(entries)])}
    begun, done = places.get((SETTLING, conflict.id)), places.get((CONFLICT, conflict.id))
    if begun is None or done is None or done > begun:
        return False
    for entry in entries[done : begun + 1]:
        _put_back(store, entry)
    import_journal.drop(store, conflict.received, done, begun + 1 - done)
    return True


def settled_last_first(store: Store, received_id: str) -> list[str]:
    """Return the ids of an import's conflicts a person decided about, the last decision first."""
    entries = import_journal.latest_first(store, received_id)
    return [one.id for one in entries if one.subject == SETTLING]


def _put_back(store: Store, entry: Entry) -> None:
    way = put_back_of(entry.subject)
    if fingerprint(way.current(store, entry.id)) != entry.after_sha256:
        title = way.title(store, entry.id) if way.title is not None else entry.id
        raise ChangedSinceError(title=title)
    way.put(store, entry.id, entry.before)


def _module(name: str) -> Taker:
    # Looked up when needed: takers are many, and a bundle has one.
    return cast(Taker, import_module(f"papidesk.workflow.{name}"))


def _conflict(store: Store, id: str) -> str | None:
    found = conflicts.get_many(store, [id])
    return to_json(found[0]).decode() if found else None


def _put_conflict(store: Store, id: str, before: str | None) -> None:
    if before is None:
        conflicts.remove(store, id)
    else:
        conflicts.put(store, from_json(Conflict, before))


def _blob(store: Store, id: str) -> str | None:
    unit, _, sha256 = id.rpartition("/")
    return sha256 if received_blobs.is_received(store, unit, sha256) else None


def _put_blob(store: Store, id: str, before: str | None) -> None:
    unit, _, sha256 = id.rpartition("/")
    received_blobs.forget(store, unit, sha256)


_OWN: Mapping[str, PutBack] = {
    CONFLICT: PutBack(_conflict, _put_conflict),
    BLOB: PutBack(_blob, _put_blob),
    SETTLING: PutBack(lambda store, id: None, lambda store, id, before: None),
}
