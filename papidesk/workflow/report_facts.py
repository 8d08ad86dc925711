"""What a report is written from, gathered: figures, plans, tasks, evidence, corrections."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

from papidesk.domain import duty_terms as windows
from papidesk.domain import figure_text
from papidesk.domain.citing import document_basis
from papidesk.domain.document import FROZEN_STATES, Document
from papidesk.domain.figures import FigureRef
from papidesk.domain.filters import ActivityFilter, FigureQuery, TaskFilter
from papidesk.domain.periods import Period, parse
from papidesk.domain.record import Record, replace
from papidesk.domain.report_duty import ReportDuty
from papidesk.domain.report_facts import (
    ChannelShare,
    CorrectionFact,
    EvidenceFact,
    Example,
    ReportFacts,
    ReportLine,
    TaskFact,
)
from papidesk.domain.task import Task, TaskState
from papidesk.drafting.report_words import unlike
from papidesk.storage import activity_figures as stored
from papidesk.storage import activity_listing, documents, evidence, listing
from papidesk.storage.listing import DocumentFilter
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow import catalogues, closings, duty_terms, figures, tasks
from papidesk.workflow.figures import FigureLine

_EXAMPLES, _LOOKED_AT, _OTHERS = 5, 200, 5
_CHARTED = 2
_FEW = 6  # entries: fewer need no chart
_SHARED_WORDS = 4
_ACRONYM = re.compile(r"\b[A-ZĐ]{3,}\b")


class ReportOrder(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which report is wanted: of a duty (a code, "" for none) and a period.

    ``since`` and ``until`` are days chosen instead of the duty's window, ``rounded`` None is as
    the duty says. ``annexes`` names the annexes wanted, empty for all that have content
    (:data:`papidesk.drafting.report_parts.ANNEXES`). ``signer`` is an id of the office's.
    """

    duty: str = ""
    period: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    rounded: bool | None = None
    charts: bool = True
    annexes: tuple[str, ...] = ()
    signer: str = ""


class _Asked(Record, frozen=True, kw_only=True):
    """What is asked of the log, worked out once."""

    order: ReportOrder
    period: Period
    duty: ReportDuty | None
    query: FigureQuery
    day: datetime.date


def asked_of(store: Store, order: ReportOrder) -> tuple[ReportDuty | None, FigureQuery]:
    """Return the duty of an order, and what its figures are asked for.

    Raises :class:`~papidesk.domain.periods.BadPeriodError`, UnknownDutyError.
    """
    duty = catalogues.report_duty(store, order.duty) if order.duty else None
    query = duty_terms.query_of(duty, parse(order.period))
    since, until = order.since or query.since, order.until or query.until
    return duty, replace(query, since=min(since, until), until=max(since, until))


def gathered(store: Store, order: ReportOrder, *, today: datetime.date) -> ReportFacts:
    """Return everything the draft of a report is written from; raises as :func:`asked_of`."""
    duty, query = asked_of(store, order)
    day = min(today, query.until) if today >= query.since else query.until
    asked = _Asked(order=order, period=parse(order.period), duty=duty, query=query, day=day)
    rows = _tasks(store, asked)
    chosen = _chosen(asked)
    return ReportFacts(
        period=asked.period,
        since=query.since,
        until=day,
        subject=(duty.subject or duty.name) if duty else "",
        recipients=_recipients(duty),
        rounded=order.rounded if order.rounded is not None else bool(duty and duty.rounded),
        cut=windows.cut_day(duty) if duty else 0,
        charts=order.charts,
        annexes=order.annexes,
        plans=_plans(store, asked, [task for task, _ in rows]),
        lines=_lines(store, asked),
        others=_others(store, chosen),
        topics=_topics(store, asked),
        entries=activity_listing.count(store, chosen),
        tasks=tuple(fact for _, fact in rows),
        evidence=_evidence(store, chosen),
        corrections=_corrections(store, duty),
    )


def evidence_gap(store: Store, order: ReportOrder) -> tuple[int, int]:
    """Return how many entries an order's window has without evidence, and how many in all."""
    duty, query = asked_of(store, order)
    chosen = _chosen(
        _Asked(order=order, period=parse(order.period), duty=duty, query=query, day=query.until)
    )
    bare = replace(chosen, missing=("evidence",))
    return activity_listing.count(store, bare), activity_listing.count(store, chosen)


def _recipients(duty: ReportDuty | None) -> tuple[str, ...]:
    given = re.split(r"[;\n]", duty.recipient) if duty else []
    return tuple(" ".join(each.split()) for each in given if each.strip())


def _chosen(asked: _Asked) -> ActivityFilter:
    query = asked.query
    return ActivityFilter(
        since=query.since,
        until=query.until,
        channels=query.channels,
        dimensions=query.dimensions,
    )


# ---- figures -----------------------------------------------------------------------------------


