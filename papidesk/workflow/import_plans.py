"""What a verified bundle would change here: for whom it is, its number, line by line (S4, S6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from papidesk.bundles import record_kinds, references
from papidesk.bundles.failures import BrokenOffError
from papidesk.bundles.limits import LIMITS, Limits
from papidesk.domain import sequence
from papidesk.domain.bundle import CARRIES, STREAMS, Manifest
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.import_plan import Hold, ImportPlan, PlanLine, Warned
from papidesk.domain.record import Record, replace
from papidesk.domain.sequence import SNAPSHOTS, Known
from papidesk.domain.unit_code import own_codes
from papidesk.i18n import N_, _, ngettext, say
from papidesk.storage import bundles_received, bundles_sent, consolidations, offices, received_blobs
from papidesk.storage.store import Store
from papidesk.workflow import taking, unit_snapshots
from papidesk.workflow.receiving_refusals import (
    BadContentError,
    NotAddressedError,
    OtherDatabaseError,
    OwnBundleError,
    SameIdOtherContentError,
    SequenceJumpError,
)
from papidesk.workflow.taking import Records
from papidesk.workflow.trust_scope import check_scope, codes_of, known_codes

if TYPE_CHECKING:
    from papidesk.bundles.reader import ReadBundle

_LOOKED_EACH = 500
# How it is kept in the history; :func:`warned` says it.
LACKING = (
    "{count} attachments were left out because they should be here, but they are not. Ask the "
    "sender to send everything once."
)
NOT_FULL = N_("The bundle does not hold everything: from a new database the whole is wanted.")


class StagedFile(Record, frozen=True, kw_only=True):
    """The file a bundle came in: its name where it was, size and hash."""

    name: str
    bytes: int
    sha256: str


def make(
    store: Store,
    bundle: ReadBundle,
    file: StagedFile,
    *,
    limits: Limits = LIMITS,
    cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:
    """Return what taking ``bundle`` in would change; nothing is written.

    Of a bundle by an unknown key nothing but its head is looked at. Raises a BundleError where
    sender, recipient, number, kind or records refuse it as a whole, BrokenOffError when
    ``cancelled`` answers yes.
    """
    manifest = bundle.manifest
    plan = ImportPlan(
        manifest=manifest,
        manifest_sha256=bundle.manifest_sha256,
        file_name=file.name,
        file_bytes=file.bytes,
        encrypted=bundle.encrypted,
        keyid=bundle.keyid,
        trusted=bundle.key is not None,
    )
    _must_be_for_us(store, manifest)
    if bundle.key is None:
        return replace(plan, hold="unknown-key")
    plan = replace(plan, role=bundle.key.role)
    _must_be_allowed(store, bundle.key, manifest)
    _must_be_its_database(store, bundle.key, manifest)
    known = _known(store, bundle, known_codes(store, bundle.key, manifest.sender.unit))
    verdict = sequence.judge(manifest, bundle.manifest_sha256, known, jump=limits.jump)
    _must_follow(manifest, verdict, known.last_seq)
    if verdict.already:
        before = bundles_received.applied(store, manifest.bundle_id)
        return replace(plan, sequence="known", already=before.id if before else "")
    warnings = [*verdict.warnings, *_warned(store, manifest, bundle.key, verdict.hold)]
    lines = _lines(store, bundle, bundle.key, cancelled)
    return replace(
        plan,
        sequence=verdict.sequence,
        superseded=verdict.superseded,
        hold=verdict.hold or _hold(store, manifest, lines),
        lines=tuple(lines),
        warnings=tuple(warnings),
    )


def same(one: ImportPlan, other: ImportPlan) -> bool:
    """Tell whether two plans of one bundle would change the same."""
    return _decisive(one) == _decisive(other)


def _decisive(plan: ImportPlan) -> tuple[object, ...]:
    lines = tuple(
        (line.kind, line.id, line.state, line.changes, line.merged) for line in plan.lines
    )
    return plan.already, plan.superseded, plan.hold, plan.sequence, lines


def _must_be_for_us(store: Store, manifest: Manifest) -> None:
    if manifest.sender.database == store.value("SELECT database_id FROM workspace"):
        raise OwnBundleError(to=", ".join(manifest.to))
    if own_codes(offices.own(store)).isdisjoint(manifest.to):
        raise NotAddressedError(unit=manifest.sender.name, to=", ".join(manifest.to))


def _must_be_allowed(store: Store, key: TrustedKey, manifest: Manifest) -> None:
    """Refuse what the key does not speak for, and streams the kind never carries."""
    sender = manifest.sender
    check_scope(key, manifest, codes=_codes(store, key, {sender.unit}))
    taking.taker_of(key.role, manifest.kind, unit=sender.name)
    allowed = {f"data/{STREAMS[kind]}.jsonl" for kind in CARRIES[manifest.kind]}
    for file in manifest.files:
        if file.path.startswith("data/") and file.path not in allowed:
            raise BadContentError(unit=sender.name, detail=file.path)


def _must_be_its_database(store: Store, key: TrustedKey, manifest: Manifest) -> None:
    """Refuse who says a record is from a computer of somebody else, or of this office.

    Versions tell by the database whose a record is. A unit that was renamed keeps its database,
    and its key.
    """
    sender = manifest.sender
    if sender.database in bundles_received.databases_of(store, [sender.unit]):
        return
    office = offices.own(store)
    if key.role != "same_office" and bundles_sent.of_database(store, sender.database):
        raise OtherDatabaseError(unit=sender.name, other=office.name)
    for row in bundles_received.of_database(store, sender.database, but=sender.unit):
        own = row.keyid in (key.keyid, *key.previous)
        if not own and row.unit not in known_codes(store, key, sender.unit):
            raise OtherDatabaseError(unit=sender.name, other=row.unit_name or row.unit)


def _codes(store: Store, key: TrustedKey, said: set[str]) -> frozenset[str]:
    # The tree of units is long: it is looked at only where a code is not the key's own.
    return codes_of(store, key) if said - {key.unit} else frozenset()


def _known(store: Store, bundle: ReadBundle, codes: frozenset[str]) -> Known:
    manifest = bundle.manifest
    sender = manifest.sender
    taken = seen = ""
    for one in bundles_received.of_bundle(store, manifest.bundle_id):
        if one.state == "applied":
            taken = one.manifest_sha256
        elif one.keyid == bundle.keyid and one.code != SameIdOtherContentError.code:
            seen = seen or one.manifest_sha256
    at = (codes, sender.database, manifest.stream)
    last = bundles_received.last_seq(store, *at)
    others = [
        one.bundle
        for one in bundles_received.at_seq(store, *at, manifest.seq)
        if one.bundle != manifest.bundle_id
    ]
    ends = bundles_received.at_seq(store, *at, last) if last else []
    follows = any(one.manifest_sha256 == manifest.prev for one in ends)
    return Known(
        taken=taken,
        seen=seen,
        at_seq=others[0] if others else "",
        last_seq=last,
        last_manifest=manifest.prev if follows else ends[0].manifest_sha256 if ends else "",
        databases=bundles_received.databases_of(store, codes),
        covered=(
            manifest.kind in SNAPSHOTS and bundles_received.covered_later(store, manifest, codes)
        ),
    )


def _must_follow(manifest: Manifest, verdict: sequence.Verdict, last: int) -> None:
    sender = manifest.sender
    if verdict.refusal == "same-id-other-content":
        raise SameIdOtherContentError(unit=sender.name)
    if verdict.refusal == "sequence-jump":
        raise SequenceJumpError(unit=sender.name, seq=manifest.seq, last=last)


def _warned(store: Store, manifest: Manifest, key: TrustedKey, hold: Hold) -> Iterable[Warned]:
    absent = [blob.sha256 for blob in manifest.blobs if not blob.present]
    lacking = received_blobs.lacking(store, absent)
    if lacking:
        yield Warned(message=LACKING, values={"count": len(lacking)})
    paper = unit_snapshots.paper_before(store, manifest)
    if paper is not None and key.role == "subordinate":
        yield Warned(message=unit_snapshots.PAPER, values={"day": f"{paper.arrived:%d/%m/%Y}"})
    if hold == "new-database" and not manifest.covers.full:
        yield Warned(message=NOT_FULL)


def _lines(
    store: Store, bundle: ReadBundle, key: TrustedKey, cancelled: Callable[[], bool] | None
) -> list[PlanLine]:
    """Look at every record by itself, at all together, and have the taker judge the good ones."""
    manifest = bundle.manifest
    owners: set[str] = set()
    refused: dict[tuple[str, str], PlanLine] = {}
    for number, (record, problem) in enumerate(references.judged(manifest, bundle.records())):
        if cancelled is not None and number % _LOOKED_EACH == 0 and cancelled():
            raise BrokenOffError
        owners.add(record.owner)
        if problem is not None:
            refused[record.kind, record.id] = PlanLine(
                kind=record.kind, id=record.id, title=record_kinds.title(record),
                state="refused", record=record, problem=problem,
            )  # fmt: skip
    check_scope(key, manifest, owners, codes=_codes(store, key, owners))
    taker = taking.taker_of(key.role, manifest.kind, unit=manifest.sender.name)
    good = Records(bundle, frozenset(refused))
    return [*taker.judge(store, bundle, manifest, good), *refused.values()]


def said(line: PlanLine) -> str:
    """Return why a line is as it is, as a sentence in the chosen language."""
    return say(line.problem) if line.problem is not None else _(line.reason) if line.reason else ""


def warned(one: Warned) -> str:
    """Return a warning as a sentence in the chosen language."""
    if one.message == sequence.GAP:
        said = ngettext(
            "{missing} bundle before this one has not come yet. What this one holds is complete.",
            "{missing} bundles before this one have not come yet. What this one holds is complete.",
            int(one.values["missing"]),
        )
    elif one.message == LACKING:
        said = ngettext(
            "{count} attachment was left out because it should be here, but it is not. Ask the "
            "sender to send everything once.",
            "{count} attachments were left out because they should be here, but they are not. Ask "
            "the sender to send everything once.",
            int(one.values["count"]),
        )
    else:
        said = _(one.message)
    return said.format(**one.values)


def _hold(store: Store, manifest: Manifest, lines: Iterable[PlanLine]) -> Hold:
    covers = manifest.covers
    if manifest.kind == "report" and consolidations.locked(store, covers.duty, covers.period):
        return "locked"
    return "conflicts" if any(line.state == "conflicting" for line in lines) else ""
