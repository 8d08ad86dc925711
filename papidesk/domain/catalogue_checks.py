"""What an entry of a catalogue must be to be kept: each refusal says which field and what to do."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterable, Mapping
from typing import ClassVar

from papidesk.domain.activity import QUANTITY_LIMIT
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.periods import COUNT
from papidesk.domain.record import Validity
from papidesk.domain.report_duty import DayOfYear, ReportDuty, Term
from papidesk.errors import N_, PapiDeskError
from papidesk.text.fold import fold

CODE_LIMIT = 60
NAME_LIMIT = 300
UNIT_LIMIT = 40
DECIMALS_LIMIT = 3  # quantities are kept in thousandths
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_WINDOW = datetime.timedelta(days=400)
_SOME_YEAR = 2024  # a leap year: 29/02 is a day


class CatalogueEntryError(PapiDeskError):
    """An entry that cannot be kept; ``field`` is the field at fault."""

    field: ClassVar[str] = ""


class EntryCodeError(CatalogueEntryError):
    """A code with other signs than small letters, digits and hyphens."""

    field = "code"
    message = N_(
        "“{code}” is not a code: write 1 to {limit} small letters without dấu, digits and hyphens, "
        "for example “tin-bai”."
    )


class EntryNameError(CatalogueEntryError):
    """An empty or endless name."""

    field = "name"
    message = N_("Give it a name of 1 to {limit} characters.")


class EntryUnitError(CatalogueEntryError):
    """A counter without a unit, or with an endless one."""

    field = "unit"
    message = N_("Say the unit it is counted in, at most {limit} characters, for example “buổi”.")


class EntryValidityError(CatalogueEntryError):
    """A validity that ends before it begins."""

    field = "until"
    message = N_(
        "“{name}” would end on {until}, before it begins on {since}. Correct one of the two days."
    )


class UsedCounterError(CatalogueEntryError):
    """A counter that entries count by, about to be made of two others."""

    field = "adds_up"
    message = N_(
        "Entries of the log count by “{name}”: as a ratio it would lose them. Add the ratio as a "
        "new counter instead."
    )


class NeededAsSumError(CatalogueEntryError):
    """A part of a ratio, about to be no sum any more."""

    field = "adds_up"
    message = N_(
        "“{ratio}” is a ratio of “{name}” to another: both must add up as a sum. Change the ratio "
        "first."
    )


class RatioPartsError(CatalogueEntryError):
    """A ratio without two counters that sum."""

    field = "numerator"
    message = N_(
        "A ratio needs two different counters that add up as a sum: the one counted and the whole."
    )


class PeopleOfError(CatalogueEntryError):
    """A counter that sums the people of counters nobody knows, or does not sum."""

    field = "people_of"
    message = N_(
        "Only a counter that adds up as a sum can count people reached or cost, and not both; "
        "“{code}” must be a counter of the catalogue."
    )


class BoundsError(CatalogueEntryError):
    """Bounds that leave nothing, or lie below zero."""

    field = "most"
    message = N_(
        "The bounds leave no room: the least must be 0 or more and not above the most, and the "
        "most not above {limit}."
    )


class DecimalsError(CatalogueEntryError):
    """More places after the comma than quantities are kept with."""

    field = "decimals"
    message = N_("A counter has 0 to {limit} places after the comma.")


class NoTermsError(CatalogueEntryError):
    """A duty without any report."""

    field = "terms"
    message = N_("A report duty needs at least one period with its window and due day.")


class TermDayError(CatalogueEntryError):
    """A term with a day that no year has."""

    field = "terms"
    message = N_("There is no day {day:02}/{month:02}. Correct the days of the period.")


class TermIndexError(CatalogueEntryError):
    """A third half-year, a fifth quarter."""

    field = "terms"
    message = N_("There is no period number {index}: a year has {count} of this kind.")


class TermWindowError(CatalogueEntryError):
    """A window that ends before it begins, or longer than a year; or is due before it ends."""

    field = "terms"
    message = N_(
        "The window {since} – {until}, due on {due}, cannot be: it must end after it begins, cover "
        "a year at most, and be due after its first day."
    )


class TermTwiceError(CatalogueEntryError):
    """Two terms of one duty for the same period."""

    field = "terms"
    message = N_("The same period stands twice. Remove one of the two.")


class UnknownWantedError(CatalogueEntryError):
    """A duty that wants figures of a counter nobody knows."""

    field = "counters"
    message = N_("There is no counter “{code}”. Choose counters of the catalogue.")


def check_common(code: str, name: str, validity: Validity) -> None:
    """Refuse a code, a name or a validity that cannot be."""
    if not _CODE.fullmatch(code) or len(code) > CODE_LIMIT:
        raise EntryCodeError(code=code[:CODE_LIMIT], limit=CODE_LIMIT)
    if not name.strip() or len(name) > NAME_LIMIT:
        raise EntryNameError(limit=NAME_LIMIT)
    since, until = validity.since, validity.until
    if since and until and until < since:
        raise EntryValidityError(name=name, since=f"{since:%d/%m/%Y}", until=f"{until:%d/%m/%Y}")


def check_counter(counter: Counter, others: Mapping[str, Counter]) -> None:
    """Refuse a counter that cannot be; ``others`` are all counters by code."""
    check_common(counter.code, counter.name, counter.validity)
    if not counter.unit.strip() or len(counter.unit) > UNIT_LIMIT:
        raise EntryUnitError(limit=UNIT_LIMIT)
    if not 0 <= counter.decimals <= DECIMALS_LIMIT:
        raise DecimalsError(limit=DECIMALS_LIMIT)
    least, most = counter.least, counter.most
    ends = [bound for bound in (least, most) if bound is not None]
    if any(not bound.is_finite() or not 0 <= bound <= QUANTITY_LIMIT for bound in ends) or (
        least is not None and most is not None and least > most
    ):
        raise BoundsError(limit=f"{QUANTITY_LIMIT:,}".replace(",", "."))
    if counter.adds_up == "ratio":
        _check_ratio(counter, others)
    _check_derived(counter, others)


def _check_ratio(counter: Counter, others: Mapping[str, Counter]) -> None:
    parts = (counter.numerator, counter.denominator)
    for code in parts:
        part = others.get(code)
        if part is None or part.adds_up != "sum" or code == counter.code:
            raise RatioPartsError
    if parts[0] == parts[1]:
        raise RatioPartsError


def _check_derived(counter: Counter, others: Mapping[str, Counter]) -> None:
    derived = bool(counter.people_of) or counter.cost
    both = bool(counter.people_of) and counter.cost
    if derived and (both or counter.adds_up != "sum"):
        raise PeopleOfError(code=counter.code)
    for code in counter.people_of:
        if code not in others or code == counter.code or others[code].adds_up == "ratio":
            raise PeopleOfError(code=code)


def check_channel(channel: Channel) -> None:
    """Refuse a channel that cannot be."""
    check_common(channel.code, channel.name, channel.validity)


def check_duty(duty: ReportDuty, counters: Container[str]) -> None:
    """Refuse a duty that cannot be; ``counters`` are the codes of all counters."""
    check_common(duty.code, duty.name, duty.validity)
    if not duty.terms:
        raise NoTermsError
    for term in duty.terms:
        if not 1 <= term.index <= COUNT[term.kind]:
            raise TermIndexError(index=term.index, count=COUNT[term.kind])
        check_term(term)
    if len({(term.kind, term.index) for term in duty.terms}) < len(duty.terms):
        raise TermTwiceError
    for code in duty.counters:
        if code not in counters:
            raise UnknownWantedError(code=code[:CODE_LIMIT])


def check_term(term: Term) -> None:
    """Refuse a term with days that are none, or that do not follow each other."""
    since, until, due = (_day(day) for day in (term.since, term.until, term.due))
    if not since <= until or until - since > _LONGEST_WINDOW or due < since:
        raise TermWindowError(since=f"{since:%d/%m}", until=f"{until:%d/%m}", due=f"{due:%d/%m}")


def _day(day: DayOfYear) -> datetime.date:
    # 29/02 of the year before or after is a day, too: it means the last of February there.
    try:
        datetime.date(_SOME_YEAR, day.month, day.day)
        last = min(day.day, 28) if day.month == 2 and day.year else day.day
        return datetime.date(_SOME_YEAR + day.year, day.month, last)
    except (ValueError, OverflowError) as error:
        raise TermDayError(day=day.day, month=day.month) from error


def code_from(name: str, taken: Container[str]) -> str:
    """Return a code for a new entry called ``name``: "buoi-hoa-giai", with a number when taken."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    base = "-".join(words)[: CODE_LIMIT - 4].strip("-") or "muc"
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


def check_change(
    before: Counter | None, after: Counter, known: Iterable[Counter], *, used: bool
) -> None:
    """Refuse a change that takes a counter from its entries or from the ratios made of it."""
    if before is None or before.adds_up == after.adds_up:
        return
    if used and after.adds_up == "ratio":
        raise UsedCounterError(name=before.name)
    for one in known:
        parts = (one.numerator, one.denominator) if one.adds_up == "ratio" else ()
        if after.adds_up != "sum" and after.code in parts and one.code != after.code:
            raise NeededAsSumError(ratio=one.name, name=before.name)
