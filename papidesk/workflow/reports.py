"""Periodic reports: drafted from figures, tasks and evidence; kept as the report of a duty."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from papidesk.domain.claims import Claim
from papidesk.domain.claims import claims as claimed
from papidesk.domain.document import Document
from papidesk.domain.periods import BadPeriodError, parse
from papidesk.domain.record import replace
from papidesk.domain.templates import Template
from papidesk.storage import documents as stored
from papidesk.storage import duty_reports
from papidesk.storage.duty_reports import DutyReport
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, duty_terms, report_facts
from papidesk.workflow.report_facts import ReportOrder

if TYPE_CHECKING:
    from papidesk.drafting.report_parts import ReportPart

__all__ = [
    "Claim", "DutyReport", "ReportOrder", "begin", "claims", "default_duty", "draft", "duties_of",
    "make", "parts_of", "reported_by", "without_evidence",
]  # fmt: skip

OURS = "bao-cao-dinh-ky"


def begin(store: Store, duty: str, period: str) -> ReportOrder:
    """Return the order of a duty's report as it is proposed: its window, rounding as it says.

    Raises :class:`~papidesk.domain.periods.BadPeriodError`, UnknownDutyError.
    """
    asked, query = report_facts.asked_of(store, ReportOrder(duty=duty, period=period))
    return ReportOrder(
        duty=duty,
        period=parse(period).code,
        since=query.since,
        until=query.until,
        rounded=bool(asked and asked.rounded),
    )


def default_duty(store: Store, period: str, *, template: str = "") -> str:
    """Return the code of the first duty that asks a report of ``period``; "" where none does.

    With ``template`` only duties that are made from it.
    """
    asked = parse(period)
    for duty in catalogues.report_duties(store, asked.year):
        fits = not template or duty.template == template
        wanted = any((term.kind, term.index) == (asked.kind, asked.index) for term in duty.terms)
        if fits and wanted:
            return duty.code
    return ""


def draft(store: Store, order: ReportOrder, *, today: datetime.date) -> Document:
    """Return the report an order asks for, written from the data of now; nothing is stored.

    Every figure in it is a live field. It has sentences only about what entries carry; what a
    person must write is a visible blank. Raises BadPeriodError, UnknownDutyError, what a template
    of the office's own is refused with.
    """
    from papidesk.drafting import markup, report, source
    from papidesk.drafting.filling import Order, defaults, fill
    from papidesk.workflow import offices

    duty, _ = report_facts.asked_of(store, order)
    facts = report_facts.gathered(store, order, today=today)
    office = offices.on(store, today)
    filling = Order(office=office, year=today.year, today=today, signer=order.signer)
    parsed = source.read(_template(store, duty.template if duty else OURS).source)
    answers = defaults(parsed, filling) | report.answers(facts)
    return fill(parsed, filling, answers, report.parts(facts, markup.annexes_of(parsed.body)))


def make(store: Store, order: ReportOrder, *, today: datetime.date, who: str) -> Document:
    """Keep the draft as a new document, the report of its duty and period; return it.

    A report made before for them stays; the one made last stands. Raises as :func:`draft`.
    """
    from papidesk.workflow.documents import with_block_ids

    # Nothing is entered or corrected between what the draft was written from and its time.
    with store.joined():
        document = with_block_ids(draft(store, order, today=today))
        duty, query = report_facts.asked_of(store, order)
        term = duty_terms.of_period(store, duty, order.period) if duty else None
        kept = stored.save(store, document, who=who, reason=f"report: {order.period}")
        duty_reports.add(
            store,
            DutyReport(
                duty=duty.code if duty else "",
                period=parse(order.period).code,
                document=kept.id,
                since=query.since,
                until=query.until,
                due=term.due if term else None,
            ),
            who=who,
        )
    return kept


def duties_of(store: Store, document: str) -> list[DutyReport]:
    """Return which duties and periods a document reports."""
    return duty_reports.of_document(store, document)


def reported_by(store: Store, duty: str, period: str) -> DutyReport | None:
    """Return the paper that stands for a duty and period; None while there is none."""
    return duty_reports.standing(store).get((duty, period))


def parts_of(
    store: Store, answers: Mapping[str, str], *, today: datetime.date, template: str = ""
) -> tuple[dict[str, ReportPart], dict[str, str]]:
    """Return the parts and answers of the report a template of reports is filled with.

    The period is the answer "ky"; the duty is the first made from ``template`` that asks for it.
    Answers a person gave stay. Empty where no period was given.
    """
    from papidesk.drafting import markup, report, source

    try:
        period = parse(answers.get("ky", "")).code
    except BadPeriodError:
        return {}, {}
    duty = default_duty(store, period, template=template) or default_duty(store, period)
    facts = report_facts.gathered(store, ReportOrder(duty=duty, period=period), today=today)
    found = report.answers(facts)
    order = markup.annexes_of(source.read(_template(store, template).source).body)
    return report.parts(facts, order), {
        name: each for name, each in found.items() if not answers.get(name)
    }


def claims(store: Store, document: Document) -> list[Claim]:
    """Return the sentences of a report that claim results with no figure or paper behind them.

    ``counters`` of a number are the counters with its unit: one of them may be the figure to put
    there. Empty for other kinds and for issued papers, whose text stands.
    """
    if document.frozen:
        return []
    units: dict[str, list[str]] = {}
    for info in catalogues.counters(store):
        for unit in (info.unit, *info.unit.split(", ")):
            units.setdefault(unit.lower(), []).append(info.code)
    found = []
    for claim in claimed(document):
        block = document.blocks[int(claim.path.partition("/")[2])]
        said = getattr(block, "text", "")[claim.start : claim.end].lower()
        fitting = [code for unit, codes in units.items() if said.endswith(unit) for code in codes]
        found.append(replace(claim, counters=tuple(dict.fromkeys(fitting))))
    return found


def without_evidence(store: Store, order: ReportOrder) -> tuple[int, int]:
    """Return how many entries of the window have no evidence, and how many it has.

    That is for who drafts: the paper says what there is, in its index. Raises as :func:`draft`.
    """
    return report_facts.evidence_gap(store, order)


def _template(store: Store, id: str) -> Template:
    """Return the template of a duty, ours where it is not there any more."""
    from papidesk.drafting.failures import UnknownTemplateError
    from papidesk.workflow import templates

    try:
        return templates.get(store, id or OURS)
    except UnknownTemplateError:
        return templates.get(store, OURS)
