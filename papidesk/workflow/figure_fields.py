"""Live fields: what each shows, what it asks, how it is called in a list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from papidesk.domain import figure_text
from papidesk.domain import figures as fields
from papidesk.domain.adding_up import share_of
from papidesk.domain.counters import Figure
from papidesk.domain.document import Document
from papidesk.domain.figures import FigureRef
from papidesk.domain.filters import FigureQuery
from papidesk.domain.periods import BadPeriodError, parse
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.storage.store import Store
from papidesk.workflow.figure_comparing import (
    difference,
    log_had_begun,
    targets,
    year_so_far,
)
from papidesk.workflow.figure_sources import every, found, log_counters, several


def value(store: Store, ref: str) -> str | None:
    """Return the figure a live field names ("van-ban-di@2024-H1"), with Vietnamese separators.

    "–" where nothing can be said. None for a counter or duty nobody knows, or a period that is
    none: such a field keeps what it shows.
    """
    return _Fields(store).value(ref)


def refreshed(store: Store, document: Document) -> Document:
    """Return ``document`` with every live field showing the figure of now.

    Fields of unknown counters keep what they show; so does an issued document.
    """
    if document.frozen:
        return document
    return fields.refreshed(document, _Fields(store, fields.refs(document)).value)


def query_of(store: Store, ref: str) -> FigureQuery | None:
    """Return what the field ``ref`` asks, as it was asked; None where it names no figure.

    For a comparison (previous period, last year) it is the window compared with.
    """
    named = fields.parse_ref(ref)
    asked = _asked(store, named) if named else None
    if named is None or asked is None:
        return None
    return _other_window(store, asked, named.which)


def label(ref: str, store: Store | None = None) -> str:
    """Return how a field is called in a list: "Văn bản đã ban hành, 6 tháng đầu năm 2024"."""
    named = fields.parse_ref(ref)
    if named is None:
        return ref
    info = every(store).get(named.counter)
    parts = [info.name if info else named.counter, _period_label(named.period)]
    parts += [_WHICH_WORDS[named.which]] if named.which else []
    parts += [*named.units, *_channel_names(store, named.channels), *named.dimensions]
    return ", ".join(parts)


# As in papers: fields are listed beside Vietnamese text.
_WHICH_WORDS: dict[str, str] = {
    "previous": "kỳ trước", "last-year": "cùng kỳ năm trước", "target": "chỉ tiêu năm",
    "so-far": "lũy kế từ đầu năm", "percent": "tỷ lệ so với chỉ tiêu năm (%)",
    "change": "tăng, giảm so với cùng kỳ", "change-previous": "tăng, giảm so với kỳ trước",
}  # fmt: skip


def number_text(number: int | Decimal | None) -> str:
    """Return a number as Vietnamese papers write it: 12.345,5; "–" where there is none."""
    return figure_text.written(number)


def _period_label(code: str) -> str:
    try:
        return parse(code).label
    except BadPeriodError:
        return code


def _channel_names(store: Store | None, codes: Sequence[str]) -> list[str]:
    from papidesk.workflow import catalogues

    names = {each.code: each.name for each in catalogues.channels(store)} if codes else {}
    return [names.get(code, code) for code in codes]


class _Fields:
    """Answers live fields; those that ask the same window are counted together, once."""

    def __init__(self, store: Store, refs: Sequence[str] = ()) -> None:
        self._store = store
        self._shown: dict[str, str | None] = {}
        self._figures: dict[FigureQuery, dict[str, Figure]] = {}
        self._began = ""
        self._codes: dict[FigureQuery, set[str]] = {}
        for ref in refs:
            if (named := fields.parse_ref(ref)) and (asked := _asked(store, named)):
                self._codes.setdefault(asked, set()).add(named.counter)

    def value(self, ref: str) -> str | None:
        if ref not in self._shown:
            named = fields.parse_ref(ref)
            asked = _asked(self._store, named) if named else None
            self._shown[ref] = self._text(named, asked) if named and asked else None
        return self._shown[ref]

    def _text(self, named: FigureRef, asked: FigureQuery) -> str | None:
        codes = self._codes.get(asked, set()) | {named.counter}
        now = self._of(asked, codes, named.counter)
        if now is None:
            return None
        if named.which in ("target", "so-far", "percent"):
            return self._of_year(named, asked)
        if not named.which:
            return _written(now.value, named)
        years = named.which in ("last-year", "change")
        other = self._compared(asked, codes, named.counter, years=years)
        if named.which in ("change", "change-previous"):
            change = difference(now, other)
            return (figure_text.changed if named.how == "words" else figure_text.signed)(change)
        return _written(other.value if other else None, named)

    def _compared(
        self, asked: FigureQuery, codes: set[str], code: str, *, years: bool
    ) -> Figure | None:
        from papidesk.workflow import duty_terms

        query = duty_terms.shifted(self._store, asked, years=years)
        if not log_had_begun(self._store, query) and code in log_counters(self._store):
            return None
        return self._of(query, codes, code)

    def _of(self, asked: FigureQuery, codes: set[str], code: str) -> Figure | None:
        known = self._figures.setdefault(asked, {})
        if code not in known:
            known.update(several(self._store, sorted(codes), asked))
        return known.get(code)

    def _of_year(self, named: FigureRef, asked: FigureQuery) -> str | None:
        """Return the year's target, what the year has come to, or that as a share of it."""
        counter = found(self._store, named.counter)[1]
        year, whole = year_so_far(self._store, asked)
        target = targets(self._store, [counter], year, asked).get(counter.code)
        if named.which == "target":
            return _written(target, named)
        reached = self._of(whole, {named.counter}, named.counter)
        value = reached.value if reached else None
        if named.which == "so-far":
            return _written(value, named)
        return _written(share_of(value, target), named)


def _written(number: Decimal | None, named: FigureRef) -> str:
    if named.how == "rounded":
        return figure_text.rounded(number)
    if named.how == "two":
        return figure_text.two_digits(number)
    return figure_text.written(number)


def _asked(store: Store, named: FigureRef) -> FigureQuery | None:
    """Return the window and narrowing of a field; None for an unknown period or duty."""
    from papidesk.workflow import catalogues, duty_terms

    try:
        period = parse(named.period)
        duty = catalogues.report_duty(store, named.duty) if named.duty else None
    except PapiDeskError:
        return None
    asked = duty_terms.query_of(duty, period)
    since, until = named.since or asked.since, named.until or asked.until
    if until < since:
        return None
    return replace(
        asked,
        since=since,
        until=until,
        channels=named.channels or asked.channels,
        units=named.units,
        tasks=named.tasks,
        dimensions=named.dimensions or asked.dimensions,
    )


def _other_window(store: Store, asked: FigureQuery, which: str) -> FigureQuery:
    from papidesk.workflow import duty_terms

    if which not in ("previous", "last-year"):
        return asked
    return duty_terms.shifted(store, asked, years=which == "last-year")
