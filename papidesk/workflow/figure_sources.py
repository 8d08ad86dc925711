"""Where figures come from: the activity log and the registers; each names and counts its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from papidesk.domain.counters import Counter, Figure
from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.storage.store import Store
from papidesk.workflow import register_figures


class UnknownFigureError(PapiDeskError):
    """A counter no source has."""

    message = N_(
        "There is no counter “{code}”. Settings, Counters, lists those there are; so does "
        "“papidesk figures --period 2024-H1”."
    )


class Behind(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a figure was counted from: keys of entries, documents, incoming papers, codes of units.

    Of ``units`` it is what they reported (:mod:`papidesk.workflow.consolidation`).
    """

    activities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    incoming: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


class Source(NamedTuple):
    """Where figures come from: its counters by code, their figures, what is behind one."""

    counters: Callable[[Store | None], Mapping[str, Counter]]
    figures: Callable[[Store, Sequence[Counter], FigureQuery], Mapping[str, Figure]]
    behind: Callable[[Store, Counter, FigureQuery], Behind]


def found(store: Store | None, code: str) -> tuple[Source, Counter]:
    """Return a counter and its source; raises :class:`UnknownFigureError`."""
    for source in sources():
        counter = source.counters(store).get(code)
        if counter is not None:
            return source, counter
    raise UnknownFigureError(code=code[:60])


def every(store: Store | None) -> dict[str, Counter]:
    """Return the counters of all sources by code, those of the log first."""
    return {code: one for source in sources() for code, one in source.counters(store).items()}


def several(store: Store, codes: Sequence[str], query: FigureQuery) -> dict[str, Figure]:
    """Return the figures of ``codes`` in the window of ``query``; unknown codes are left out."""
    figures: dict[str, Figure] = {}
    for source in sources():
        known = source.counters(store)
        here = [known[code] for code in dict.fromkeys(codes) if code in known]
        here = [counter for counter in here if counter.code not in figures]
        if here:
            figures.update(source.figures(store, here, query))
    return figures


def sources() -> tuple[Source, ...]:
    """Return the sources; of two with one code the first counts."""
    from papidesk.workflow import activity_figures

    log = Source(
        log_counters,
        activity_figures.figures,
        lambda store, counter, query: Behind(
            activities=tuple(activity_figures.entries(store, counter, query))
        ),
    )
    registers = Source(_register_counters, _register_figures, _register_behind)
    return log, registers, Source(_told_counters, _told_figures, _told_behind)


def log_counters(store: Store | None) -> Mapping[str, Counter]:
    """Return the counters of the activity log by code, in their order."""
    from papidesk.workflow import catalogues

    return {counter.code: counter for counter in catalogues.counters(store)}


def _register_counters(store: Store | None) -> Mapping[str, Counter]:
    del store  # the registers' counters are the same in every office
    return {
        found.code: Counter(code=found.code, name=found.name, unit=found.unit)
        for found in register_figures.counters().values()
    }


def _register_figures(
    store: Store, chosen: Sequence[Counter], query: FigureQuery
) -> Mapping[str, Figure]:
    known = register_figures.counters()
    found = {}
    for counter in chosen:
        count = register_figures.count(store, known[counter.code], query.since, query.until)
        found[counter.code] = Figure(counter=counter.code, value=Decimal(count), entries=count)
    return found


def _register_behind(store: Store, counter: Counter, query: FigureQuery) -> Behind:
    documents, incoming = register_figures.behind(
        store, register_figures.counters()[counter.code], query.since, query.until
    )
    return Behind(documents=documents, incoming=incoming)


def _told_counters(store: Store | None) -> Mapping[str, Counter]:
    from papidesk.workflow import consolidated_figures

    return consolidated_figures.counters(store)


def _told_figures(
    store: Store, chosen: Sequence[Counter], query: FigureQuery
) -> Mapping[str, Figure]:
    from papidesk.workflow import consolidated_figures

    return consolidated_figures.figures(store, chosen, query)


def _told_behind(store: Store, counter: Counter, query: FigureQuery) -> Behind:
    from papidesk.workflow import consolidated_figures

    return Behind(units=consolidated_figures.behind(store, counter, query))
