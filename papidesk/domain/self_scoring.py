"""Adding up self-scores, and what is wrong with them: too many points, no step, nothing to show."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from papidesk.domain.criteria import CriteriaSet, Criterion, SelfAssessment, SelfScore
from papidesk.domain.record import Record, replace
from papidesk.errors import N_

ProblemKind = Literal["above", "below", "step", "unproven", "open"]
PROBLEMS: dict[ProblemKind, str] = {
    "above": N_("At most {most} points are possible here."),
    "below": N_("Points are never less than 0."),
    "step": N_("Points go in steps of {step}."),
    "unproven": N_("Add evidence or an explanation."),
    "open": N_("Not scored yet."),
}
EXPLANATION_LIMIT = 2_000


class ScoreProblem(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What is wrong with one score: ``values`` fill the sentence of its kind."""

    criterion: str
    kind: ProblemKind
    most: Decimal = Decimal(0)
    step: Decimal = Decimal(0)

    @property
    def refused(self) -> bool:
        """Tell what cannot be kept from what is only not finished."""
        return self.kind in ("above", "below", "step")


class Total(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The sums of a heading, or of the whole set where ``criterion`` is ""."""

    criterion: str = ""
    most: Decimal = Decimal(0)
    points: Decimal = Decimal(0)
    criteria: int = 0
    scored: int = 0

    def plus(self, criterion: Criterion, score: SelfScore | None) -> Total:
        """Return the sums with one criterion more."""
        points = score.points if score is not None else None
        return replace(
            self,
            most=self.most + (criterion.points or 0),
            points=self.points + (points or 0),
            criteria=self.criteria + 1,
            scored=self.scored + (points is not None),
        )


def scores(assessment: SelfAssessment) -> dict[str, SelfScore]:
    """Return the scores by the codes of their criteria."""
    return {score.criterion: score for score in assessment.scores}


def headings(set: CriteriaSet) -> dict[str, tuple[str, ...]]:
    """Return for each criterion the codes of the headings above it, outermost first."""
    found: dict[str, tuple[str, ...]] = {}
    open_: list[Criterion] = []
    for one in set.criteria:
        while open_ and open_[-1].level >= one.level:
            open_.pop()
        found[one.code] = tuple(above.code for above in open_)
        if one.points is None:
            open_.append(one)
    return found


def totals(set: CriteriaSet, assessment: SelfAssessment) -> dict[str, Total]:
    """Return the sums of each heading by its code, and of the whole set under "".

    A criterion counts once in each heading above it. What is not scored adds nothing.
    """
    above, known = headings(set), scores(assessment)
    found = {"": Total()}
    found |= {o.code: Total(criterion=o.code) for o in set.criteria if o.points is None}
    for one in set.criteria:
        if one.points is None:
            continue
        for code in ("", *above[one.code]):
            found[code] = found[code].plus(one, known.get(one.code))
    return found


def step_of(set: CriteriaSet, criterion: Criterion) -> Decimal:
    """Return the smallest part of a point at ``criterion``; 0 allows any."""
    return set.step if criterion.step is None else criterion.step


def refusal(set: CriteriaSet, criterion: Criterion, points: Decimal) -> ScoreProblem | None:
    """Return why ``criterion`` cannot get ``points``, None when it can."""
    most, step = criterion.points or Decimal(0), step_of(set, criterion)
    kind: ProblemKind | None = None
    if points < 0:
        kind = "below"
    elif points > most:
        kind = "above"
    # The whole of the points is always possible, even where it is no multiple of the step.
    elif step and points % step and points != most:
        kind = "step"
    if kind is None:
        return None
    return ScoreProblem(criterion=criterion.code, kind=kind, most=most, step=step)


def problems(
    set: CriteriaSet, assessment: SelfAssessment, evidence: Mapping[str, int]
) -> list[ScoreProblem]:
    """Return what is wrong or missing, in printed order.

    ``evidence`` counts the pieces each criterion has. Whatever is scored needs evidence or an
    explanation, points or none.
    """
    known = scores(assessment)
    found = []
    for one in set.criteria:
        if one.points is None:
            continue
        score = known.get(one.code)
        if score is None or score.points is None:
            found.append(ScoreProblem(criterion=one.code, kind="open"))
            continue
        refused = refusal(set, one, score.points)
        if refused is not None:
            found.append(refused)
        if not score.explanation.strip() and not evidence.get(one.code):
            found.append(ScoreProblem(criterion=one.code, kind="unproven"))
    return found


def scored(assessment: SelfAssessment, score: SelfScore) -> SelfAssessment:
    """Return the assessment with ``score`` in place of an earlier one; an empty one goes."""
    others = tuple(one for one in assessment.scores if one.criterion != score.criterion)
    empty = score.points is None and not score.explanation.strip()
    return replace(assessment, scores=others if empty else (*others, score))
