"""What the values of a record must be beyond their types: no honest program writes others."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from papidesk.bundles.manifest_rules import HASH, LARGEST, MEDIA_TYPE, RECIPIENT, TIME
from papidesk.bundles.record_failures import (
    FarDayError,
    RecordError,
    RecordRangeError,
    RecordTextError,
)
from papidesk.domain import recurring
from papidesk.domain.activity import COST_LIMIT, PEOPLE_LIMIT, QUANTITY_LIMIT, Activity
from papidesk.domain.bundle_records import Decision, Figure, IssuedFile, KeyRecord, Receipt
from papidesk.domain.ids import is_id
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.unit_code import is_unit_code

FIRST_YEAR, LAST_YEAR = 1900, 2200
FIGURE_LIMIT = Decimal(10) ** 15
MONEY_LIMIT = 10**15
TITLE_LIMIT = 2_000
NAME_LIMIT = 1_000
PLACES = 3  # quantities are kept in thousandths
_URL = re.compile(r"https?://\S{1,4000}", re.IGNORECASE)
Rule = Callable[[Any, str], None]


def _range(place: str, field: str, value: Any, least: Any, most: Any) -> None:
    if value is not None and not least <= value <= most:
        raise RecordRangeError(place=place, field=field, value=str(value)[:40])


def _number(place: str, field: str, value: Decimal | None, least: Decimal, most: Decimal) -> None:
    if value is None:
        return
    if not value.is_finite():
        raise RecordRangeError(place=place, field=field, value=str(value)[:40])
    _range(place, field, value, least, most)


def _quantity(place: str, field: str, value: Decimal) -> None:
    _number(place, field, value, Decimal(0), QUANTITY_LIMIT)
    if -int(value.as_tuple().exponent) > PLACES:
        raise RecordRangeError(place=place, field=field, value=str(value)[:40])


def _text(place: str, field: str, value: str, limit: int, *, empty: bool = True) -> None:
    if len(value) > limit:
        raise RecordTextError(place=place, field=field, limit=limit)
    if not empty and not value.strip():
        raise RecordError(place=place, detail=field)


def _need(place: str, field: str, good: bool) -> None:
    if not good:
        raise RecordError(place=place, detail=field)


def _time(place: str, field: str, value: str | None) -> None:
    _need(place, field, not value or TIME.fullmatch(value) is not None)


def _file(place: str, field: str, one: IssuedFile) -> None:
    _need(place, field, HASH.fullmatch(one.sha256) is not None)
    _need(place, field, MEDIA_TYPE.fullmatch(one.media_type) is not None)
    _text(place, field, one.name, NAME_LIMIT, empty=False)
    _range(place, f"{field}.bytes", one.bytes, 0, LARGEST)


def document(found: Any, place: str) -> None:
    """A document's files are named by their hash; links have known roles."""
    if found.paper.pdf is not None:
        _file(place, "paper.pdf", found.paper.pdf)
    for one in found.paper.files:
        _file(place, "paper.files", one)
    _range(place, "filing.copies", found.filing.copies, 0, LARGEST)


def task(found: Any, place: str) -> None:
    """Progress is 0 to 100, targets and budget are not negative."""
    _text(place, "text", found.text, TITLE_LIMIT * 10, empty=False)
    _range(place, "progress", found.progress, 0, 100)
    _range(place, "budget", found.budget, 0, MONEY_LIMIT)
    _range(place, "year", found.year, 0, 9999)
    _range(place, "order", found.order, -LARGEST, LARGEST)
    for target in found.targets:
        _quantity(place, "targets.quantity", target.quantity)


def activity(found: Activity, place: str) -> None:
    """Quantities, people and cost are not negative and within what is kept."""
    _text(place, "title", found.title, TITLE_LIMIT, empty=False)
    for amount in found.amounts:
        _quantity(place, "amounts.quantity", amount.quantity)
    if found.people is not None:
        _range(place, "people", found.people, 0, PEOPLE_LIMIT)
    if found.cost is not None:
        _range(place, "cost", found.cost, 0, COST_LIMIT)


def evidence(found: Any, place: str) -> None:
    """Exactly one of file, link and paper; a link is one of the web."""
    said = [bool(found.sha256), bool(found.url), bool(found.document)]
    _need(place, "sha256, url, document", said.count(True) == 1)
    _need(place, "sha256", not found.sha256 or HASH.fullmatch(found.sha256) is not None)
    _need(place, "url", not found.url or _URL.fullmatch(found.url) is not None)
    _need(place, "document", not found.document or is_id(found.document))
    _text(place, "name", found.name, NAME_LIMIT, empty=False)
    _range(place, "bytes", found.bytes, 0, LARGEST)
    _time(place, "linked_at", found.linked_at)


def series(found: Any, place: str) -> None:
    """A series' rules give days and its pattern is an entry."""
    _text(place, "name", found.name, NAME_LIMIT, empty=False)
    activity(found.pattern, place)
    for rule in (found.rule, *found.former):
        _need(place, "rule", not recurring.problems(rule))


