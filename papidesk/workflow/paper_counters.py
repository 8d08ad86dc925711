"""The counters a paper report is typed in by: which are asked for, how a text is read."""

from __future__ import annotations

from collections.abc import Iterable

from papidesk.domain import paper_figures
from papidesk.domain.counters import Counter
from papidesk.domain.paper_figures import PaperFigure
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, consolidation, unit_board

__all__ = ["NoSuchFigureError", "asked", "every", "read"]


class NoSuchFigureError(PapiDeskError):
    """A counter nobody knows."""

    message = N_("There is no counter “{code}”. Write the code of one of the list of counters.")


def every(store: Store) -> dict[str, Counter]:
    """Return all counters by code; nothing says how many places those have only units know."""
    ours = {one.code for one in catalogues.counters(store)}
    return {
        code: one
        if code in ours or one.decimals or paper_figures.has_parts(one)
        else replace(one, decimals=paper_figures.PLACES)
        for code, one in consolidation.counters_of(store).items()
    }


def asked(store: Store, duty: str) -> list[Counter]:
    """Return the counters a form asks for: those of the duty, all of ours where it names none."""
    known = every(store)
    found = unit_board.find_duty(store, duty)
    wanted = [known[code] for code in (found.counters if found else ()) if code in known]
    return wanted or catalogues.counters(store)


def read(store: Store, texts: Iterable[tuple[str, str]]) -> tuple[PaperFigure, ...]:
    """Return the figures of texts by counter: ("tin-bai", "43"), ("ty-le", "45/60").

    Raises :class:`NoSuchFigureError`, a PaperFigureError or NotANumberError.
    """
    known, found = every(store), []
    for code, text in texts:
        counter = known.get(code.strip())
        if counter is None:
            raise NoSuchFigureError(code=code.strip()[:60])
        found.append(paper_figures.read(text, counter))
    return tuple(found)
