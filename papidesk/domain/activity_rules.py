"""What an entry of the log cannot be: refused at once, each with what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import is_

from papidesk.domain import quantities
from papidesk.domain.activity import (
    COST_LIMIT,
    PEOPLE_LIMIT,
    QUANTITY_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    Activity,
    Amount,
)
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.text.clean import clean
from papidesk.text.fold import fold

FIRST_YEAR, LAST_YEAR = 1900, 2200
_THOUSANDTHS = 3  # places that are kept
_NAME_LIMIT = 200
_SPELLED_OUT = 20  # digits of a refused number that are written out
_MOST_LINKS = 200


class BadActivityError(PapiDeskError):
    """An entry that cannot be kept; ``field`` is which of its fields is meant."""

    field = ""


class NoTitleError(BadActivityError):
    """An entry that says nothing."""

    field = "title"
    message = N_("Write what was done: the entry has no title.")


class ActivityTextError(BadActivityError):
    """A text longer than an entry has room for."""

    field = "title"
    message = N_("“{text}…” has {length} characters, an entry has room for {limit}. Shorten it.")


class ActivityYearError(BadActivityError):
    """A day far outside the years a log can be of."""

    field = "date"
    message = N_(
        "The year {year} is a slip of the keys: the log takes days of {first} to {last}. Correct "
        "the day."
    )


class NoSuchCounterError(BadActivityError):
    """A counter nobody knows, with no other that is like it."""

    field = "amounts"
    message = N_(
        "There is no counter “{code}”. Choose one of the list, or add it under the counters in "
        "the settings."
    )


class UnlikeCounterError(NoSuchCounterError):
    """A counter nobody knows, with the one that is most like it."""

    message = N_(
        "There is no counter “{code}”. Is “{nearest}” ({name}) meant? Choose one of the list, or "
        "add it under the counters in the settings."
    )


class NoSuchChannelError(BadActivityError):
    """A channel nobody knows."""

    field = "channel"
    message = N_(
        "There is no channel “{code}”. Choose one of the list, or add it under the channels in "
        "the settings."
    )


class UnlikeChannelError(NoSuchChannelError):
    """A channel nobody knows, with the one that is most like it."""

    message = N_(
        "There is no channel “{code}”. Is “{nearest}” ({name}) meant? Choose one of the list, or "
        "add it under the channels in the settings."
    )


class QuantityError(BadActivityError):
    """A quantity that is no number of things."""

    field = "amounts"
    message = N_("“{quantity}” is no quantity of “{name}”. Write a number from 0 upwards.")


class NegativeQuantityError(QuantityError):
    """Less than nothing."""

    message = N_(
        "{quantity} of “{name}” is less than nothing. Write a number from 0 upwards; to take back "
        "what was entered too much, change that entry."
    )


class HugeQuantityError(QuantityError):
    """More than anything a commune counts."""

    message = N_(
        "{quantity} of “{name}” is more than can be kept (less than {limit}). Correct the number."
    )


class FractionError(QuantityError):
    """More places behind the comma than the counter has."""

    message = N_(
        "{quantity} of “{name}” has more places than the counter counts in ({places}). Correct "
        "the number."
    )


class RatioAmountError(QuantityError):
    """An amount of a ratio, which follows from two other counters."""

    message = N_(
        "“{name}” follows from two other counters and is not entered itself. Enter “{numerator}” "
        "and “{denominator}”."
    )


class TwiceCountedError(QuantityError):
    """One counter twice in an entry."""

    message = N_("The entry has two amounts of “{name}”. Add them up and leave one of them.")


class PeopleError(BadActivityError):
    """A number of people that cannot be."""

    field = "people"
    message = N_(
        "{people} people cannot be: write a number from 0 to {limit}, or leave it empty when it "
        "is not known."
    )


class CostError(BadActivityError):
    """A cost that cannot be."""

    field = "cost"
    message = N_(
        "A cost of {cost} đồng cannot be: write a number from 0 to {limit}, or leave it empty when "
        "it is not known."
    )


class TooManyLinksError(BadActivityError):
    """More tasks, sub-dimensions or amounts than an entry can serve."""

    field = "tasks"
    message = N_("An entry can serve at most {limit} tasks and sub-dimensions. Leave some out.")


def checked(
    activity: Activity, counters: Mapping[str, Counter], channels: Mapping[str, Channel]
) -> Activity:
    """Return ``activity`` with its texts as they are kept; raises a :class:`BadActivityError`.

    ``counters`` and ``channels`` are all there are, by code.
    """
    activity = replace(
        activity,
        title=one_line(clean(activity.title)),
        unit=_name(activity.unit),
        place=_name(activity.place),
        channel=_name(activity.channel),
        note=clean(activity.note).strip(),
        tasks=tuple(dict.fromkeys(activity.tasks)) if activity.tasks else (),
        dimensions=tuple(dict.fromkeys(activity.dimensions)) if activity.dimensions else (),
    )
    if not activity.title:
        raise NoTitleError
    _check_length(activity.title, TITLE_LIMIT)
    _check_length(activity.unit, _NAME_LIMIT)
    _check_length(activity.place, _NAME_LIMIT)
    _check_length(activity.note, TEXT_LIMIT)
    check_year(activity.date.year)
    if max(len(activity.tasks), len(activity.dimensions), len(activity.amounts)) > _MOST_LINKS:
        raise TooManyLinksError(limit=_MOST_LINKS)
    _check_numbers(activity)
    if activity.channel and activity.channel not in channels:
        raise no_channel(activity.channel, channels.values())
    seen: set[str] = set()
    for amount in activity.amounts:
        counter = counters.get(amount.counter)
        if counter is None:
            raise no_counter(amount.counter, counters.values())
        check_amount(amount, counter, counters)
        if amount.counter in seen:
            raise TwiceCountedError(name=counter.name)
        seen.add(amount.counter)
    # 1E+3 and 1000.0 are 1000: equal entries have equal bytes.
    amounts = tuple(map(_shortest, activity.amounts))
    if all(map(is_, amounts, activity.amounts)):
        return activity
    return replace(activity, amounts=amounts)


def check_known(
    activities: Iterable[Activity],
    counters: Mapping[str, Counter],
    channels: Mapping[str, Channel],
) -> None:
    """Raise what :func:`checked` does where entries checked before no longer fit the catalogues."""
    passed: set[tuple[str, str]] = set()
    for activity in activities:
        if activity.channel and activity.channel not in channels:
            raise no_channel(activity.channel, channels.values())
        for amount in activity.amounts:
            asked = (amount.counter, str(amount.quantity))
            if asked in passed:
                continue
            counter = counters.get(amount.counter)
            if counter is None:
                raise no_counter(amount.counter, counters.values())
            check_amount(amount, counter, counters)
            passed.add(asked)


def one_line(text: str) -> str:
    """Return ``text`` with single blanks and none around it; the very same where it is so."""
    line = " ".join(text.split())
    return text if line == text else line


@lru_cache(maxsize=2048)
def _name(text: str) -> str:
    """Return a unit, a place, a channel as it is kept; there are few of them in many entries."""
    return one_line(clean(text))


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise ActivityTextError(text=text[:40], length=len(text), limit=limit)


def _shortest(amount: Amount) -> Amount:
    quantity = amount.quantity
    if quantity.as_tuple().exponent == 0:
        return amount
    return replace(amount, quantity=Decimal(f"{quantity.normalize():f}"))


def check_year(year: int) -> None:
    """Raise :class:`ActivityYearError` for a year no log is of ("20224")."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ActivityYearError(year=year, first=FIRST_YEAR, last=LAST_YEAR)


