"""Self-assessment against a set of criteria: points, own score, evidence or explanation."""

from __future__ import annotations

from decimal import Decimal

from papidesk.domain.record import Record, Validity


class Criterion(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a set; ``points`` is the most it gives, None for a heading of a group.

    ``number`` is as printed ("1.2"). ``level`` 1 is a group. ``counters``, ``dimensions`` say where
    evidence is found by itself. ``guide`` is how points are given; ``step`` the smallest part of a
    point, where it is not the set's.
    """

    code: str
    number: str = ""
    text: str
    level: int = 2
    points: Decimal | None = None
    step: Decimal | None = None
    guide: str = ""
    counters: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()


class CriteriaSet(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A set of criteria, loaded as data, in printed order; ``basis`` is the paper that sets it.

    ``step`` is the smallest part of a point. ``example`` tells of a set that only shows how one is
    made. ``note`` is told with it.
    """

    code: str
    name: str
    basis: str = ""
    year: int = 0
    step: Decimal = Decimal("0.25")
    example: bool = False
    note: str = ""
    criteria: tuple[Criterion, ...] = ()
    validity: Validity = Validity()
    own: bool = False


class SelfScore(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the office gives itself for one criterion; evidence is linked by the criterion's key."""

    criterion: str
    points: Decimal | None = None
    explanation: str = ""


class SelfAssessment(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The own scores of a set in a year."""

    criteria: str
    year: int
    scores: tuple[SelfScore, ...] = ()
    note: str = ""