def _lines(store: Store, asked: _Asked) -> tuple[ReportLine, ...]:
    codes = [each.code for each in figures.wanted(store, asked.duty, asked.query.until)]
    rows = figures.table(store, asked.query, codes=codes)
    if asked.duty is None or not asked.duty.counters:
        # What a duty names is told whatever it is: nought is an answer.
        rows = [row for row in rows if _worth_telling(row)]
    groups = list(dict.fromkeys(row.counter.group for row in rows))
    rows.sort(key=lambda row: groups.index(row.counter.group))  # each group stands once
    shares = _shares(store, asked, [row.counter.code for row in rows])
    charted = _charted(rows) if asked.order.charts else set()
    return tuple(_line(store, asked, row, shares, row.counter.code in charted) for row in rows)


def _worth_telling(row: FigureLine) -> bool:
    """Tell whether a line says anything: an entry now or last year, or a target."""
    before = row.last_year.value if row.last_year else None
    return bool(row.figure.entries or before or row.target)


def _charted(rows: Sequence[FigureLine]) -> set[str]:
    """Return the counters a chart of months helps with: those with targets and many entries."""
    fit = [row for row in rows if row.figure.entries >= _FEW and row.counter.adds_up == "sum"]
    fit = [row for row in fit if not row.counter.cost and not row.counter.people_of]
    fit.sort(key=lambda row: (row.target is None, -row.figure.entries))
    return {row.counter.code for row in fit[:_CHARTED]}


def _line(
    store: Store,
    asked: _Asked,
    row: FigureLine,
    shares: dict[str, tuple[ChannelShare, ...]],
    charted: bool,
) -> ReportLine:
    code = row.counter.code
    months: tuple[Decimal | None, ...] = ()
    if charted and asked.period.kind != "month":
        months = tuple(figures.figure(store, code, query).value for query in _months(asked))
    return ReportLine(
        counter=row.counter,
        ref=_ref(asked, code),
        figure=row.figure,
        previous=row.previous.value if row.previous else None,
        last_year=row.last_year.value if row.last_year else None,
        target=row.target,
        so_far=row.so_far.value if row.so_far else None,
        channels=shares.get(code, ()),
        examples=_examples(store, asked, code) if row.figure.entries and _named(code) else (),
        months=months,
    )


def _named(code: str) -> bool:
    """Tell whether a report names the entries of a counter."""
    from papidesk.drafting.report_phrases import phrases

    phrase = phrases().phrase.get(code)
    return phrase is not None and phrase.names


def _ref(asked: _Asked, code: str) -> FigureRef:
    own = windows.window_of(asked.duty, asked.period)
    return FigureRef(
        counter=code,
        period=asked.period.code,
        duty=asked.duty.code if asked.duty else "",
        since=asked.query.since if asked.query.since != own[0] else None,
        until=asked.query.until if asked.query.until != own[1] else None,
    )


def _months(asked: _Asked) -> list[FigureQuery]:
    first, last = asked.period.months
    year = asked.period.year
    return [
        duty_terms.query_of(asked.duty, Period(year=year, kind="month", index=month))
        for month in range(first, last + 1)
    ]


def _shares(
    store: Store, asked: _Asked, codes: Sequence[str]
) -> dict[str, tuple[ChannelShare, ...]]:
    names = {each.code: each.name for each in catalogues.channels(store)}
    found = {}
    by_counter = stored.by_channel(store, codes, asked.query) if codes else {}
    for code, channels in by_counter.items():
        named = [each for each in names if channels.get(each)]
        found[code] = tuple(
            ChannelShare(
                name=names[each],
                ref=replace(_ref(asked, code), channels=(each,)),
                value=channels[each],
            )
            for each in named
        )
    return found


def _examples(store: Store, asked: _Asked, code: str) -> tuple[Example, ...]:
    """Return the entries worth naming, by day: those that reached most people."""
    ids = figures.entries(store, code, asked.query)[:_LOOKED_AT]
    found = [row.activity for row in activity_listing.by_ids(store, ids)]
    found.sort(key=lambda each: (-(each.people or 0), each.date, each.id))
    named = sorted(found[:_EXAMPLES], key=lambda each: (each.date, each.id))
    return tuple(_example(each.date, each.title, each.place, each.people) for each in named)


def _example(day: datetime.date, title: str, place: str, people: int | None) -> Example:
    return Example(day=day, title=title, place=place, people=people)


def _others(store: Store, chosen: ActivityFilter) -> tuple[Example, ...]:
    """Return entries that bring no figure: they are told of by their titles."""
    bare = replace(chosen, missing=("counter",))
    rows = activity_listing.rows(store, bare, descending=False, limit=_LOOKED_AT)
    found = [
        _example(row.activity.date, row.activity.title, row.activity.place, row.activity.people)
        for row in rows
    ]
    return tuple(unlike(found, lambda each: each.title)[:_OTHERS])


