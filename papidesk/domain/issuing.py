"""The rules of giving a number and a date (NĐ 30/2020, Điều 15; Phụ lục I, mục II.3 and II.4)."""

from __future__ import annotations

import datetime
import re

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.kinds import kinds
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError, Term


class NotReadyError(PapiDeskError):
    """A document lacks what it must have before it is issued."""

    message = N_("This document cannot be issued yet: it has no {missing}. Fill that in first.")


class BadNumberError(PapiDeskError):
    """A number that papers cannot have."""

    message = N_("“{number}” is not a document number. Write digits only, for example 05 or 112.")


class BadDateError(PapiDeskError):
    """A day that does not exist or is not written year-month-day."""

    message = N_("“{text}” is not a day. Write it as 2024-06-20.")


class FutureDateError(PapiDeskError):
    """A paper dated after today."""

    message = N_("The date {date} lies in the future. Papers are dated on the day they are issued.")


class DateOrderError(PapiDeskError):
    """A number's date would go back behind that of the number before it."""

    message = N_(
        "The date {date} is earlier than {last_date}, the date of number {last_number}. "
        "Numbers and dates run in the same order."
    )


class DateAfterError(PapiDeskError):
    """A number's date would lie after that of the number that follows it."""

    message = N_(
        "The date {date} is later than {next_date}, the date of number {next_number}. "
        "Numbers and dates run in the same order."
    )


def number_text(number: int) -> str:
    """Return a number as printed: below 10 with a leading zero (Phụ lục I, II.3b)."""
    return f"{number:02}"


def parse_number(text: str) -> int:
    """Return the value of a printed number; raises :class:`BadNumberError`."""
    if not re.fullmatch(r"0*[1-9][0-9]{0,5}", text.strip()):
        raise BadNumberError(number=text[:20])
    return int(text)


def parse_date(text: str) -> datetime.date:
    """Return the day of an ISO text "2024-06-20"; raises :class:`BadDateError`."""
    written = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text.strip())
    if written is None:
        raise BadDateError(text=text[:40])
    try:
        return datetime.date(int(written[1]), int(written[2]), int(written[3]))
    except ValueError as error:
        raise BadDateError(text=text[:40]) from error


def missing_parts(document: Document) -> list[str]:
    """Return what a document must have to be issued and has not, as message ids.

    Minutes have no line of place and date; invitations and slips need no abstract (mẫu 1.7
    to 1.10).
    """
    missing = []
    known = kinds().get(document.kind)
    form = known.paper if known else ""
    if not document.kind:
        missing.append(N_("kind"))
    if not document.issuer:
        missing.append(N_("issuing office"))
    if not document.symbol:
        missing.append(N_("symbol"))
    if not document.place and form != "minutes":
        missing.append(N_("place"))
    if not document.abstract and form not in ("invitation", "introduction", "leave"):
        missing.append(N_("abstract"))
    if not document.blocks:
        missing.append(N_("text"))
    return missing


def issued(document: Document, number: int, day: datetime.date) -> Document:
    """Return ``document`` with its number and date, frozen; raises :class:`NotReadyError`."""
    missing = missing_parts(document)
    if missing:
        raise NotReadyError(missing=Term(missing[0]))
    return replace(document, number=number_text(number), date=IssueDate.of(day), state="issued")


def check_order(
    day: datetime.date,
    *,
    today: datetime.date,
    last_number: int | None = None,
    last_date: datetime.date | None = None,
    next_number: int | None = None,
    next_date: datetime.date | None = None,
) -> None:
    """Refuse a date in the future, before that of the number before, after that of the next.

    Raises :class:`FutureDateError`, :class:`DateOrderError`, :class:`DateAfterError`.
    """
    if day > today:
        raise FutureDateError(date=f"{day:%d/%m/%Y}")
    if last_date is not None and day < last_date:
        raise DateOrderError(
            date=f"{day:%d/%m/%Y}",
            last_date=f"{last_date:%d/%m/%Y}",
            last_number=number_text(last_number or 0),
        )
    if next_date is not None and day > next_date:
        raise DateAfterError(
            date=f"{day:%d/%m/%Y}",
            next_date=f"{next_date:%d/%m/%Y}",
            next_number=number_text(next_number or 0),
        )
