"""Live figures: which counters there are, what they say of a period, and documents that show them.

A counter comes from a source: the registers now, the activity log beside them. A source names its
counters and counts them; nothing here knows a counter by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from papidesk.domain import figures as fields
from papidesk.domain.document import Document
from papidesk.domain.periods import BadPeriodError, Period, parse
from papidesk.domain.record import Record
from papidesk.storage.store import Store
from papidesk.workflow import register_figures


class CounterInfo(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A counter as a person chooses it: ``name`` and ``unit`` are Vietnamese, as in papers."""

    code: str
    name: str
    unit: str


class Source(NamedTuple):
    """Where figures come from: its counters by code, and the figure of one in a period."""

    counters: Callable[[Store | None], Mapping[str, CounterInfo]]
    value: Callable[[Store, str, Period], int]


def counters(store: Store | None = None) -> list[CounterInfo]:
    """Return every counter; those an office made itself only with its ``store``."""
    return [info for source in _sources() for info in source.counters(store).values()]


def value(store: Store, ref: str) -> str | None:
    """Return the figure a live field names ("van-ban-di@2024-H1"), with Vietnamese separators.

    None for a counter nobody knows or a period that is none.
    """
    named = fields.parse_ref(ref)
    if named is None:
        return None
    try:
        period = parse(named.period)
    except BadPeriodError:
        return None
    for source in _sources():
        if named.counter in source.counters(store):
            return number_text(source.value(store, named.counter, period))
    return None


def refreshed(store: Store, document: Document) -> Document:
    """Return ``document`` with every live field showing the figure of now.

    Fields of unknown counters keep what they show; so does an issued document.
    """
    known: dict[str, str | None] = {}

    def one(ref: str) -> str | None:
        if ref not in known:
            known[ref] = value(store, ref)
        return known[ref]

    return fields.refreshed(document, one)


def label(ref: str) -> str:
    """Return how a field is called in a list: "Văn bản đã ban hành, 6 tháng đầu năm 2024"."""
    named = fields.parse_ref(ref)
    if named is None:
        return ref
    info = next((info for info in counters() if info.code == named.counter), None)
    try:
        period = parse(named.period).label
    except BadPeriodError:
        period = named.period
    return f"{info.name if info else named.counter}, {period}"


def number_text(number: int) -> str:
    """Return a number as Vietnamese papers write it: 12.345."""
    return f"{number:,}".replace(",", ".")


def _sources() -> tuple[Source, ...]:
    return (Source(_register_counters, _register_value),)


def _register_counters(store: Store | None) -> Mapping[str, CounterInfo]:
    del store  # the registers' counters are the same in every office
    return {
        found.code: CounterInfo(code=found.code, name=found.name, unit=found.unit)
        for found in register_figures.counters().values()
    }


def _register_value(store: Store, code: str, period: Period) -> int:
    return register_figures.count(store, register_figures.counters()[code], period)
