"""Decisions about what came: a file put aside, conflicts found by their ids and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from papidesk.domain.exchange import Conflict, ReceivedBundle, StateChange
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import audit, bundles_received, conflicts
from papidesk.storage.clock import stored_time
from papidesk.storage.store import Store
from papidesk.workflow import receiving_history, taking


class NoReceivedError(PapiDeskError):
    """The beginning of an id no received file has."""

    message = N_("No received file begins with “{id}”. “papidesk received” lists them all.")


class NoConflictError(PapiDeskError):
    """The beginning of an id no conflict has."""

    message = N_("No conflict begins with “{id}”. “papidesk conflicts --all” lists them all.")


class SeveralConflictsError(PapiDeskError):
    """The beginning of an id that several conflicts have."""

    message = N_("Several conflicts begin with “{id}”. Write more of the id.")


class NotWaitingError(PapiDeskError):
    """A file to be put aside that does not wait."""

    message = N_("“{name}” does not wait for anybody, so it cannot be put aside.")


class NotUnsettledError(PapiDeskError):
    """A decision that cannot be taken back by itself."""

    message = N_(
        "What was decided about “{title}” cannot be taken back by itself: it came with a later "
        "bundle. Change the record by hand, or undo that import."
    )


def find_received(store: Store, beginning: str) -> str:
    """Return the id of the one received file that begins so; raises :class:`NoReceivedError`."""
    from papidesk.workflow.sent_history import AmbiguousBundleError

    found = bundles_received.ids_beginning(store, beginning.strip().lower())
    if not beginning.strip() or not found:
        raise NoReceivedError(id=beginning[:60])
    if len(found) > 1:
        raise AmbiguousBundleError(id=beginning[:60])
    return found[0]


def find_conflict(store: Store, beginning: str) -> str:
    """Return the id of the one conflict that begins so; raises :class:`NoConflictError`."""
    found = conflicts.ids_beginning(store, beginning.strip().lower())
    if not beginning.strip() or not found:
        raise NoConflictError(id=beginning[:60])
    if len(found) > 1:
        raise SeveralConflictsError(id=beginning[:60])
    return found[0]


def put_aside(
    store: Store, received_id: str, *, who: str, now: datetime | None = None
) -> ReceivedBundle:
    """Let a kept file wait for nobody any more, without taking it in, and return its row.

    Nothing of the file is looked at: one that would be refused by now can be put aside, too.
    Raises :class:`NotWaitingError`.
    """
    with store.unit_of_work():
        row = bundles_received.get(store, received_id)
        if row.state not in ("waiting", "superseded"):
            raise NotWaitingError(name=row.file_name)
        step = StateChange(state="declined", at=stored_time(now), who=who)
        row = replace(row, state="declined", kept="", steps=(*row.steps, step))
        bundles_received.put(store, row)
        detail = row.file_name[:200]
        audit.add(store, "bundle.declined", who=who, subject=row.id, detail=detail, now=now)
    receiving_history.drop_kept(store, row.file_sha256)
    return row


def unsettle(
    store: Store, conflict_ids: Iterable[str], *, who: str, now: datetime | None = None
) -> list[Conflict]:
    """Open conflicts again that were decided, the last decision first, and return them.

    What the decisions changed is as it was before; those that are open stay so. Raises
    :class:`NotUnsettledError`, and :class:`~papidesk.workflow.taking.ChangedSinceError` where the
    record was changed since: then nothing is put back.
    """
    found = [one for one in conflicts.get_many(store, conflict_ids) if one.settled_at]
    places = {
        id: place
        for received in {one.received for one in found}
        for place, id in enumerate(taking.settled_last_first(store, received))
    }
    found.sort(key=lambda one: places.get(one.id, -1))
    # Decisions of one second go by the order they are noted in.
    found.sort(key=lambda one: one.settled_at, reverse=True)
    with store.joined():
        for one in found:
            if not taking.unsettle(store, one):
                raise NotUnsettledError(title=one.title)
            audit.add(
                store, "conflict.unsettled", who=who, subject=one.record,
                detail=f"{one.kind} {one.field}"[:200], now=now,
            )  # fmt: skip
    return conflicts.get_many(store, [one.id for one in found])
