"""A receipt that comes in: the bundle we sent goes on, and what the receiver holds is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from papidesk.bundles import record_kinds
from papidesk.domain.bundle import Manifest
from papidesk.domain.bundle_records import Receipt
from papidesk.domain.exchange import SENT_STATES, Conflict, SentBundle, StateChange, TrustedKey
from papidesk.domain.import_plan import FieldChange, ImportPlan, PlanLine
from papidesk.domain.record import from_json, replace, to_json
from papidesk.domain.sent_states import after
from papidesk.errors import N_
from papidesk.storage import acknowledged, bundles_sent
from papidesk.storage.clock import stored_time
from papidesk.storage.store import Store
from papidesk.workflow import sent_history
from papidesk.workflow.taking import Journal, PutBack, Records, good_records
from papidesk.workflow.trust_scope import known_codes

if TYPE_CHECKING:
    from papidesk.bundles.reader import ReadBundle

SENT, HELD = "sent", "held"
_REASON_LIMIT = 1_000
NOT_OURS = N_("No bundle of this number was sent from here")
OTHER_CONTENT = N_("The bundle of this number that was sent from here is another one")
NOT_FOR_THEM = N_("The bundle was not sent to this unit")
DAMAGED = N_(
    "The entry of the bundle that was sent from here is damaged. Restore a backup, then take the "
    "receipt in again"
)
KNOWN = N_("Known already")
LATE = N_("Noted; more is known of the bundle already")


def judge(store: Store, bundle: ReadBundle, manifest: Manifest, records: Records) -> list[PlanLine]:
    """Return what each receipt says of a bundle that was sent from here.

    One about a bundle that is not ours, or that was not for the sender, is refused alone.
    """
    names = sender_codes(store, manifest, bundle.key)
    return list(_judged(store, manifest, records, names))


def sender_codes(store: Store, manifest: Manifest, key: TrustedKey | None) -> frozenset[str]:
    """Return the codes our bundles for the sender may have been sent to: it may be renamed."""
    unit = manifest.sender.unit
    return frozenset({unit}) if key is None else known_codes(store, key, unit)


def _judged(
    store: Store, manifest: Manifest, records: Records, names: frozenset[str]
) -> Iterator[PlanLine]:
    for record in records.of("receipt"):
        receipt: Receipt = record_kinds.to_domain(record)
        sent, damaged = _find(store, receipt.bundle)
        line = PlanLine(
            kind="receipt",
            id=record.id,
            title=sent.file_name if sent else record.id,
            state="refused",
            record=record,
        )
        problem = _problem(sent, receipt, names)
        if sent is None or problem:
            yield replace(line, reason=DAMAGED if damaged else problem)
            continue
        later = after(sent, _step(receipt, manifest))
        held = acknowledged.of_database(store, manifest.sender.unit, receipt.database)
        if later == sent and held.issuperset(receipt.blobs):
            yield replace(line, state="unchanged", reason=KNOWN)
            continue
        change = FieldChange(
            field="state", before=SENT_STATES[sent.state], after=SENT_STATES[later.state]
        )
        same = later.state == sent.state
        yield replace(
            line, state="changed", reason=LATE if same else "", changes=() if same else (change,)
        )


def _find(store: Store, id: str) -> tuple[SentBundle | None, bool]:
    """Return one of our bundles, None where there is none or its entry is damaged: the latter."""
    try:
        return bundles_sent.find(store, id), False
    except bundles_sent.DamagedSentBundleError:
        return None, True


def _problem(sent: SentBundle | None, receipt: Receipt, names: frozenset[str]) -> str:
    if sent is None:
        return NOT_OURS
    if names.isdisjoint(sent.to):
        return NOT_FOR_THEM
    if receipt.manifest and receipt.manifest != sent.manifest_sha256:
        return OTHER_CONTENT
    return ""


def _step(receipt: Receipt, manifest: Manifest) -> StateChange:
    """Return the news a receipt brings: when by the receiver's clock, by whom, why not whole."""
    said = [f"{one.title} {one.text}".strip() for one in receipt.reasons]
    return StateChange(
        state=receipt.outcome,
        at=receipt.received_at or manifest.created_at,
        who=receipt.received_by or manifest.sender.name,
        reason="; ".join(dict.fromkeys(said))[:_REASON_LIMIT],
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
    """Let our bundles and their papers go on as the receipts say; note what is held there."""
    manifest = plan.manifest
    for record in good_records(bundle, plan).of("receipt"):
        receipt: Receipt = record_kinds.to_domain(record)
        note(store, receipt.bundle, _step(receipt, manifest), journal, who=who, now=now)
        place = f"{manifest.sender.unit}/{receipt.database}"
        before = _held(store, place)
        acknowledged.put(store, manifest.sender.unit, receipt.database, receipt.blobs)
        journal.note(HELD, place, before, _held(store, place))


def heard(
    store: Store, manifest: Manifest, key: TrustedKey | None, *, who: str, now: datetime | None
) -> int:
    """Take what a bundle of any kind acknowledges of ours; return of how many bundles it tells.

    A receipt may be lost on its way: every later bundle says once more what was taken in. Called
    inside the unit of work that takes the bundle in; undoing that leaves it, for it stays true.
    """
    count = 0
    names = sender_codes(store, manifest, key) if manifest.acks else frozenset()
    for ack in manifest.acks:
        sent, _ = _find(store, ack.bundle)
        if sent is None or names.isdisjoint(sent.to) or ack.outcome not in SENT_STATES:
            continue
        if any(known.state == ack.outcome for known in sent.steps):
            continue  # its receipt has come, and says more
        step = StateChange(state=ack.outcome, at=stored_time(now), who=manifest.sender.name)
        sent_history.note_step(store, sent, step, who=who, now=now)
        count += 1
    return count


def note(
    store: Store,
    id: str,
    step: StateChange,
    journal: Journal,
    *,
    who: str,
    decided: bool = False,
    now: datetime | None,
) -> None:
    """Let one of our bundles go on by what its receiver told or decided; note it to be undone."""
    sent = bundles_sent.get(store, id)
    same = bundles_sent.every(store, kind=sent.kind, period=sent.period, duty=sent.duty)
    sent_history.note_step(store, sent, step, who=who, decided=decided, now=now)
    for one in same:
        later, damaged = _find(store, one.id)
        if later is not None and not damaged:
            journal.note(SENT, one.id, _text(one), _text(later))


def settle(
    store: Store,
    conflict: Conflict,
    chosen: str,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Do nothing: receipts make no conflicts."""


def _text(sent: SentBundle) -> str:
    return to_json(sent).decode()


def _sent(store: Store, id: str) -> str | None:
    found = bundles_sent.find(store, id)
    return _text(found) if found else None


def _put_sent(store: Store, id: str, before: str | None) -> None:
    if before is not None:
        bundles_sent.put(store, from_json(SentBundle, before), act="bundle.receipt_undone")


def _sent_title(store: Store, id: str) -> str:
    found = bundles_sent.find(store, id)
    return found.file_name if found else id


def _held(store: Store, place: str) -> str | None:
    unit, _, database = place.partition("/")
    found = sorted(acknowledged.of_database(store, unit, database))
    return msgspec.json.encode(found).decode() if found else None


def _put_held(store: Store, place: str, before: str | None) -> None:
    unit, _, database = place.partition("/")
    acknowledged.forget(store, unit, database)
    if before is not None:
        acknowledged.put(store, unit, database, msgspec.json.decode(before, type=list[str]))


PUT_BACK: Mapping[str, PutBack] = {
    SENT: PutBack(_sent, _put_sent, _sent_title),
    HELD: PutBack(_held, _put_held),
}
