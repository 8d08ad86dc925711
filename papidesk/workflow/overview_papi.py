"""PAPI on the overview: which sub-dimensions have tasks, and the province's scores by year."""

from __future__ import annotations

import datetime

from papidesk.domain.overview import Cover, Coverage, Papi, Piece, ScoreBreak, ScoreLines
from papidesk.domain.papi import YearScores
from papidesk.storage import monthly
from papidesk.storage.store import Store
from papidesk.workflow import catalogues
from papidesk.workflow import papi as series

_TOTAL_NAME = "Tổng điểm"  # as papers say it, whatever the window speaks


def coverage(store: Store, year: int, *, today: datetime.date) -> Coverage:
    """Return every sub-dimension in force in ``year`` with its tasks and entries.

    It is behind where the province's last score is below the country's, or below its own target
    of the year; where the sub-dimension's own are not known, those of its dimension count.
    """
    counted = monthly.tasks_by_dimension(store, year)
    province = series.province_of(store, today)
    of_year = series.latest_published(store, province) if province else None
    own = series.year_of(store, province, of_year) if of_year else YearScores(province="", year=0)
    mean = series.year_of(store, "", of_year) if of_year else YearScores(province="", year=0)
    targets = series.targets(store, province, year) if province else {}
    covers = []
    for one in catalogues.dimensions(store, year):
        if not one.parent:
            continue
        tasks, done = counted.get(one.code, (0, 0))
        score, compared = _compared(one.code, own, mean, targets)
        behind = score is not None and compared is not None and score < compared
        covers.append(
            Cover(
                code=one.code, name=one.name, tasks=tasks, done=done, behind=behind, score=score,
                compared=compared,
            )
        )  # fmt: skip
    return Coverage(covers=tuple(covers), of_year=of_year)


def _compared(
    code: str, own: YearScores, mean: YearScores, targets: dict[str, float]
) -> tuple[float | None, float | None]:
    """Return the score and what it is compared with: its own, else that of its dimension."""
    for asked in (code, f"D{code.split('.', maxsplit=1)[0]}"):
        score = own.values.get(asked)
        for other in (mean.values.get(asked), targets.get(asked)):
            if score is not None and other is not None:
                return score, other
    return None, None


def papi(store: Store, today: datetime.date) -> Papi:
    """Return the scores of the office's province by year: the total, and each dimension."""
    province = series.province_of(store, today)
    if not province:
        return Papi()
    own, mean = series.scores(store, province), series.national(store)
    names = {one.code: one.name for one in catalogues.all_dimensions(store)}
    codes = [series.TOTAL, *(code for code in names if code.startswith("D"))]
    lines = []
    for code in codes:
        pieces = series.lines(own, code, store)
        if not pieces:
            continue
        lines.append(
            ScoreLines(
                code=code,
                name=names.get(code, _TOTAL_NAME),
                own=_frozen(pieces),
                national=_frozen(series.lines(mean, code, store)),
                breaks=_breaks(store, code, province),
            )
        )
    latest = series.latest_published(store, province)
    return Papi(province=province, lines=tuple(lines), latest=latest)


def _frozen(pieces: list[series.Piece]) -> tuple[Piece, ...]:
    return tuple(tuple(piece) for piece in pieces)


def _breaks(store: Store, code: str, province: str) -> tuple[ScoreBreak, ...]:
    wanted = series.cuts(code, province, store)
    found = {}
    for one in series.breaks(store):
        if one.year in wanted and one.year not in found:
            found[one.year] = ScoreBreak(year=one.year, why=one.why, of_provinces=one.of_provinces)
    return tuple(found[year] for year in sorted(found))
