"""What was sent and how it went on: copies on sticks, handing over, waiting for the receipt."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.exchange import SentBundle, SentState, StateChange
from papidesk.domain.record import replace
from papidesk.domain.sent_states import ANSWERED, UNHEARD, after
from papidesk.errors import N_, PapiDeskError
from papidesk.paths import is_folder
from papidesk.storage import audit, bundles_sent, documents, places, trusted_keys
from papidesk.storage.clock import moment, stored_time
from papidesk.storage.store import Store
from papidesk.workflow.packing import kept_path

if TYPE_CHECKING:
    from papidesk.bundles.file_layer import Files

# After so many days without a receipt somebody should ask.
DAYS_WITHOUT_RECEIPT = 7
# So long a bundle is kept in the outbox after its receiver answered: for one more copy.
KEPT_DAYS = 90


class OutboxFileGoneError(PapiDeskError):
    """A bundle whose file is no longer kept."""

    message = N_(
        "The file of “{name}” is no longer kept here. Send anew: the receiver takes in what it "
        "does not have yet."
    )


class AlreadyOutError(PapiDeskError):
    """A bundle that left the house and should be taken back."""

    message = N_(
        "“{name}” was exported already, so it cannot be taken back. Send a later one: it replaces "
        "this one."
    )


class NotOutError(PapiDeskError):
    """A bundle that should have been handed over and was never exported."""

    message = N_("“{name}” was not exported yet. Copy it to a stick or folder first.")


class AmbiguousBundleError(PapiDeskError):
    """The beginning of an id that several bundles have."""

    message = N_("Several bundles begin with “{id}”. Write more of the id.")


class CopyOverItselfError(PapiDeskError):
    """Several bundles that should become one file."""

    message = N_("There are {count} files: choose a folder for them, not the name of a file.")


def history(
    store: Store, *, states: Iterable[SentState] = (), kind: str = "", period: str = ""
) -> list[SentBundle]:
    """Return the bundles made here, the latest first."""
    return bundles_sent.every(store, states=states, kind=kind, period=period)


def get(store: Store, id: str) -> SentBundle:
    """Return one bundle that was made here; raises UnknownSentBundleError."""
    return bundles_sent.get(store, id)


def find_id(store: Store, beginning: str) -> str:
    """Return the id of the one bundle that begins so.

    Raises :class:`AmbiguousBundleError`, UnknownSentBundleError.
    """
    found = bundles_sent.ids_beginning(store, beginning.strip().lower())
    if not found:
        raise bundles_sent.UnknownSentBundleError(path=store.path, id=beginning[:60])
    if len(found) > 1:
        raise AmbiguousBundleError(id=beginning[:60])
    return found[0]


def file_of(store: Store, bundle: SentBundle) -> Path:
    """Return the file a bundle is kept as; raises :class:`OutboxFileGoneError`."""
    path = kept_path(store, bundle)
    if not path.is_file():
        raise OutboxFileGoneError(name=bundle.file_name)
    return path


def export(
    store: Store,
    ids: Iterable[str],
    target: Path,
    *,
    who: str,
    now: datetime.datetime | None = None,
    files: Files | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Path]:
    """Copy bundles to ``target``, a folder or (for one bundle) the name of a file; return where.

    Each copy is read back before it gets its name; what was copied before a failure stays and is
    noted. A bundle can be copied again any time. Raises
    :class:`~papidesk.bundles.failures.BundleError` (stick full, gone, failing, broken off),
    :class:`OutboxFileGoneError`, :class:`CopyOverItselfError`.
    """
    from papidesk.bundles.delivery import copy_out

    chosen = [bundles_sent.get(store, id) for id in dict.fromkeys(ids)]
    into_folder = is_folder(target)
    if len(chosen) > 1 and not into_folder:
        raise CopyOverItselfError(count=len(chosen))
    written = []
    for bundle in chosen:
        source = file_of(store, bundle)
        folder = target if into_folder else target.parent
        name = _free_name(folder, bundle, chosen) if into_folder else target.name
        path = copy_out(source, folder, name, files=files, progress=progress, cancelled=cancelled)
        step = StateChange(state="exported", at=stored_time(now), who=who, reason=str(folder))
        placed = replace(after(bundle, step), place=str(path))
        bundles_sent.put(store, placed, act="bundle.exported", who=who, now=now)
        written.append(path)
    return written


def _free_name(folder: Path, bundle: SentBundle, beside: list[SentBundle]) -> str:
    """Return the name of a copy; with the receiver where bundles of one name go together."""
    same = [one for one in beside if one.file_name == bundle.file_name]
    known = folder / bundle.file_name
    foreign = known.exists() and known.stat().st_size != bundle.bytes
    if len(same) < 2 and not foreign:
        return bundle.file_name
    stem, dot, ending = bundle.file_name.partition(".papi")
    return f"{stem}_{bundle.to[0]}{dot}{ending}"


def hand_over(
    store: Store,
    ids: Iterable[str],
    *,
    who: str,
    how: str = "",
    now: datetime.datetime | None = None,
) -> list[SentBundle]:
    """Note that bundles were handed over (``how``: on a stick, by e-mail, to whom).

    Their issued papers are sent from then on, with the day in the register. Raises
    :class:`NotOutError` for one that was never exported.
    """
    done = []
    with store.joined():
        for id in dict.fromkeys(ids):
            bundle = bundles_sent.get(store, id)
            if bundle.state == "drafted":
                raise NotOutError(name=bundle.file_name)
            step = StateChange(state="handed_over", at=stored_time(now), who=who, reason=how)
            done.append(note_step(store, bundle, step, who=who, now=now))
    return done


def note_step(
    store: Store,
    bundle: SentBundle,
    step: StateChange,
    *,
    who: str,
    decided: bool = False,
    now: datetime.datetime | None = None,
) -> SentBundle:
    """Note one more step of a bundle's way and let its papers follow; return the bundle.

    ``decided`` tells that it is a superior's decision, which holds until the next one. Called
    inside the unit of work of whoever brings the news: a person, a receipt, a decision.
    """
    later = after(bundle, step, decided=decided)
    if later == bundle:
        return bundle
    with store.joined():
        bundles_sent.put(store, later, act=f"bundle.{step.state}", who=who, now=now)
        _papers_follow(store, later, step, who=who)
        if step.state in ("received", "applied", "applied_with_remarks"):
            _replace_earlier(store, later, step, who=who, now=now)
    return later


def _papers_follow(store: Store, bundle: SentBundle, step: StateChange, *, who: str) -> None:
    """Take the issued papers of a bundle from "issued" to "sent", from there to "acknowledged"."""
    if bundle.kind not in ("report", "plan", "directive", "return"):
        return
    from papidesk.workflow import life

    day = moment(step.at).astimezone().date()
    for id in bundle.documents:
        try:
            state = documents.get(store, id).state
        except documents.UnknownDocumentError:
            continue  # deleted for good since: the bundle's way goes on without it
        if state == "issued":
            life.follow(store, id, "send", reason=bundle.file_name, today=day, who=who)
            state = "sent"
        if state == "sent" and step.state in ("applied", "applied_with_remarks"):
            receivers = ", ".join(bundle.to)
            life.follow(store, id, "acknowledge", reason=receivers, today=day, who=who)


def _replace_earlier(
    store: Store, bundle: SentBundle, step: StateChange, *, who: str, now: datetime.datetime | None
) -> None:
    """Mark earlier bundles of the same, still unheard of, as replaced: nobody waits for them."""
    for earlier in bundles_sent.every(store, states=UNHEARD, kind=bundle.kind):
        same = (earlier.stream, earlier.database, earlier.period, earlier.duty, earlier.part) == (
            bundle.stream, bundle.database, bundle.period, bundle.duty, bundle.part
        )  # fmt: skip
        if same and earlier.seq < bundle.seq and earlier.whole != (bundle.whole or bundle.id):
            replaced = StateChange(
                state="superseded", at=step.at, who=step.who, reason=bundle.file_name
            )
            later = after(earlier, replaced)
            # Nothing is written over an entry that is damaged: it is told of elsewhere.
            with contextlib.suppress(bundles_sent.DamagedSentBundleError):
                bundles_sent.put(store, later, act="bundle.superseded", who=who, now=now)


def withdraw(
    store: Store, ids: Iterable[str], *, who: str, now: datetime.datetime | None = None
) -> None:
    """Take back bundles that never left, the latest first; their files are deleted.

    Raises :class:`AlreadyOutError`: what left the house is not undone by forgetting it.
    """
    for path in entries_removed(store, ids, who=who, now=now):
        path.unlink(missing_ok=True)


def entries_removed(
    store: Store, ids: Iterable[str], *, who: str, now: datetime.datetime | None = None
) -> list[Path]:
    """Forget bundles that never left, and return their files: to be deleted once that is kept.

    Raises :class:`AlreadyOutError`.
    """
    chosen = sorted(
        (bundles_sent.get(store, id) for id in dict.fromkeys(ids)),
        key=lambda one: one.seq,
        reverse=True,
    )
    with store.joined():
        for bundle in chosen:
            if bundle.state != "drafted":
                raise AlreadyOutError(name=bundle.file_name)
            bundles_sent.remove(store, bundle.id, who=who, now=now)
    return [kept_path(store, bundle) for bundle in chosen]


def forget(store: Store, ids: Iterable[str], *, who: str = "") -> int:
    """Delete the files of bundles that were answered, to free room; return how many bytes.

    Their entries in the history stay.
    """
    freed = 0
    for id in dict.fromkeys(ids):
        bundle = bundles_sent.get(store, id)
        path = kept_path(store, bundle)
        if bundle.state in ANSWERED and path.is_file():
            freed += path.stat().st_size
            path.unlink()
            audit.add(store, "bundle.file_deleted", who=who, subject=id, detail=bundle.file_name)
    return freed


def tidy(store: Store, *, now: datetime.datetime | None = None) -> int:
    """Delete files of the outbox nobody needs: of answered bundles after a while; how many.

    Files of bundles that were never entered (a crash) go, too: so nobody else may be entering one,
    which the caller's unit of work sees to.
    """
    at = now or datetime.datetime.now(datetime.UTC)
    known = {kept_path(store, one): one for one in bundles_sent.every(store)}
    count = 0
    for path in sorted((store.folder / places.OUTBOX).glob("*")):
        bundle = known.get(path)
        old = (
            bundle is not None
            and bundle.state in ANSWERED
            and (at - moment(bundle.made_at)).days > KEPT_DAYS
        )
        if bundle is None or old:
            path.unlink(missing_ok=True)
            count += 1
    return count


def without_receipt(
    store: Store, *, days: int = DAYS_WITHOUT_RECEIPT, today: datetime.date
) -> list[SentBundle]:
    """Return the bundles that left more than ``days`` ago and nobody answered, the oldest first.

    Receipts ask for no receipt. What a later bundle replaced is not among them.
    """
    waiting = [
        bundle
        for bundle in bundles_sent.every(store, states=UNHEARD)
        if bundle.kind != "receipt" and (today - left_on(bundle)).days > days
    ]
    return sorted(waiting, key=lambda one: (left_on(one), one.id))


def left_on(bundle: SentBundle) -> datetime.date:
    """Return the day a bundle left: handed over, else first exported, else made."""
    for wanted in ("handed_over", "exported"):
        for step in bundle.steps:
            if step.state == wanted:
                return moment(step.at).astimezone().date()
    return moment(bundle.made_at).astimezone().date()


def name_of(store: Store, unit: str) -> str:
    """Return what a unit is called: by its key, by the office's data, else its code."""
    from papidesk.domain.unit_code import code_of, unit_code
    from papidesk.workflow import offices

    office = offices.current(store)
    if unit == unit_code(office):
        return office.full_name
    for key in trusted_keys.every(store, unit=unit):
        return key.name
    for above in office.superiors:
        if code_of(above.name, above.code) == unit:
            return above.name
    return unit
