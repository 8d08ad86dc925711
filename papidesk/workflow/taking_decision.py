"""What a superior decided on a report: accepted, or returned with remarks on its places.

A returned report is opened again: the period with it, and a copy of the paper to be put right with
each remark where it belongs. The issued paper itself stays as it was issued.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from papidesk.bundles import record_kinds
from papidesk.domain.bundle import BundleRecord, Manifest
from papidesk.domain.bundle_records import Decision
from papidesk.domain.document import Document, Filing, IssueDate
from papidesk.domain.exchange import SENT_STATES, Conflict, SentBundle, StateChange
from papidesk.domain.ids import new_id
from papidesk.domain.import_plan import FieldChange, ImportPlan, PlanLine
from papidesk.domain.life import RemarkNote
from papidesk.domain.links import DocumentLink
from papidesk.domain.record import Record, replace
from papidesk.domain.sent_states import after
from papidesk.domain.text_places import has_place
from papidesk.errors import N_
from papidesk.storage import bundles_sent, documents, duty_reports, links
from papidesk.storage.clock import stored_time
from papidesk.storage.duty_reports import DutyReport
from papidesk.storage.schema import DUTY_REPORTS
from papidesk.storage.store import Store
from papidesk.workflow import closings, own_states, own_tables, taking_receipt
from papidesk.workflow.own_merge import putting
from papidesk.workflow.own_states import Noting
from papidesk.workflow.own_tables import Putting
from papidesk.workflow.taking import Journal, PutBack, Records, good_records

if TYPE_CHECKING:
    from papidesk.bundles.reader import ReadBundle

DUTY_REPORT = "duty-report"
NOT_OURS = N_("No report of this period was made here: there is nothing this decision is about.")
NOT_FOR_THEM = N_("The report was not sent to this unit.")
OTHER_CONTENT = N_("The decision is about another bundle than the one that was sent from here.")
KNOWN = N_("Known already.")
ACCEPTED = N_("The superior has accepted the report.")
RETURNED = N_("The report is returned: the period is opened again, a copy is made to be put right.")
NO_PAPER = N_("The report is returned: the period is opened again. There is no paper to copy here.")
REMARK = N_("It is put on its place in the copy of the report.")
REMARK_GONE = N_("The report it is about is not here.")
# Kept on record beside what people write: Vietnamese.
_RETURNED = "Cấp trên trả lại báo cáo: {reason}"
_WANTED = "Cấp trên trả lại báo cáo: {reason} Gửi lại trước ngày {day}."
_NO_REASON = "xem các nhận xét."
_ACCEPTED = "Cấp trên chấp nhận báo cáo."


class About(Record, frozen=True, kw_only=True):
    """What a decision is about here: the bundle where it went from this PC, the report's paper."""

    decision: Decision
    sent: SentBundle | None = None
    paper: str = ""


def judge(store: Store, bundle: ReadBundle, manifest: Manifest, records: Records) -> list[PlanLine]:
    """Return what the decision and its remarks would do; nothing is written."""
    names = taking_receipt.sender_codes(store, manifest, bundle.key)
    return list(_lines(store, manifest, records, names))


def _lines(
    store: Store, manifest: Manifest, records: Records, names: frozenset[str]
) -> Iterator[PlanLine]:
    papers: set[str] = set()
    for record in records.of("decision"):
        about = _about(store, record_kinds.to_domain(record))
        papers |= {about.paper, about.decision.document} - {""}
        yield _line(store, record, about, manifest, names)
    for record in records.of("remark", "document"):
        line = PlanLine(
            kind=record.kind, id=record.id, title=record_kinds.title(record), state="new",
            reason=REMARK,
        )  # fmt: skip
        there = own_tables.read(store, record.kind, record.id)
        if record.kind == "document" or there is not None:
            yield replace(line, state="unchanged", reason="")
        elif record.fields.get("document_id") not in papers:
            yield replace(line, state="refused", reason=REMARK_GONE)
        else:
            yield line


def _about(store: Store, decision: Decision) -> About:
    sent = bundles_sent.find(store, decision.bundle)
    duty = decision.duty or (sent.duty if sent else "")
    period = decision.period or (sent.period if sent else "")
    decision = replace(decision, duty=duty, period=period)
    paper = decision.document
    if not paper or not _is_report(store, paper, duty, period, sent):
        standing = duty_reports.standing(store).get((duty, period))
        paper = standing.document if standing else ""
    return About(decision=decision, sent=sent, paper=paper)


