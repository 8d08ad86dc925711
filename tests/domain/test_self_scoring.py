"""Adding up own scores: groups add up to the whole, points stay within what is possible."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.criteria import CriteriaSet, Criterion, SelfAssessment, SelfScore
from papidesk.domain.criteria_checks import (
    BadCriterionError,
    EmptyHeadingError,
    NoCriteriaError,
    NoNameError,
    SameCriterionError,
    check,
)
from papidesk.domain.self_scoring import headings, problems, refusal, scored, totals

QUARTERS = st.integers(0, 40).map(lambda number: Decimal(number) / 4)


@st.composite
def sets(draw: st.DrawFn) -> CriteriaSet:
    """Sets of up to five groups, some with groups below, as provinces make them."""
    criteria = []
    for group in range(draw(st.integers(1, 5))):
        criteria.append(Criterion(code=f"g{group}", text="Nhóm", level=1))
        deeper = draw(st.booleans())
        if deeper:
            criteria.append(Criterion(code=f"g{group}.0", text="Nhóm nhỏ", level=2))
        for index in range(draw(st.integers(1, 6))):
            points = draw(st.integers(1, 40)) / Decimal(4)
            level = 3 if deeper else 2
            code = f"g{group}.{index + 1}"
            criteria.append(Criterion(code=code, text="Việc", level=level, points=points))
    return CriteriaSet(code="bo", name="Bộ", criteria=tuple(criteria))


@st.composite
def assessed(draw: st.DrawFn) -> tuple[CriteriaSet, SelfAssessment]:
    """A set and own scores of some of it."""
    made = draw(sets())
    given_ = []
    for one in made.criteria:
        if one.points is not None and draw(st.booleans()):
            quarters = draw(st.integers(0, int(one.points * 4)))
            given_.append(SelfScore(criterion=one.code, points=Decimal(quarters) / 4))
    return made, SelfAssessment(criteria=made.code, year=2026, scores=tuple(given_))


@given(assessed())
def test_groups_add_up_to_the_whole_and_own_points_never_exceed_the_most(
    made: tuple[CriteriaSet, SelfAssessment],
) -> None:
    set_, own = made
    found = totals(set_, own)
    top = [found[one.code] for one in set_.criteria if one.points is None and one.level == 1]
    whole = found[""]
    assert sum(part.most for part in top) == whole.most
    assert sum(part.points for part in top) == whole.points
    assert sum(part.scored for part in top) == whole.scored == len(own.scores)
    assert sum(part.criteria for part in top) == whole.criteria
    assert all(0 <= part.points <= part.most for part in found.values())


@given(assessed(), st.randoms(use_true_random=False))
def test_the_order_in_which_scores_were_given_changes_no_total(
    made: tuple[CriteriaSet, SelfAssessment], random: object
) -> None:
    set_, own = made
    shuffled = list(own.scores)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = SelfAssessment(criteria=own.criteria, year=own.year)
    for score in shuffled:
        again = scored(again, score)
    assert totals(set_, again) == totals(set_, own)


@given(sets(), QUARTERS)
def test_points_are_refused_only_above_the_most_or_between_steps(
    made: CriteriaSet, points: Decimal
) -> None:
    one = next(one for one in made.criteria if one.points is not None)
    assert one.points is not None
    refused = refusal(made, one, points)
    assert (refused is None) == (points <= one.points)
    assert refusal(made, one, Decimal("-1")) is not None
    between = refusal(made, one, Decimal("0.1"))
    assert between is not None
    assert between.kind == "step"


def small() -> CriteriaSet:
    criteria = (
        Criterion(code="i", number="I", text="Nhóm", level=1),
        Criterion(code="i.1", number="1", text="Kế hoạch", points=Decimal(5)),
        Criterion(code="i.2", number="2", text="Báo cáo", points=Decimal("2.5")),
    )
    return CriteriaSet(code="bo", name="Bộ", criteria=criteria)


def test_what_is_scored_needs_evidence_or_an_explanation() -> None:
    own = SelfAssessment(criteria="bo", year=2026)
    assert [(p.criterion, p.kind) for p in problems(small(), own, {})] == [
        ("i.1", "open"),
        ("i.2", "open"),
    ]
    own = scored(own, SelfScore(criterion="i.1", points=Decimal(5)))
    own = scored(own, SelfScore(criterion="i.2", points=Decimal(0), explanation="Chưa làm"))
    assert [(p.criterion, p.kind) for p in problems(small(), own, {})] == [("i.1", "unproven")]
    assert problems(small(), own, {"i.1": 2}) == []


def test_the_most_is_possible_even_where_it_is_no_multiple_of_the_step() -> None:
    one = Criterion(code="a", text="Việc", points=Decimal("3.3"))
    made = CriteriaSet(code="bo", name="Bộ", criteria=(one,), step=Decimal("0.5"))
    assert refusal(made, one, Decimal("3.3")) is None


def test_a_criterion_below_two_headings_counts_in_both() -> None:
    criteria = (
        Criterion(code="a", text="Phần", level=1),
        Criterion(code="b", text="Mục", level=2),
        Criterion(code="c", text="Việc", level=3, points=Decimal(4)),
        Criterion(code="d", text="Mục khác", level=2),
        Criterion(code="e", text="Việc khác", level=3, points=Decimal(6)),
    )
    made = CriteriaSet(code="bo", name="Bộ", criteria=criteria)
    assert headings(made)["e"] == ("a", "d")
    most = {c: t.most for c, t in totals(made, SelfAssessment(criteria="bo", year=2026)).items()}
    assert most == {"": 10, "a": 10, "b": 4, "d": 6}


@pytest.mark.parametrize(
    ("criteria", "refused"),
    [
        ((), NoCriteriaError),
        ((Criterion(code="a", text="Nhóm", level=1),), EmptyHeadingError),
        ((Criterion(code="a", text="Việc", points=Decimal(-1)),), BadCriterionError),
        ((Criterion(code="a", text="Việc", points=Decimal("NaN")),), BadCriterionError),
        ((Criterion(code="a", text=" ", points=Decimal(1)),), BadCriterionError),
        ((Criterion(code="a", text="Việc", points=Decimal(1)),) * 2, SameCriterionError),
    ],
)
def test_a_set_nobody_could_score_by_is_refused(
    criteria: tuple[Criterion, ...], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        check(CriteriaSet(code="bo", name="Bộ", criteria=criteria))


def test_a_set_needs_a_name_and_a_code() -> None:
    with pytest.raises(NoNameError):
        check(CriteriaSet(code="", name="Bộ"))
    with pytest.raises(NoNameError):
        check(CriteriaSet(code="Bộ số 1", name="Bộ"))
