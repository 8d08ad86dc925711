"""What typing into a cell of the log makes of the entry."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.activity import TEXT_LIMIT, TITLE_LIMIT, Activity, Amount
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.text.clean import clean, clean_line
from papidesk.text.fold import fold
from ui.log.choices import LogChoices
from ui.log.typed import TypedError, amount_of, cost_of, day_of, people_of
from ui.log.wording import amount_text
from ui.widgets.choice_line import Choice


class NoDayError(TypedError):
    """A day that was taken away."""

    message = N_("Every entry has a day. Write it as 15/3 or 15/3/2026.")


class NoTitleError(TypedError):
    """A title that was taken away."""

    message = N_("Every entry says what was done. To take the entry away, delete it.")


class LongTextError(TypedError):
    """A text that is too long for its field."""

    message = N_("The text has {length} characters; there is room for {limit}. Shorten it.")


class UnknownCounterNameError(TypedError):
    """A name that no counter has."""

    message = N_(
        "There is no counter “{name}”. Type part of its name and choose it from the list; new ones "
        "are made in Settings."
    )


class UnknownChannelNameError(TypedError):
    """A name that no channel has."""

    message = N_("There is no channel “{name}”. Type part of its name and choose it from the list.")


class NoCounterError(TypedError):
    """An amount of nothing."""

    message = N_("First choose the counter: a quantity alone does not say what it counts.")


def written(entry: Activity, key: str, text: str, choices: LogChoices) -> Activity:
    """Return ``entry`` with what was typed into the cell ``key``; raises a refusal."""
    bare = clean_line(text)
    match key:
        case "date":
            day = day_of(bare, datetime.date.today())
            if day is None:
                raise NoDayError
            return replace(entry, date=day)
        case "title":
            if not bare:
                raise NoTitleError
            return replace(entry, title=_short(bare, TITLE_LIMIT))
        case "counter":
            return _with_counter(entry, bare, choices)
        case "quantity":
            return _with_quantity(entry, bare)
        case "channel":
            return replace(entry, channel=_channel(bare, choices))
        case "people":
            return replace(entry, people=people_of(bare))
        case "cost":
            return replace(entry, cost=cost_of(bare))
        case "note":
            return replace(entry, note=_short(clean(text).strip(), TEXT_LIMIT))
    return replace(entry, **{key: _short(bare, TITLE_LIMIT)})


def edited_text(entry: Activity, key: str, shown: str) -> str:
    """Return what stands in the line that is opened to write in a cell."""
    if key == "quantity":
        return amount_text(entry.amounts[0].quantity) if entry.amounts else ""
    return entry.note if key == "note" else shown


def find_code(choices: list[Choice], text: str) -> str:
    """Return the code of the choice called ``text``, by name, code or another word; "" for none."""
    wanted = fold(text)
    for one in choices:
        if wanted in (fold(one.name), fold(one.code), *(fold(w) for w in one.words.split("; "))):
            return one.code
    return ""


def _with_counter(entry: Activity, name: str, choices: LogChoices) -> Activity:
    if not name:
        return replace(entry, amounts=entry.amounts[1:])
    code = find_code(choices.counters, name)
    if not code:
        raise UnknownCounterNameError(name=name[:40])
    quantity = entry.amounts[0].quantity if entry.amounts else Decimal(1)
    rest = tuple(one for one in entry.amounts[1:] if one.counter != code)
    return replace(entry, amounts=(Amount(counter=code, quantity=quantity), *rest))


def _with_quantity(entry: Activity, text: str) -> Activity:
    quantity = amount_of(text)
    if quantity is None:
        return replace(entry, amounts=entry.amounts[1:])
    if not entry.amounts:
        raise NoCounterError
    first = replace(entry.amounts[0], quantity=quantity)
    return replace(entry, amounts=(first, *entry.amounts[1:]))


def _channel(name: str, choices: LogChoices) -> str:
    if not name:
        return ""
    code = find_code(choices.channels, name)
    if not code:
        raise UnknownChannelNameError(name=name[:40])
    return code


def _short(text: str, limit: int) -> str:
    if len(text) > limit:
        raise LongTextError(length=len(text), limit=limit)
    return text