def figure(found: Figure, place: str) -> None:
    """A figure is finite, its window ends after it begins, sums are not beyond what is kept."""
    _need(place, "until", found.since <= found.until)
    _text(place, "name", found.name, NAME_LIMIT)
    _range(place, "entries", found.entries, 0, LARGEST)
    for field in ("value", "total", "last", "numerator", "denominator"):
        _number(place, field, getattr(found, field), Decimal(0), FIGURE_LIMIT)


def correction(found: Any, place: str) -> None:
    """A correction's figures are finite."""
    for change in found.changes:
        for field in ("before", "after"):
            value = getattr(change, field)
            _number(place, f"changes.{field}", value, -FIGURE_LIMIT, FIGURE_LIMIT)
    _time(place, "at", found.at)


def closing(found: Any, place: str) -> None:
    """A closed window ends after it begins; its figures are finite."""
    _need(place, "until", found.since <= found.until)
    for one in found.figures:
        _number(place, "figures.value", one.value, -FIGURE_LIMIT, FIGURE_LIMIT)
    _time(place, "closed_at", found.closed_at)
    _time(place, "reopened_at", found.reopened_at)


def named(found: Any, place: str) -> None:
    """An entry of a catalogue has a name."""
    _text(place, "name", found.name, NAME_LIMIT, empty=False)


def counter(found: Any, place: str) -> None:
    """A counter has a name and few places; its bounds are finite."""
    named(found, place)
    _range(place, "decimals", found.decimals, 0, PLACES)
    for field in ("least", "most"):
        _number(place, field, getattr(found, field), -FIGURE_LIMIT, FIGURE_LIMIT)


def duty(found: Any, place: str) -> None:
    """The days of a duty's terms are days of a year."""
    named(found, place)
    for term in found.terms:
        for day in (term.since, term.until, term.due):
            _range(place, "terms.month", day.month, 1, 12)
            _range(place, "terms.day", day.day, 1, 31)
            _range(place, "terms.year", day.year, -1, 1)


def remark(found: Any, place: str) -> None:
    """A remark has words."""
    _text(place, "text", found.text, TITLE_LIMIT * 10, empty=False)
    _time(place, "at", found.at)
    _time(place, "settled_at", found.settled_at)


def decision(found: Decision, place: str) -> None:
    """A decision names the bundle it is about."""
    _need(place, "bundle", is_id(found.bundle))
    _need(place, "manifest", not found.manifest or HASH.fullmatch(found.manifest) is not None)
    _time(place, "decided_at", found.decided_at)


def receipt(found: Receipt, place: str) -> None:
    """A receipt names the bundle it is for, and contents by their hash."""
    _need(place, "bundle", is_id(found.bundle))
    _need(place, "manifest", HASH.fullmatch(found.manifest) is not None)
    _need(place, "database", is_id(found.database))
    _need(place, "blobs", all(HASH.fullmatch(one) is not None for one in found.blobs))
    for name, count in found.counts.items():
        _range(place, f"counts.{name[:40]}", count, 0, LARGEST)
    _time(place, "received_at", found.received_at)


def key(found: KeyRecord, place: str) -> None:
    """A key's id, public part and unit are written as the format has them."""
    _need(place, "keyid", HASH.fullmatch(found.keyid) is not None)
    _need(place, "public", HASH.fullmatch(found.public) is not None)
    _need(place, "unit", is_unit_code(found.unit))
    _need(place, "replaces", not found.replaces or HASH.fullmatch(found.replaces) is not None)
    good = not found.recipient or RECIPIENT.fullmatch(found.recipient) is not None
    _need(place, "recipient", good)
    _text(place, "name", found.name, NAME_LIMIT, empty=False)


def refuse_nothing(found: Any) -> None:
    """Most kinds have nothing for which one record alone is refused."""


def _days(found: Any) -> Iterator[datetime.date]:
    for name in found.__struct_fields__:
        value = getattr(found, name)
        if isinstance(value, datetime.date):
            yield value
        elif isinstance(value, Recurrence):
            yield from _days(value)


def _refuse_far(*names: str) -> Callable[[Any], None]:
    def refuse(found: Any) -> None:
        days: Iterable[datetime.date | None] = (
            (getattr(found, name) for name in names) if names else _days(found)
        )
        for day in days:
            if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise FarDayError(day=f"{day.day}/{day.month}/{day.year}")

    return refuse


RULES: Mapping[str, Rule] = {
    "document": document,
    "task": task,
    "activity": activity,
    "evidence": evidence,
    "series": series,
    "figure": figure,
    "correction": correction,
    "closing": closing,
    "duty": duty,
    "counter": counter,
    "channel": named,
    "template": named,
    "remark": remark,
    "decision": decision,
    "receipt": receipt,
    "key": key,
}
REFUSALS: Mapping[str, Callable[[Any], None]] = {
    "activity": _refuse_far("date", "series_day"),
    "task": _refuse_far("start", "due", "done_on"),
    "figure": _refuse_far("since", "until"),
    "closing": _refuse_far("since", "until"),
    "correction": _refuse_far("day"),
    "series": _refuse_far(),
}
