"""Figures of a unit's paper report typed in by hand: read from a text, checked, made exact."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain import quantities
from papidesk.domain.adding_up import Part, rounded
from papidesk.domain.consolidation import UnitFigure
from papidesk.domain.counters import Counter
from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError

# What is kept exactly, and what tables outside have room for.
PLACES = 3
GREATEST = Decimal(999_999_999_999)
_NONE = ("", "-", "–", "—")
_MEAN_PLACES = 2


class PaperFigureError(PapiDeskError):
    """A figure of a paper that cannot be kept."""


class NegativeFigureError(PaperFigureError):
    """Less than nothing."""

    message = N_("{value} of “{name}” is less than nothing. Write a number from 0 upwards.")


class FigurePlacesError(PaperFigureError):
    """More places behind the comma than the counter has."""

    message = N_(
        "{value} of “{name}” has more places than the counter: {places} behind the comma. Check it "
        "against the paper."
    )


class FigureTooGreatError(PaperFigureError):
    """A number with too many digits."""

    message = N_("{value} of “{name}” is greater than any figure. Check how many zeros it has.")


class NoPartsError(PaperFigureError):
    """Two numbers where the counter has one."""

    message = N_("“{name}” is one number; write it without “/”.")


class TwoPartsError(PaperFigureError):
    """Parts that are not two."""

    message = N_("“{text}” of “{name}” is not to be read. Write the two parts as 45/60.")


class NothingBelowError(PaperFigureError):
    """A ratio or mean over nothing."""

    message = N_("“{name}” cannot be divided by {value}. Write the number below greater than 0.")


class PartsDifferError(PaperFigureError):
    """A value that is not what its two parts come to."""

    message = N_(
        "“{name}”: {above}/{below} comes to {found}, not {value}. Correct the one that is wrong."
    )


class PaperFigure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A figure as a paper says it; with nothing in it the figure is taken away.

    A ratio has ``above`` and ``below``, the two sums it is of; a mean has the sum ``above`` and the
    number of entries ``below``. Without them only its ``value`` is known.
    """

    counter: str
    value: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None

    @property
    def empty(self) -> bool:
        """Tell whether there is no number in it."""
        return self.value is None and self.above is None and self.below is None


def has_parts(counter: Counter) -> bool:
    """Tell whether a counter's figure is of two parts: a ratio, a mean."""
    return counter.adds_up in ("ratio", "average")


def read(text: str, counter: Counter) -> PaperFigure:
    """Return the figure a person wrote: "43", "1.234,5", "45/60"; nothing and "–" take it away.

    Raises :class:`PaperFigureError`, :class:`~papidesk.domain.quantities.NotANumberError`.
    """
    bare = text.strip()
    if bare in _NONE:
        return PaperFigure(counter=counter.code)
    if "/" not in bare:
        whole = not has_parts(counter) and not counter.decimals
        return PaperFigure(counter=counter.code, value=quantities.read(bare, whole=whole))
    if not has_parts(counter):
        raise NoPartsError(name=counter.name)
    above, _, below = bare.partition("/")
    if not above.strip() or not below.strip() or "/" in below:
        raise TwoPartsError(text=bare[:40], name=counter.name)
    count = counter.adds_up == "average"
    return PaperFigure(
        counter=counter.code,
        above=quantities.read(above),
        below=Decimal(quantities.read_whole(below)) if count else quantities.read(below),
    )


def written(figure: UnitFigure, counter: Counter) -> str:
    """Return a figure as :func:`read` reads it back."""
    if counter.adds_up == "ratio" and figure.below is not None:
        return f"{quantities.text(figure.part.total)}/{quantities.text(figure.below)}"
    if counter.adds_up == "average" and figure.part.entries:
        return f"{quantities.text(figure.part.total)}/{quantities.text(figure.part.entries)}"
    return "" if figure.value is None else quantities.text(figure.value)


def made(figure: PaperFigure, counter: Counter, until: datetime.date) -> UnitFigure | None:
    """Return a figure as it is kept, of a window that ends on ``until``; None for an empty one.

    No entry is behind it. A ratio or mean of which only the value is known has no parts: it is
    shown with its unit and brings nothing to the whole. Raises :class:`PaperFigureError`.
    """
    if figure.empty:
        return None
    for amount in (figure.value, figure.above, figure.below):
        if amount is not None:
            _check(amount, counter)
    value, part, below = figure.value, Part(), None
    if figure.above is not None or figure.below is not None:
        value, part = _of_parts(figure, counter)
        below = figure.below if counter.adds_up == "ratio" else None
    elif counter.adds_up == "sum" and value is not None:
        part = Part(total=value)
    elif counter.adds_up == "latest":
        part = Part(last=value, last_day=until)
    if value is not None and figure.value is not None:
        _check_places(value, counter, _places(counter))
    return UnitFigure(
        counter=counter.code, part=part, below=below, value=value, name=counter.name,
        unit_name=counter.unit, adds_up=counter.adds_up,
    )  # fmt: skip


def _of_parts(figure: PaperFigure, counter: Counter) -> tuple[Decimal, Part]:
    above, below = figure.above, figure.below
    if not has_parts(counter):
        raise NoPartsError(name=counter.name)
    if above is None or below is None:
        raise TwoPartsError(text=quantities.text(above or below or 0), name=counter.name)
    if not below:
        raise NothingBelowError(name=counter.name, value=quantities.text(below))
    count = 0
    if counter.adds_up == "average":
        _check_places(below, counter, 0)
        count = int(below)
    scale = 100 if counter.adds_up == "ratio" else 1
    found = rounded(counter, above * scale, below)
    if figure.value is not None and figure.value != found:
        raise PartsDifferError(
            name=counter.name, above=quantities.text(above), below=quantities.text(below),
            found=quantities.text(found), value=quantities.text(figure.value),
        )  # fmt: skip
    return found, Part(total=above, entries=count)


def _places(counter: Counter) -> int:
    return counter.decimals or (_MEAN_PLACES if has_parts(counter) else 0)


def _check(amount: Decimal, counter: Counter) -> None:
    if not amount.is_finite() or abs(amount) > GREATEST:
        raise FigureTooGreatError(value=f"{amount:.3g}", name=counter.name)
    if amount < 0:
        raise NegativeFigureError(value=quantities.text(amount), name=counter.name)
    _check_places(amount, counter, PLACES)


def _check_places(amount: Decimal, counter: Counter, places: int) -> None:
    exponent = amount.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > min(places, PLACES):
        raise FigurePlacesError(
            value=quantities.text(amount), name=counter.name, places=min(places, PLACES)
        )


def beyond(figure: UnitFigure, counter: Counter) -> bool:
    """Tell whether a latest value, mean or ratio lies outside the counter's bounds."""
    value = figure.value
    if value is None or counter.adds_up == "sum":
        return False
    return (counter.least is not None and value < counter.least) or (
        counter.most is not None and value > counter.most
    )
