"""Issuing a document: number, date, frozen snapshot, printed PDF and register entry in one step."""

from __future__ import annotations

import datetime

from papidesk import __version__
from papidesk.domain.cleaning import cleaned
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.issuing import check_order, issued, number_text, parse_number
from papidesk.domain.kinds import kind as kind_of
from papidesk.domain.life import after
from papidesk.domain.office import series_for
from papidesk.domain.office_history import as_of
from papidesk.domain.record import Record, replace
from papidesk.domain.register_book import copy_holder
from papidesk.domain.wording import lowered
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import attachments, documents, links, offices, registers, snapshots
from papidesk.storage.registers import RegisterEntry
from papidesk.storage.store import Store
from papidesk.workflow import glossary, life, report_closing
from papidesk.workflow.checks import Checked, check_document
from papidesk.workflow.life import InTrashError

__all__ = [
    "ClockBehindError", "ErrorsFoundError", "InTrashError", "Proposal", "came_numbered", "issue",
    "last_check", "proposal", "refreshed",
]  # fmt: skip

# Kept in the register, which is printed in Vietnamese whatever the window speaks.
_WRITTEN_ON_PAPER = "Số ghi trên văn bản nhập vào"
_OTHER_SERIES = "Số trước đó đã cấp ở sổ khác trong năm"
_FIRST_ENTRY = "Bắt đầu dùng sổ trên máy từ số này"


class ClockBehindError(PapiDeskError):
    """A clock that says a day before the last number was given."""

    message = N_(
        "The clock of this computer says {today}, but a number was given on {last} already. Set "
        "the clock right, then do it again."
    )


class ErrorsFoundError(PapiDeskError):
    """A paper the last check found errors in, and nobody took the responsibility for them."""

    message = N_(
        "The last check found errors ({count}), the first: {first} Mend them, or issue it all the "
        "same with a reason that stays on record."
    )


