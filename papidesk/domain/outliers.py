"""Figures that stand out among the units: told by medians, which a few wrong figures do not move.

Counts of communes differ by factors, not by differences, so logarithms are compared: a figure
stands out when its distance from the middle is more than 3.5 times what is usual (the median of the
distances, as in the modified z-score of Iglewicz and Hoaglin). Whatever stands out is asked about,
never changed or left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from statistics import median
from typing import Any, Literal

from msgspec import field

from papidesk.domain.counters import Counter
from papidesk.domain.record import Record
from papidesk.errors import N_

OutlierKind = Literal["high", "low", "jump", "drop", "none", "beyond", "copied"]
OUTLIER_KINDS: dict[OutlierKind, str] = {
    "high": N_("Far above the others"),
    "low": N_("Far below the others"),
    "jump": N_("Grew far more than the others"),
    "drop": N_("Fell far more than the others"),
    "none": N_("Nothing where nearly all have something"),
    "beyond": N_("Outside its bounds"),
    "copied": N_("The same figures as in the period before"),
}
_SENTENCES: dict[OutlierKind, str] = {
    "high": N_("{value}: {times} times the middle value {middle} of {units} units."),
    "low": N_("{value}: {times} times less than the middle value {middle} of {units} units."),
    "jump": N_("{value} after {previous}; elsewhere it is {usual} times the period before."),
    "drop": N_("{value} after {previous}; elsewhere it is {usual} times the period before."),
    "none": N_("Nothing, where {having} of {units} units have something (middle value {middle})."),
    "beyond": N_("{value}, where {least} to {most} can be."),
    "copied": N_("All {count} figures are those of the period before: they may be copied."),
}  # fmt: skip
_FEWEST = 8  # units: of fewer no usual distance can be told
_LIMIT = 3.5
_NORMAL = 0.6745  # the median distance of a normal distribution, in its standard deviations
# Distances below are no distance (a fifth more or less), whatever is usual.
_CLOSE = math.log(1.2)
_ALWAYS = Decimal("0.9")
_COPIED = 5


class Outlier(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A figure that stands out: of which unit and counter ("" for all), why, how far.

    ``message`` is a sentence to translate and to fill with ``values`` (Decimal or int); ``score``
    is how many times the usual distance it is off.
    """

    unit: str
    counter: str = ""
    kind: OutlierKind
    value: Decimal | None = None
    message: str
    values: dict[str, Any] = field(default_factory=dict)
    score: float = 0.0


def of_counter(
    counter: Counter,
    values: Mapping[str, Decimal | None],
    previous: Mapping[str, Decimal | None] | None = None,
) -> list[Outlier]:
    """Return the units whose figure of one counter stands out, the farthest first, each once.

    ``values`` and ``previous`` are the figures of now and of the period before by unit.
    """
    known = {unit: value for unit, value in values.items() if value is not None}
    found: dict[str, Outlier] = {}
    for judged in (_changed(counter, known, previous or {}), _among(counter, known)):
        for one in judged:
            if one.unit not in found or one.score > found[one.unit].score:
                found[one.unit] = one
    found |= {one.unit: one for one in _bounds(counter, known)}
    return sorted(found.values(), key=lambda one: (-one.score, one.unit))


def copied(
    unit: str, values: Mapping[str, Decimal | None], previous: Mapping[str, Decimal | None]
) -> Outlier | None:
    """Return that a unit's figures, by counter, are all those of the period before; None else."""
    given = {code: value for code, value in values.items() if value}
    if len(given) < _COPIED or any(previous.get(code) != value for code, value in given.items()):
        return None
    return _outlier("copied", unit=unit, score=_LIMIT, values={"count": len(given)})


def _among(counter: Counter, known: Mapping[str, Decimal]) -> Iterable[Outlier]:
    if len(known) < _FEWEST:
        return
    having = [value for value in known.values() if value > 0]
    if not having:
        return
    middle = median(having)
    logs = [math.log(value) for value in having]
    usual = _usual(logs)
    center = median(logs)
    for unit, value in known.items():
        said: dict[str, Any] = {"value": value, "middle": middle, "units": len(known)}
        if value <= 0:
            if len(having) >= _ALWAYS * len(known):
                said["having"] = len(having)
                yield _outlier("none", counter, unit, value, score=_LIMIT, values=said)
            continue
        off = math.log(value) - center
        score = abs(off) / usual
        if score <= _LIMIT or abs(value - middle) < 2:
            continue
        kind: OutlierKind = "high" if off > 0 else "low"
        said["times"] = _times(abs(off))
        yield _outlier(kind, counter, unit, value, score=score, values=said)


def _changed(
    counter: Counter, known: Mapping[str, Decimal], previous: Mapping[str, Decimal | None]
) -> Iterable[Outlier]:
    changes: dict[str, float] = {}
    for unit, value in known.items():
        before = previous.get(unit)
        if before and before > 0 and value > 0:
            changes[unit] = math.log(value / before)
    if len(changes) < _FEWEST:
        return
    center, usual = median(changes.values()), _usual(list(changes.values()))
    for unit, change in changes.items():
        value, before = known[unit], previous[unit] or Decimal(0)
        score = abs(change - center) / usual
        if score <= _LIMIT or abs(value - before) < 2:
            continue
        said = {"value": value, "previous": before, "usual": _times(center)}
        kind: OutlierKind = "jump" if change > center else "drop"
        yield _outlier(kind, counter, unit, value, score=score, values=said)


def _bounds(counter: Counter, known: Mapping[str, Decimal]) -> Iterable[Outlier]:
    # Those of a sum are bounds of one entry.
    if counter.adds_up == "sum":
        return
    for unit, value in known.items():
        below = counter.least is not None and value < counter.least
        if below or (counter.most is not None and value > counter.most):
            said = {"value": value, "least": counter.least or 0, "most": counter.most or "…"}
            yield _outlier("beyond", counter, unit, value, score=2 * _LIMIT, values=said)


def _usual(logs: list[float]) -> float:
    center = median(logs)
    return max(median(abs(one - center) for one in logs) / _NORMAL, _CLOSE)


def _times(log: float) -> Decimal:
    return Decimal(str(round(math.exp(log), 1)))


def _outlier(
    kind: OutlierKind, counter: Counter | None = None, unit: str = "",
    value: Decimal | None = None, *, score: float, values: dict[str, Any],
) -> Outlier:  # fmt: skip
    return Outlier(
        unit=unit, counter=counter.code if counter else "", kind=kind, value=value,
        message=_SENTENCES[kind], values=values, score=round(score, 2),
    )  # fmt: skip
