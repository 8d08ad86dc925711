"""What the entry of an incoming paper must have, and which of its days can be."""

from __future__ import annotations

import datetime

from papidesk.domain.incoming import Incoming
from papidesk.domain.issuing import BadNumberError
from papidesk.errors import N_, PapiDeskError, Term

HIGHEST_NUMBER = 999_999  # as outgoing papers
AUTHOR_LIMIT, ABSTRACT_LIMIT = 200, 500  # NĐ 30/2020, Phụ lục VI


class IncompleteError(PapiDeskError):
    """An entry without what every entry has."""

    message = N_("This paper has no {missing} yet. Fill that in first.")


class TooLongError(PapiDeskError):
    """A text longer than its field in Phụ lục VI."""

    message = N_(
        "The {field} has {length} characters; the register takes {limit} at most (NĐ 30/2020, "
        "Phụ lục VI). Shorten it."
    )


class ArrivalInFutureError(PapiDeskError):
    """A paper that would arrive after today."""

    message = N_("The day of arrival {day} lies in the future. Enter the day the paper came.")


class DatedAfterArrivalError(PapiDeskError):
    """A paper that is dated after it arrived."""

    message = N_(
        "The paper is dated {dated}, after the day it arrived ({arrived}). Put one of them right."
    )


class DeadlineBeforeArrivalError(PapiDeskError):
    """A deadline before the paper came."""

    message = N_(
        "The deadline {deadline} lies before the day of arrival ({arrived}). Put one of them right."
    )


class OtherYearError(PapiDeskError):
    """A day of arrival outside the year whose number the paper has."""

    message = N_(
        "Number {number} is of the register of {year}: the day of arrival must lie in that year. "
        "If the paper came in another one, cancel the number and enter it anew."
    )


def check(paper: Incoming, *, today: datetime.date) -> None:
    """Refuse an entry that lacks author or abstract, is too long, or whose days cannot be."""
    for text, name, limit in (
        (paper.author, N_("author"), AUTHOR_LIMIT),
        (paper.abstract, N_("abstract"), ABSTRACT_LIMIT),
    ):
        if not text.strip():
            raise IncompleteError(missing=Term(name))
        if len(text) > limit:
            raise TooLongError(field=Term(name), length=len(text), limit=limit)
    if not 0 <= paper.arrival_number <= HIGHEST_NUMBER:
        raise BadNumberError(number=paper.arrival_number)
    if paper.arrived_on > today:
        raise ArrivalInFutureError(day=f"{paper.arrived_on:%d/%m/%Y}")
    arrived = f"{paper.arrived_on:%d/%m/%Y}"
    if paper.dated is not None and paper.dated > paper.arrived_on:
        raise DatedAfterArrivalError(dated=f"{paper.dated:%d/%m/%Y}", arrived=arrived)
    if paper.deadline is not None and paper.deadline < paper.arrived_on:
        raise DeadlineBeforeArrivalError(deadline=f"{paper.deadline:%d/%m/%Y}", arrived=arrived)
