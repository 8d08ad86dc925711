"""The consolidated report: drafted from what the units reported, kept as a document."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from papidesk.domain.consolidation_facts import (
    ConsolidationFacts,
    CountFact,
    DoubtFact,
    UnitFact,
)
from papidesk.domain.document import Document
from papidesk.domain.periods import BadPeriodError, parse
from papidesk.domain.record import Record
from papidesk.storage import consolidations
from papidesk.storage import documents as stored
from papidesk.storage.store import Store
from papidesk.workflow import (
    consolidated_figures,
    consolidation,
    consolidation_entries,
    duty_terms,
    unit_board,
    units,
)

if TYPE_CHECKING:
    from papidesk.drafting.report_parts import ReportPart

__all__ = ["ConsolidationOrder", "draft", "gathered", "make", "parts_of"]

TEMPLATE = "bao-cao-tong-hop"
# With more fields than these the annex has plain numbers: it would take seconds to refresh.
_LIVE = 4_000


class ConsolidationOrder(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a consolidated report is of. ``signer`` is an id of the office's, "" the first.

    ``doubts`` tells whether figures that stand out are named in it.
    """

    duty: str = ""
    period: str
    signer: str = ""
    doubts: bool = True


def gathered(
    store: Store, order: ConsolidationOrder, *, today: datetime.date
) -> ConsolidationFacts:
    """Return all a consolidated report is written from; raises BadPeriodError."""
    period = parse(order.period)
    duty = unit_board.find_duty(store, order.duty)
    term = duty_terms.of_period(store, duty, period.code) if duty else None
    board = unit_board.board(store, order.duty, period.code, today=today)
    counts = _counts(store, order.duty, period.code)
    fields = sum(len(count.of_units) for count in counts)
    return ConsolidationFacts(
        period=period,
        since=term.since if term else period.start,
        until=term.until if term else period.end,
        due=board.due,
        duty=order.duty,
        subject=(duty.subject or duty.name) if duty else "",
        rate=board.on_time_rate,
        units=_units(store, board),
        counts=tuple(counts),
        doubts=_doubts(store, order, board) if order.doubts else (),
        live=fields <= _LIVE,
    )


def _units(store: Store, board: unit_board.Board) -> tuple[UnitFact, ...]:
    tree = units.tree(store)
    place = {one.code: at for at, one in enumerate(tree.every())}
    rows = sorted(board.rows, key=lambda row: (place.get(row.unit, len(place)), row.unit))
    return tuple(
        UnitFact(
            code=row.unit,
            name=row.name,
            state=row.state,
            day=row.report.arrived if row.report else None,
            days_late=row.days_late,
            paper=row.report.number if row.report else "",
            reason=row.report.reason if row.report and row.state == "returned" else "",
            typed=row.report is not None and (row.report.on_paper or bool(row.report.typed)),
        )
        for row in rows
    )


def _counts(store: Store, duty: str, period: str) -> list[CountFact]:
    out = consolidation.returned(store, duty, period)
    found = []
    for line in consolidation.totals(store, duty, period):
        values = consolidation.values_of(store, duty, period, line.counter)
        found.append(
            CountFact(
                counter=line.counter,
                ref=consolidated_figures.ref(line.counter.code, duty, period),
                value=line.value,
                previous=line.previous,
                units=line.units,
                apart=line.apart,
                of_units={unit: value for unit, value in values.items() if unit not in out},
            )
        )
    return found


def _doubts(
    store: Store, order: ConsolidationOrder, board: unit_board.Board
) -> tuple[DoubtFact, ...]:
    names = {row.unit: row.name for row in board.rows}
    counters = consolidation.counters_of(store)
    found = []
    for one in consolidation_entries.outliers(store, order.duty, board.period):
        counter = counters.get(one.counter)
        found.append(
            DoubtFact(
                unit=names.get(one.unit, one.unit),
                counter=counter.name if counter else "",
                value=one.value,
                measure=counter.unit if counter else "",
            )
        )
    return tuple(found)


def draft(store: Store, order: ConsolidationOrder, *, today: datetime.date) -> Document:
    """Return the consolidated report, written from what is here now; nothing is stored.

    Its totals are live fields, the units' figures too where they are not too many. Raises
    BadPeriodError and what a template of the office's own is refused with.
    """
    from papidesk.drafting import consolidation as drafting
    from papidesk.drafting import markup, source
    from papidesk.drafting.filling import Order, defaults, fill
    from papidesk.workflow import offices, templates

    facts = gathered(store, order, today=today)
    office = offices.on(store, today)
    filling = Order(office=office, year=today.year, today=today, signer=order.signer)
    parsed = source.read(templates.get(store, TEMPLATE).source)
    answers = defaults(parsed, filling) | drafting.answers(facts)
    return fill(parsed, filling, answers, drafting.parts(facts, markup.annexes_of(parsed.body)))


def make(store: Store, order: ConsolidationOrder, *, today: datetime.date, who: str) -> Document:
    """Keep the draft as a new document and return it; a closed period names it as its report."""
    from papidesk.workflow.documents import with_block_ids

    with store.joined():
        document = with_block_ids(draft(store, order, today=today))
        code = parse(order.period).code
        kept = stored.save(store, document, who=who, reason=f"consolidation: {code}")
        closed = consolidations.locked(store, order.duty, code)
        if closed is not None and not closed.document:
            consolidations.with_document(store, closed, kept.id)
    return kept


def parts_of(
    store: Store, answers: Mapping[str, str], *, today: datetime.date
) -> tuple[dict[str, ReportPart], dict[str, str]]:
    """Return the parts and answers a template is filled with, for the period in the answer "ky".

    Answers a person gave stay. Empty where no period was given.
    """
    from papidesk.drafting import consolidation as drafting

    try:
        period = parse(answers.get("ky", "")).code
    except BadPeriodError:
        return {}, {}
    order = ConsolidationOrder(duty=consolidation.default_duty(store, period), period=period)
    facts = gathered(store, order, today=today)
    found = drafting.answers(facts)
    return drafting.parts(facts), {
        name: text for name, text in found.items() if not answers.get(name)
    }