def _topics(store: Store, asked: _Asked) -> tuple[str, ...]:
    served = stored.dimensions(store, asked.query)
    known = {each.code: each.name for each in catalogues.dimensions(store, asked.period.year)}
    most = sorted((code for code in served if code in known), key=lambda code: -served[code])
    return tuple(known[code] for code in most)


# ---- plans and tasks ---------------------------------------------------------------------------


def _tasks(store: Store, asked: _Asked) -> list[tuple[Task, TaskFact]]:
    wanted = TaskFilter(year=asked.period.year, dimensions=asked.query.dimensions)
    rows = tasks.listing(store, wanted, today=asked.day)
    found = []
    for row in rows:
        task = row.task
        if task.superseded_by:
            continue
        done_later = task.state == "done" and task.done_on is not None and task.done_on > asked.day
        # What has entries has begun, whatever the state says.
        begun = task.state == "open" and row.entries > 0
        state: TaskState = "doing" if done_later or begun else task.state
        late = done_later and task.due is not None and task.due < asked.day
        fact = TaskFact(
            text=task.text,
            lead=task.lead,
            when=_when(task),
            product=task.product,
            percent=None if done_later else row.percent,
            state=state,
            timing="overdue" if late else row.timing,
            standing=task.standing,
            due=task.due,
            next_due=row.next_due,
            reason=task.stop_reason or task.note,
            dimension=task.dimensions[0] if task.dimensions else "",
        )
        found.append((task, fact))
    return found


def _when(task: Task) -> str:
    if task.time_text:
        return task.time_text
    if task.standing:
        return "Thường xuyên"
    if task.recurring is not None:
        from papidesk.domain.recurring import text

        return text(task.recurring)
    return f"Trước ngày {figure_text.day(task.due)}" if task.due else ""


def _plans(store: Store, asked: _Asked, given: Sequence[Task]) -> tuple[str, ...]:
    """Return how the plans of the year are cited: those of the tasks, else those that fit."""
    ids = list(dict.fromkeys(task.plan for task in given if task.plan))
    found = [documents.get(store, row.id) for row in listing.by_ids(store, ids)] if ids else []
    found = [each for each in found if each.state != "cancelled"]
    found = [each for each in found if each.state in FROZEN_STATES] or found
    if not found:
        found = _fitting_plans(store, asked)
    return tuple(document_basis(each) for each in found)


def _fitting_plans(store: Store, asked: _Asked) -> list[Document]:
    """Return plans of the year that are out and speak of what the report is about."""
    chosen = DocumentFilter(kinds=("KH",), years=(asked.period.year,))
    subject = (asked.duty.subject or asked.duty.name) if asked.duty else ""
    found = []
    for row in listing.rows(store, chosen, sort="date", descending=False):
        document = documents.get(store, row.id)
        if document.frozen and document.state != "cancelled" and _fits(document.abstract, subject):
            found.append(document)
    return found[:2]


def _fits(abstract: str, subject: str) -> bool:
    if set(_ACRONYM.findall(abstract)) & set(_ACRONYM.findall(subject)):
        return True
    shared = set(re.findall(r"\w{3,}", fold(abstract))) & set(re.findall(r"\w{3,}", fold(subject)))
    return len(shared) >= _SHARED_WORDS


# ---- evidence and corrections ------------------------------------------------------------------


def _evidence(store: Store, chosen: ActivityFilter) -> tuple[EvidenceFact, ...]:
    ids = activity_listing.ids(store, chosen, descending=False)
    found = evidence.of_many(store, "activity", ids)
    owners = list(dict.fromkeys(each.owner_id for each in found))
    known = {row.activity.id: row.activity for row in activity_listing.by_ids(store, owners)}
    return tuple(
        EvidenceFact(
            day=known[each.owner_id].date,
            title=known[each.owner_id].title,
            name=each.name,
            sha256=each.sha256,
            where=each.url or ("Văn bản trong hệ thống" if each.document else ""),
        )
        for each in found
        if each.owner_id in known
    )


def _corrections(store: Store, duty: ReportDuty | None) -> tuple[CorrectionFact, ...]:
    """Return what was corrected since the last report of the duty, and closed by hand."""
    by_id = {each.id: each for each in closings.every(store)}
    known = {info.code: info for info in figures.counters(store)}
    found = []
    for one in closings.corrections(store, unreported=True):
        closing = by_id.get(one.closing)
        if closing is None or closing.duty not in ("", duty.code if duty else ""):
            continue
        span = f"{figure_text.day(closing.since)} - {figure_text.day(closing.until)}"
        reported = parse(closing.period).label if closing.period else span
        for change in one.changes:
            info = known.get(change.counter)
            found.append(
                CorrectionFact(
                    reported=reported[:1].upper() + reported[1:],
                    name=info.name if info else change.counter,
                    unit=info.unit if info else "",
                    before=change.before,
                    after=change.after,
                    day=one.day,
                    title=one.title,
                    reason=one.reason,
                )
            )
    return tuple(found)