def _is_report(store: Store, paper: str, duty: str, period: str, sent: SentBundle | None) -> bool:
    """Tell whether a paper of ours is the report that was sent: no other is opened."""
    if own_tables.read(store, "document", paper) is None:
        return False
    if sent is not None and paper in sent.documents:
        return True
    of = {(one.duty, one.period) for one in duty_reports.of_document(store, paper)}
    return (duty, period) in of


def _went_elsewhere(store: Store, about: About, names: frozenset[str]) -> bool:
    """Tell whether the report of a decision on an unknown bundle went from here, but not there."""
    decision = about.decision
    sent = bundles_sent.every(store, kind="report", period=decision.period, duty=decision.duty)
    return bool(sent) and all(names.isdisjoint(one.to) for one in sent)


def _line(
    store: Store, record: BundleRecord, about: About, manifest: Manifest, names: frozenset[str]
) -> PlanLine:
    sent, decision = about.sent, about.decision
    line = PlanLine(
        kind="decision", id=record.id, title=_title(store, record, about), state="refused",
        record=record,
    )  # fmt: skip
    if sent is None and not about.paper:
        return replace(line, reason=NOT_OURS)
    elsewhere = (
        names.isdisjoint(sent.to) if sent is not None else _went_elsewhere(store, about, names)
    )
    if elsewhere:
        return replace(line, reason=NOT_FOR_THEM)
    if sent is not None and decision.manifest not in ("", sent.manifest_sha256):
        return replace(line, reason=OTHER_CONTENT)
    changes: tuple[FieldChange, ...] = ()
    if sent is not None:
        later = after(sent, _step(decision, manifest), decided=True)
        if later == sent:
            return replace(line, state="unchanged", reason=KNOWN)
        before, now = SENT_STATES[sent.state], SENT_STATES[later.state]
        changes = (FieldChange(field="state", before=before, after=now),) if before != now else ()
    reason = ACCEPTED if decision.verdict == "accepted" else RETURNED if about.paper else NO_PAPER
    return replace(line, state="changed", reason=reason, changes=changes)


def _title(store: Store, record: BundleRecord, about: About) -> str:
    if about.paper:
        return own_states.title(store, "document", about.paper)
    return about.sent.file_name if about.sent else record_kinds.title(record)


