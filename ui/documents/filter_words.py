"""What the list is narrowed to, in words: for the chips above it and the windows below titles."""

from __future__ import annotations

from collections.abc import Iterator

from papidesk.domain.record import replace
from papidesk.i18n import _
from papidesk.storage.store import Store
from papidesk.text.sorting import sort_key
from papidesk.workflow import lists
from papidesk.workflow.lists import DocumentFilter, FacetColumn, Span, Wording
from ui import words

Choices = list[tuple[str, str, int]]


def value_word(column: FacetColumn, code: str) -> str:
    """Return the word for a value of a column."""
    if column == "kind":
        return words.kind_word(code)
    if column == "state":
        return words.state_word(code)  # type: ignore[arg-type]
    return code or _("(none)")


def choices(store: Store, chosen: DocumentFilter, column: FacetColumn) -> Choices:
    """Return the values of ``column`` with words and counts; those chosen are always among them."""
    counts = {facet.value: facet.count for facet in lists.facets(store, chosen, column)}
    for code in getattr(chosen, f"{column}s"):
        counts.setdefault(str(code), 0)
    found = [(code, value_word(column, code), count) for code, count in counts.items()]
    if column == "state":
        order = list(words.STATES)
        return sorted(found, key=lambda one: order.index(one[0]))  # type: ignore[arg-type]
    return sorted(found, key=lambda one: sort_key(one[1]), reverse=column == "year")


def narrowings(chosen: DocumentFilter) -> Iterator[tuple[str, str]]:
    """Yield the fields that narrow the list beside kind, state and search, each in words."""
    if chosen.issuers:
        yield "issuers", f"{_('Issuing office')}: {_several(chosen.issuers)}"
    if chosen.number:
        yield "number", f"{_('Number and symbol')}: {_wording(chosen.number)}"
    if chosen.title:
        yield "title", f"{_('Abstract')}: {_wording(chosen.title)}"
    for field, word in (("dated", _("Date")), ("due", _("Due")), ("updated", _("Changed"))):
        span: Span = getattr(chosen, field)
        if span:
            yield field, f"{word}: {span_text(span)}"


def without(chosen: DocumentFilter, field: str) -> DocumentFilter:
    """Return ``chosen`` no longer narrowed by ``field``."""
    return replace(chosen, **{field: getattr(DocumentFilter(), field)})


def span_text(span: Span) -> str:
    """Return days as "01/01/2026–31/03/2026"."""
    if span.blank:
        return _("No date yet")
    if span.first and span.last:
        if span.first == span.last:
            return words.day_text(span.first)
        return f"{words.day_text(span.first)}–{words.day_text(span.last)}"
    if span.first:
        return _("from {day}").format(day=words.day_text(span.first))
    return _("until {day}").format(day=words.day_text(span.last)) if span.last else ""


def _wording(wanted: Wording) -> str:
    return f"“{wanted.text}”"


def _several(values: tuple[str, ...]) -> str:
    first = values[0] or _("(none)")
    return first if len(values) == 1 else f"{first} +{len(values) - 1}"
