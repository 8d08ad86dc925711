"""What a unit sent, to be looked at here: its paper, its log entries, the evidence of these."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from papidesk.domain.consolidation import UnitReport
from papidesk.domain.document import Document
from papidesk.domain.ids import new_id
from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import audit, received_records, unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import consolidation_locks, duty_terms, sent_history, unit_board, units

__all__ = [
    "NoPaperError", "ReceivedEntry", "ReportMovedOnError", "ToldFigure", "UnitPaper", "content",
    "entries", "evidence_names", "figures", "paper", "periods", "take_back",
]  # fmt: skip


class NoPaperError(PapiDeskError):
    """A report that came as figures only."""

    message = N_(
        "No paper came with this report: the unit sent figures and log entries only. Return the "
        "report to ask for the paper."
    )


class ReportMovedOnError(PapiDeskError):
    """A report that came again, or was decided on anew, since somebody looked at it."""

    message = N_(
        "The report of “{name}” has changed since: it came again, or something else was decided. "
        "Nothing was changed; look at it as it stands now."
    )


class UnitPaper(Record, frozen=True, kw_only=True):
    """A paper as a unit sent it: its text, and the issued PDF's hash where that came too."""

    document: Document
    title: str
    pdf: str = ""
    files: tuple[str, ...] = ()


class ToldFigure(Record, frozen=True, kw_only=True):
    """A figure as a unit's report tells it."""

    counter: str
    name: str
    unit: str
    value: Decimal | None


class ReceivedEntry(Record, frozen=True, kw_only=True):
    """A log entry of a unit; ``evidence`` are the names of what proves it."""

    id: str
    day: str
    title: str
    evidence: tuple[str, ...] = ()


def paper(store: Store, report: UnitReport) -> UnitPaper:
    """Return the paper that is a unit's report; raises :class:`NoPaperError`."""
    from papidesk.bundles import record_kinds
    from papidesk.storage import attachments

    found = None
    if report.document:
        found = received_records.get(store, report.unit, "document", report.document)
    if found is None:
        raise NoPaperError
    told = record_kinds.paper_of(found.record)
    pdf = told.pdf.sha256 if told.pdf is not None else ""
    if pdf and attachments.problem_of(store, pdf) is not None:
        pdf = ""  # left out of the bundle, or damaged since: the text is there
    return UnitPaper(
        document=record_kinds.to_domain(found.record),
        title=found.title,
        pdf=pdf,
        files=tuple(one.name for one in told.files),
    )


def content(store: Store, found: UnitPaper) -> bytes:
    """Return the pages of a unit's paper: the PDF it issued, else its text set here."""
    from papidesk.storage import attachments
    from papidesk.workflow import papers

    return attachments.read(store, found.pdf) if found.pdf else papers.pdf(found.document)


def entries(store: Store, unit: str, duty: str, period: str) -> list[ReceivedEntry]:
    """Return the log entries of a unit within the window of a duty and period, by day."""
    known = unit_board.find_duty(store, duty)
    since = until = ""
    if known is not None:
        term = duty_terms.of_period(store, known, period)
        since, until = term.since.isoformat(), term.until.isoformat()
    rows = list(received_records.every(store, unit, "activity", since=since, until=until))
    names = evidence_names(store, unit, [row.record.id for row in rows])
    return [
        ReceivedEntry(
            id=row.record.id,
            day=row.day,
            title=str(row.record.fields.get("title") or row.title),
            evidence=names.get(row.record.id, ()),
        )
        for row in rows
    ]


def evidence_names(store: Store, unit: str, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the names of the evidence a unit sent of its log entries, by the entry's id."""
    wanted = set(ids)
    found: dict[str, list[str]] = {}
    for row in received_records.every(store, unit, "evidence") if wanted else ():
        owner = str(row.record.fields.get("owner_id", ""))
        if owner in wanted:
            found.setdefault(owner, []).append(str(row.record.fields.get("name") or row.title))
    return {owner: tuple(names) for owner, names in found.items()}


def figures(store: Store, unit: str, duty: str, period: str) -> list[ToldFigure]:
    """Return the figures of a unit's report, in its order; none where it sent none."""
    from papidesk.storage import unit_figures
    from papidesk.workflow import consolidation

    told = unit_figures.of_unit(store, unit, duty, period)
    known = consolidation.counters_of(store)
    found = []
    for one in told.figures if told is not None else ():
        counter = known.get(one.counter)
        found.append(
            ToldFigure(
                counter=one.counter,
                name=counter.name if counter else one.name or one.counter,
                unit=counter.unit if counter else one.unit_name,
                value=one.value,
            )
        )
    return found


def periods(store: Store) -> list[tuple[str, str]]:
    """Return the (duty, period) pairs units reported, the latest period first."""
    return unit_reports.periods(store)


def take_back(
    store: Store, before: Iterable[UnitReport], *, who: str, after: Iterable[UnitReport] = ()
) -> None:
    """Let reports stand again as they did ``before`` a decision, or a day that was noted.

    ``after`` is how they stood then: what that decision was sent in is withdrawn. Raises
    :class:`ReportMovedOnError` where something else came of one since, AlreadyOutError where the
    decision has left the house, and what a closed period is refused with; nothing is changed then.
    """
    kept = list(before)
    made = {(one.unit, one.duty, one.period): one for one in after}
    known = {one.decision for one in kept}
    sent = [one.decision for one in made.values() if one.decision and one.decision not in known]
    with store.joined():
        for report in kept:
            key = (report.unit, report.duty, report.period)
            consolidation_locks.must_be_open(store, report.duty, report.period)
            if key in made and unit_reports.get(store, *key) != made[key]:
                raise ReportMovedOnError(name=units.tree(store).name(report.unit))
            unit_reports.put(store, report)
            audit.add(
                store, "unit_report.undone", who=who, subject=report.bundle or new_id(),
                detail=" ".join(key),
            )  # fmt: skip
        files = sent_history.entries_removed(store, sent, who=who)
    for path in files:
        path.unlink(missing_ok=True)
