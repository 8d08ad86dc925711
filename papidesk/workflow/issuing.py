"""Issuing a document: number, date, frozen snapshot, printed PDF and register entry in one step."""

from __future__ import annotations

import datetime

from papidesk import __version__
from papidesk.domain.document import Document
from papidesk.domain.issuing import check_order, issued, parse_number
from papidesk.domain.kinds import kind as kind_of
from papidesk.domain.office import series_for
from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import attachments, documents, offices, registers, snapshots, trash
from papidesk.storage.registers import RegisterEntry
from papidesk.storage.store import Store

# Kept in the register, which is printed in Vietnamese whatever the window speaks.
_WRITTEN_ON_PAPER = "Số ghi trên văn bản nhập vào"
_FIRST_ENTRY = "Bắt đầu dùng sổ trên máy từ số này"


class InTrashError(PapiDeskError):
    """A document that was deleted."""

    message = N_("“{title}” is in the trash. Bring it back first, then issue it.")


class ClockBehindError(PapiDeskError):
    """A clock that says a day before the last number was given."""

    message = N_(
        "The clock of this computer says {today}, but a number was given on {last} already. Set "
        "the clock right, then do it again."
    )


class Proposal(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a paper would be issued as: its own number and date where it has them."""

    number: int
    day: datetime.date
    series: str
    from_paper: bool = False


def proposal(store: Store, document: Document, *, today: datetime.date) -> Proposal:
    """Return number and day to offer for ``document``.

    A paper that came with a number and a date keeps them; else the next number of its series and
    today.
    """
    day = document.date.date or today
    series = series_for(offices.own(store), document.kind, day).id
    if document.number:
        number = parse_number(document.number)
        return Proposal(number=number, day=day, series=series, from_paper=True)
    return Proposal(number=registers.next_number(store, series, day.year), day=day, series=series)


def issue(
    store: Store,
    id: str,
    *,
    number: int | None = None,
    day: datetime.date | None = None,
    today: datetime.date,
    reason: str = "",
    who: str,
) -> Document:
    """Give a document its number and date, freeze and print it, enter it; return it as issued.

    All of it happens, or nothing. Raises what forbids it: it is issued already, something is
    missing, the number is taken or leaves a gap without ``reason``, the date is out of order.
    """
    with store.unit_of_work():
        document = documents.get(store, id)
        if documents.is_frozen(store, document):
            raise snapshots.AlreadyIssuedError(path=store.path, title=document.title)
        _may_be_issued(store, document, today)
        offered = proposal(store, document, today=today)
        day = day or offered.day
        series = series_for(offices.own(store), document.kind, day).id
        entry = _entry(store, document, offered, number=number, day=day, series=series,
                       reason=reason)  # fmt: skip
        before = registers.last_entry(store, series, day.year, before=entry.number or None)
        check_order(
            day,
            today=today,
            last_number=before.number if before else None,
            last_date=datetime.date.fromisoformat(before.date) if before else None,
        )
        issued(document, entry.number or 1, day)  # what is incomplete takes no number
        entered = registers.enter(store, entry, who=who)
        done = documents.save(store, issued(document, entered.number, day), who=who, reason="issue")
        _freeze(store, done, who=who)
    return done


def _may_be_issued(store: Store, document: Document, today: datetime.date) -> None:
    if trash.is_trashed(store, document.id):
        raise InTrashError(title=document.title)
    latest = registers.latest_date(store)
    if latest is not None and (last := datetime.date.fromisoformat(latest)) > today:
        raise ClockBehindError(today=f"{today:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")


def _entry(
    store: Store,
    document: Document,
    offered: Proposal,
    *,
    number: int | None,
    day: datetime.date,
    series: str,
    reason: str,
) -> RegisterEntry:
    wanted = number or (offered.number if offered.from_paper else 0)
    first = registers.last_entry(store, series, day.year) is None
    why = reason or (_WRITTEN_ON_PAPER if number is None and offered.from_paper else "")
    known = kind_of(document.kind) if document.kind else None
    title = f"{known.title} {document.abstract}".strip() if known else document.abstract
    return RegisterEntry(
        series=series,
        year=day.year,
        date=day.isoformat(),
        number=wanted,
        symbol=document.symbol,
        kind=document.kind,
        abstract=title,
        signer=document.signature.name,
        recipients="; ".join(document.recipients),
        gap_reason=why or (_FIRST_ENTRY if first and wanted > 1 else ""),
        document_id=document.id,
    )


def _freeze(store: Store, done: Document, *, who: str) -> None:
    from papidesk.workflow.papers import pdf

    printed = attachments.add_bytes(store, pdf(done), media_type="application/pdf")
    name = f"{done.number}-{done.symbol}.pdf".replace("/", "-")
    attachments.link(store, printed, done.id, name, role="issued")
    snapshots.add(store, done, printed.sha256, program=__version__, who=who)
