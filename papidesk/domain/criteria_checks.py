"""What a set of criteria must be before it is taken: codes, points, no empty headings."""

from __future__ import annotations

import re
from collections import Counter as Tally
from decimal import Decimal

from papidesk.domain.criteria import CriteriaSet, Criterion
from papidesk.errors import N_, PapiDeskError

CODE = re.compile(r"[0-9a-z][0-9a-z.-]{0,59}")
MOST_POINTS = Decimal(1000)
MOST_CRITERIA = 1000
_TEXT = 1000


class BadCriteriaError(PapiDeskError):
    """A set of criteria that cannot be used."""

    message = N_("This is no usable set of criteria. Correct the file, then read it again.")


class NoNameError(BadCriteriaError):
    """A set without code or name."""

    message = N_("The set of criteria has no name, or its code is not of small letters and digits.")


class NoCriteriaError(BadCriteriaError):
    """A set in which nothing can be scored."""

    message = N_("The set of criteria has no criterion with points. Give each its highest points.")


class TooManyCriteriaError(BadCriteriaError):
    """A file that is something else."""

    message = N_("More than {limit} criteria: this file is hardly a set of criteria.")


class SameCriterionError(BadCriteriaError):
    """Two criteria with one code."""

    message = N_("Two criteria have the code “{code}”. Give each a code of its own.")


class BadCriterionError(BadCriteriaError):
    """A criterion with a code or points that cannot be."""

    message = N_(
        "The criterion “{code}” needs a text, and points between 0 and {most}. Correct the file."
    )


class EmptyHeadingError(BadCriteriaError):
    """A heading without criteria below."""

    message = N_(
        "“{text}” has no points and no criteria below it. Give it points, or leave it out."
    )


def check(set: CriteriaSet) -> CriteriaSet:
    """Return ``set``; raises the :class:`BadCriteriaError` that says what is wrong with it."""
    if not CODE.fullmatch(set.code) or not set.name.strip():
        raise NoNameError
    if len(set.criteria) > MOST_CRITERIA:
        raise TooManyCriteriaError(limit=MOST_CRITERIA)
    for code, count in Tally(one.code for one in set.criteria).items():
        if count > 1:
            raise SameCriterionError(code=code[:60])
    for one in set.criteria:
        _check_one(one)
    for at, one in enumerate(set.criteria):
        below = set.criteria[at + 1 : at + 2]
        if one.points is None and not (below and below[0].level > one.level):
            raise EmptyHeadingError(text=one.text[:80])
    if not any(one.points is not None for one in set.criteria):
        raise NoCriteriaError
    return set


def _check_one(one: Criterion) -> None:
    good = one.points is None or (one.points.is_finite() and 0 < one.points <= MOST_POINTS)
    named = 0 < len(one.text.strip()) <= _TEXT and 0 < len(one.code) <= 60
    step = one.step is None or (one.step.is_finite() and one.step >= 0)
    if not (good and named and step and 1 <= one.level <= 9):
        raise BadCriterionError(code=one.code[:60], most=MOST_POINTS)