class Proposal(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a paper would be issued as: its own number and date where it has them.

    ``elsewhere`` says that another series of the year gave the next number to the same symbol.
    ``series_name`` is what people call the series, "" where each kind counts on its own;
    ``last_number`` and ``last_day`` are those of the number before, 0 and None in a new year.
    """

    number: int
    day: datetime.date
    series: str
    from_paper: bool = False
    elsewhere: bool = False
    series_name: str = ""
    last_number: int = 0
    last_day: datetime.date | None = None


class _Order(Record, frozen=True, kw_only=True):
    number: int | None
    day: datetime.date | None
    today: datetime.date
    reason: str
    override: str
    who: str


def proposal(
    store: Store, document: Document, *, today: datetime.date, day: datetime.date | None = None
) -> Proposal:
    """Return number and day to offer for ``document``.

    A paper that came with a number and a date keeps them; else the next number of its series in
    the year of ``day`` (what it has, else today).
    """
    day = day or document.date.date or today
    series = series_for(offices.own(store), document.kind, day)
    last = registers.last_entry(store, series.id, day.year)
    free = last.number + 1 if last else series.first_number(day.year)
    elsewhere = registers.with_symbol(store, day.year, document.symbol, free) is not None
    if elsewhere:
        free = max(free, registers.free_with_symbol(store, day.year, document.symbol))
    number = parse_number(document.number) if document.number else free
    return Proposal(
        number=number,
        day=day,
        series=series.id,
        from_paper=bool(document.number),
        elsewhere=elsewhere and not document.number,
        series_name=series.name,
        last_number=last.number if last else 0,
        last_day=datetime.date.fromisoformat(last.date) if last else None,
    )


def last_check(
    store: Store,
    id: str,
    *,
    number: int | None = None,
    day: datetime.date | None = None,
    today: datetime.date,
) -> Checked:
    """Return what the rules say of a document as it would be issued; nothing is changed.

    Its errors stop :func:`issue`. Judged as issued: with number, date and the figures of today.
    """
    document = refreshed(store, documents.get(store, id))
    offered = proposal(store, document, today=today, day=day)
    return _checked(store, document, number or offered.number, offered.day, today)


def refreshed(store: Store, document: Document) -> Document:
    """Return ``document`` with its live fields showing what the registers say today."""
    from papidesk.workflow import figures

    return figures.refreshed(store, document)


def issue(
    store: Store,
    id: str,
    *,
    number: int | None = None,
    day: datetime.date | None = None,
    today: datetime.date,
    reason: str = "",
    override: str = "",
    who: str,
) -> Document:
    """Give a document its number and date, freeze and print it, enter it; return it as issued.

    All of it happens, or nothing: live fields are refreshed and frozen, the last check is run,
    the snapshot and its PDF are kept, the act is recorded, what the document replaces is
    superseded, and the window of the report it is, if it is one, is closed. Raises what forbids
    it: it is issued already, something is missing, the number is taken or leaves a gap without
    ``reason``, the date is out of order, the last check finds errors (:class:`ErrorsFoundError`)
    and nobody gives a reason to ``override`` it. A paper that came with number and date of its
    own is entered as it is.
    """
    order = cleaned(
        _Order(number=number, day=day, today=today, reason=reason, override=override, who=who)
    )
    with store.unit_of_work():
        document = documents.get(store, id)
        if documents.is_frozen(store, document):
            raise snapshots.AlreadyIssuedError(path=store.path, title=document.title)
        document = life.open_for(store, id, "issue")
        after("issue", document.state, title=document.title)
        _check_clock(store, today)
        fresh = refreshed(store, document)
        entry = _entry(store, fresh, order)
        ready = issued(fresh, entry.number, _day(entry))  # what is incomplete takes no number
        errors = _errors(store, fresh, entry, today)
        if errors and not override.strip() and not came_numbered(store, document):
            raise ErrorsFoundError(count=len(errors), first=errors[0])
        entered = registers.enter(store, entry, who=who)
        ready = issued(fresh, entered.number, _day(entry))
        done = _recorded(store, document, ready, order, errors)
        _freeze(store, done, who=who)
        _supersede_replaced(store, done, who=who)
        _answer_linked(store, done, order)
        report_closing.issued(store, done, who=who)
    return done


def _check_clock(store: Store, today: datetime.date) -> None:
    latest = registers.latest_date(store)
    if latest is not None and (last := datetime.date.fromisoformat(latest)) > today:
        raise ClockBehindError(today=f"{today:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")


def _entry(store: Store, document: Document, order: _Order) -> RegisterEntry:
    """Return the line of the register the document would get; raises what its date forbids."""
    offered = proposal(store, document, today=order.today, day=order.day)
    wanted = order.number or offered.number
    parse_number(str(wanted))  # what is printed can be read again
    before = registers.last_entry(store, offered.series, offered.day.year, before=wanted)
    following = registers.following_entry(store, offered.series, offered.day.year, wanted)
    check_order(
        offered.day,
        today=order.today,
        last_number=before.number if before else None,
        last_date=_day(before) if before else None,
        next_number=following.number if following else None,
        next_date=_day(following) if following else None,
    )
    own = _WRITTEN_ON_PAPER if order.number is None and offered.from_paper else ""
    first = _FIRST_ENTRY if not offered.last_number and wanted > 1 else ""
    other = _OTHER_SERIES if offered.elsewhere and wanted == offered.number else ""
    known = kind_of(document.kind) if document.kind else None
    title = f"{known.title} {lowered(document.abstract)}".strip() if known else document.abstract
    return RegisterEntry(
        series=offered.series,
        year=offered.day.year,
        date=offered.day.isoformat(),
        number=wanted,
        symbol=document.symbol,
        kind=document.kind,
        abstract=title,
        signer=document.signature.name,
        recipients="; ".join(document.recipients),
        copy_holder=copy_holder(document.recipients),
        copies=document.filing.copies or 1,
        gap_reason=order.reason.strip() or own or first or other,
        document_id=document.id,
    )


def _day(entry: RegisterEntry) -> datetime.date:
    return datetime.date.fromisoformat(entry.date)


def _checked(
    store: Store, document: Document, number: int, day: datetime.date, today: datetime.date
) -> Checked:
    numbered = replace(document, number=number_text(number), date=IssueDate.of(day))
    office = as_of(offices.own(store), day)
    return check_document(numbered, office, today=today, judging=glossary.judging(store))


def _errors(
    store: Store, document: Document, entry: RegisterEntry, today: datetime.date
) -> list[str]:
    report = _checked(store, document, entry.number, _day(entry), today).report
    return [found.sentence() for found in report.findings if found.severity == "error"]


def came_numbered(store: Store, document: Document) -> bool:
    """Tell whether a paper came with the number and date it has: written elsewhere, and out.

    The last check does not stop such a paper.
    """
    if not document.number or document.date.date is None:
        return False
    first = documents.get(store, document.id, 1)
    return first.number == document.number and first.date == document.date


def _recorded(
    store: Store, before: Document, ready: Document, order: _Order, errors: list[str]
) -> Document:
    override = order.override.strip() if errors else ""
    detail = f"{ready.number}/{ready.symbol}"
    if override:
        detail = f"{detail}; {len(errors)}: {override}"
    return life.record(
        store, before, "issue", becomes=ready, reason=override, detail=detail, who=order.who
    )


def _supersede_replaced(store: Store, done: Document, *, who: str) -> None:
    for link in links.of_document(store, done.id):
        if link.role != "replaces" or link.incoming:
            continue
        try:
            old = documents.get(store, link.target_id)
        except documents.UnknownDocumentError:
            continue
        if "supersede" in life.possible(store, old):
            life.supersede(store, old.id, done.id, who=who)


def _answer_linked(store: Store, done: Document, order: _Order) -> None:
    from papidesk.workflow import incoming

    incoming.answered_by(store, done, today=order.today, who=order.who)


def _freeze(store: Store, done: Document, *, who: str) -> None:
    from papidesk.workflow.papers import pdf

    printed = attachments.add_bytes(store, pdf(done), media_type="application/pdf")
    name = f"{done.number}-{done.symbol}.pdf".replace("/", "-")
    attachments.link(store, printed, done.id, name, role="issued")
    snapshots.add(store, done, printed.sha256, program=__version__, who=who)