def _step(decision: Decision, manifest: Manifest) -> StateChange:
    """Return the news a decision brings: never without a word, as a receipt may be."""
    returned = decision.verdict == "returned"
    return StateChange(
        state="returned" if returned else "applied",
        at=decision.decided_at or manifest.created_at,
        who=decision.decided_by or manifest.sender.name,
        reason=decision.reason or (_NO_REASON.capitalize() if returned else _ACCEPTED),
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
    """Let our bundle go on as decided; open a returned report again, with its remarks."""
    manifest, how = plan.manifest, putting(who, plan.manifest, now)
    # That it was taken in comes before what was decided on it.
    taking_receipt.heard(store, manifest, bundle.key, who=who, now=now)
    done = {one.id for one in plan.lines if one.kind == "decision" and one.state == "changed"}
    new = {one.id for one in plan.lines if one.kind == "remark" and one.state == "new"}
    records = good_records(bundle, plan)
    remarks = [one for one in records.of("remark") if one.id in new]
    for record in records.of("decision"):
        if record.id not in done:
            continue
        about = _about(store, record_kinds.to_domain(record))
        if about.sent is not None:
            step = _step(about.decision, manifest)
            taking_receipt.note(store, about.sent.id, step, journal, who=who, decided=True, now=now)
        about_it = {about.paper, about.decision.document}
        said: list[RemarkNote] = [
            record_kinds.to_domain(one)
            for one in remarks
            if one.fields.get("document_id") in about_it
        ]
        returning = _Returning(store, journal, how, about)
        if about.decision.verdict == "returned":
            returning.open_window()
            returning.open_paper(said, manifest.sender.name)
        elif about.paper:
            returning.put_remarks(about.paper, said)


class _Returning:
    """Opens what was reported again, noting every step."""

    def __init__(self, store: Store, journal: Journal, how: Putting, about: About) -> None:
        self._store, self._journal, self._how, self._about = store, journal, how, about
        self._noting = Noting(store, journal)

    def open_window(self) -> None:
        """Open the closed windows of the report: its entries can be corrected freely again."""
        decision = self._about.decision
        for one in closings.closed(self._store):
            of_report = (one.duty, one.period) == (decision.duty, decision.period)
            if not of_report and not (one.document and one.document == self._about.paper):
                continue
            same = [
                each.id
                for each in closings.every(self._store)
                if (each.since, each.until, each.duty, each.period)
                == (one.since, one.until, one.duty, one.period)
            ]
            for id in same:
                self._noting.begin("closing", id)
            closings.reopen(self._store, one.id, reason=_reason(decision), who=self._how.who)
            for id in same:
                self._noting.end("closing", id)

    def open_paper(self, remarks: list[RemarkNote], superior: str) -> None:
        """Make the copy to be put right, the report of its period from now on."""
        if not self._about.paper:
            return
        original = documents.get(self._store, self._about.paper)
        if not documents.is_frozen(self._store, original):
            self.put_remarks(original.id, self._with_reason(remarks, original.id, superior))
            return
        copy = replace(
            original, id=new_id(), state="returned", number=None, date=IssueDate(),
            filing=Filing(language=original.filing.language), asides=(), guessed=(),
        )  # fmt: skip
        self._noting.begin("document", copy.id)
        documents.save(self._store, copy, who=self._how.who, reason="returned", now=self._how.now)
        for role in ("copied_from", "replaces"):
            link = DocumentLink(document_id=copy.id, role=role, target_id=original.id)
            links.add(self._store, replace(link, who=self._how.who), now=self._how.now)
        self._move_report(original, copy)
        self._noting.end("document", copy.id)
        self.put_remarks(copy.id, self._with_reason(remarks, copy.id, superior))

    def _move_report(self, original: Document, copy: Document) -> None:
        decision = self._about.decision
        for report in duty_reports.of_document(self._store, original.id):
            if (report.duty, report.period) != (decision.duty, decision.period):
                continue
            key = "|".join((report.duty, report.period, report.document))
            before = _report(self._store, key)
            duty_reports.add(
                self._store, replace(report, document=copy.id), who=self._how.who,
                now=self._how.now,
            )  # fmt: skip
            duty_reports.remove(
                self._store, report.duty, report.period, original.id, who=self._how.who,
                now=self._how.now,
            )  # fmt: skip
            self._journal.note(DUTY_REPORT, key, before, None)

    def _with_reason(
        self, remarks: list[RemarkNote], paper: str, superior: str
    ) -> list[RemarkNote]:
        if not self._about.decision.reason.strip():
            return remarks
        whole = RemarkNote(
            id=new_id(), document_id=paper, text=_reason(self._about.decision),
            who=self._about.decision.decided_by or superior, at=stored_time(self._how.now),
        )  # fmt: skip
        return [whole, *remarks]

    def put_remarks(self, paper: str, remarks: list[RemarkNote]) -> None:
        """Put remarks on a paper, each on its place where the paper has it."""
        document = documents.get(self._store, paper)
        for remark in remarks:
            known = not remark.place or has_place(document, remark.place)
            kept = replace(
                remark, document_id=paper, place=remark.place if known else "",
                at=remark.at or stored_time(self._how.now), settled_by="", settled_at=None,
            )  # fmt: skip
            self._noting.begin("remark", kept.id)
            own_tables.put(self._store, "remark", [kept], self._how)
            self._noting.end("remark", kept.id)


def _reason(decision: Decision) -> str:
    reason = decision.reason.strip() or _NO_REASON
    if decision.due is None:
        return _RETURNED.format(reason=reason)
    return _WANTED.format(reason=reason, day=f"{decision.due:%d/%m/%Y}")


def settle(
    store: Store,
    conflict: Conflict,
    chosen: str,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Do nothing: decisions make no conflicts."""


def _report(store: Store, key: str) -> str | None:
    duty, period, document = key.split("|")
    for one in duty_reports.of_document(store, document):
        if (one.duty, one.period) == (duty, period):
            return msgspec.json.encode(replace(one, document_state="")).decode()
    return None


def _put_report(store: Store, key: str, before: str | None) -> None:
    duty, period, document = key.split("|")
    store.write(
        "DELETE FROM duty_reports WHERE duty = ? AND period = ? AND document_id = ?",
        (duty, period, document),
    )
    if before is None:
        return
    report = msgspec.json.decode(before, type=DutyReport)
    values: dict[str, Any] = {
        "duty": duty, "period": period, "document_id": document, "since": _iso(report.since),
        "until": _iso(report.until), "due": _iso(report.due), "made_at": report.made_at,
        "made_by": report.made_by,
    }  # fmt: skip
    store.insert(DUTY_REPORTS, values)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


PUT_BACK: dict[str, PutBack] = own_states.PUT_BACK | {DUTY_REPORT: PutBack(_report, _put_report)}