def check_amount(amount: Amount, counter: Counter, counters: Mapping[str, Counter]) -> None:
    """Raise a :class:`QuantityError` for an amount of ``counter`` that cannot be."""
    quantity, name = amount.quantity, counter.name
    if counter.adds_up == "ratio":
        both = [counters.get(code) for code in (counter.numerator, counter.denominator)]
        names = [one.name if one else "?" for one in both]
        raise RatioAmountError(name=name, numerator=names[0], denominator=names[1])
    if not quantity.is_finite():
        raise QuantityError(quantity=quantity, name=name)
    if quantity < 0:
        raise NegativeQuantityError(quantity=quantities.text(quantity)[:40], name=name)
    if quantity >= QUANTITY_LIMIT:
        whole = quantity.quantize(Decimal(1)) if quantity.adjusted() < _SPELLED_OUT else None
        shown = quantities.text(whole) if whole is not None else f"{quantity:.0e}"
        limit = quantities.text(QUANTITY_LIMIT)
        raise HugeQuantityError(quantity=shown, name=name, limit=limit)
    if quantity.as_tuple().exponent == 0:
        return
    exponent = quantity.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    if places > min(counter.decimals, _THOUSANDTHS):
        raise FractionError(
            quantity=quantities.text(quantity)[:40], name=name, places=counter.decimals
        )


def no_counter(text: str, counters: Iterable[Counter]) -> NoSuchCounterError:
    """Return the refusal of a counter nobody knows, with the nearest one where one is near."""
    near = nearest(text, ((one.code, (one.code, one.name, *one.words), one.name)
                          for one in counters))  # fmt: skip
    if near is None:
        return NoSuchCounterError(code=text[:80])
    return UnlikeCounterError(code=text[:80], nearest=near[0], name=near[1])


def no_channel(text: str, channels: Iterable[Channel]) -> NoSuchChannelError:
    """Return the refusal of a channel nobody knows, with the nearest one where one is near."""
    near = nearest(text, ((one.code, (one.code, one.name, *one.words), one.name)
                          for one in channels))  # fmt: skip
    if near is None:
        return NoSuchChannelError(code=text[:80])
    return UnlikeChannelError(code=text[:80], nearest=near[0], name=near[1])


def nearest(text: str, known: Iterable[tuple[str, tuple[str, ...], str]]) -> tuple[str, str] | None:
    """Return the code and name of what is most like ``text``; None when nothing is like it.

    ``known`` are code, all that it is called, and name.
    """
    wanted = fold(text)[:100]
    best: tuple[float, str, str] | None = None
    for code, called, name in known:
        for word in called:
            share = difflib.SequenceMatcher(None, wanted, fold(word)).ratio()
            if share >= 0.6 and (best is None or share > best[0]):
                best = (share, code, name)
    return None if best is None else best[1:]


def _check_numbers(activity: Activity) -> None:
    if activity.people is not None and not 0 <= activity.people <= PEOPLE_LIMIT:
        raise PeopleError(people=_shown(activity.people), limit=_shown(PEOPLE_LIMIT))
    if activity.cost is not None and not 0 <= activity.cost <= COST_LIMIT:
        raise CostError(cost=_shown(activity.cost), limit=_shown(COST_LIMIT))


def _shown(number: int) -> str:
    return quantities.text(number) if abs(number) < 10**_SPELLED_OUT else f"{number:.0e}"
