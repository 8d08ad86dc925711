"""The tree of units over time: names, parents, mergers, and what they are refused for."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from papidesk.domain import unit_tree
from papidesk.domain.record import Validity, replace
from papidesk.domain.unit_tree import BelowUnit, UnitTree

FIRST, MERGED, LATER = (datetime.date(*day) for day in ((2024, 1, 1), (2025, 7, 1), (2026, 1, 1)))


def tree(*units: BelowUnit, on: datetime.date = LATER) -> UnitTree:
    return UnitTree(on=on, units={one.code: one for one in units})


def unit(code: str, **fields: object) -> BelowUnit:
    return replace(BelowUnit(code=code, name=f"xã {code}"), **fields)


def test_a_renamed_unit_is_called_as_it_was_on_every_day() -> None:
    old = unit("a", name="xã Cũ", validity=Validity(since=FIRST), basis="NQ 1")
    new = unit_tree.renamed(old, "phường  Mới", day=MERGED, basis="NQ 2")
    again = unit_tree.renamed(new, "phường Mới Nữa", day=LATER)
    days = [FIRST, MERGED - datetime.timedelta(days=1), MERGED, LATER, FIRST.replace(year=2020)]
    names = [again.form(day).name for day in days]
    assert names == ["xã Cũ", "xã Cũ", "phường Mới", "phường Mới Nữa", "xã Cũ"]
    assert again.form(MERGED).basis == "NQ 2" and again.since == FIRST


def test_a_unit_moved_below_another_stood_elsewhere_before() -> None:
    moved = unit_tree.moved(unit("a", parent="p"), "q", day=MERGED)
    known = (unit("p"), unit("q"), moved)
    before, after = tree(*known, on=FIRST), tree(*known)
    assert [one.code for one in before.children("p")] == ["a"]
    assert [one.code for one in after.below("q")] == ["a"] and after.children("p") == []
    assert [one.code for one in after.chain("a")] == ["q"]
    assert {one.code for one in after.reporting()} == {"a", "p"}


def test_a_day_that_does_not_fit_is_refused() -> None:
    one = unit("a", validity=Validity(since=MERGED))
    with pytest.raises(unit_tree.UnitDaysError):
        unit_tree.renamed(one, "b", day=MERGED)
    with pytest.raises(unit_tree.UnitDaysError):
        unit_tree.merged([one], unit("b"), tree(one, unit("b")), day=FIRST)


def test_mergers_that_cannot_be_are_refused() -> None:
    a, b = unit("a"), unit("b")
    gone = unit_tree.merged([a], b, tree(a, b), day=MERGED)[0]
    for units, into in (([a], a), ([gone], b), ([b], gone)):
        with pytest.raises(unit_tree.MergerError):
            unit_tree.merged(units, into, tree(gone, b), day=LATER)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (unit("mã"), unit_tree.UnitCodeError),
        (unit("a" * 36), unit_tree.UnitCodeError),
        (unit("c", name="  "), unit_tree.UnitNameError),
        (unit("c", aliases=("a",)), unit_tree.UnitTakenError),
        (unit("c", parent="không"), unit_tree.UnitParentError),
        (unit("a", parent="b"), unit_tree.UnitParentError),
        (unit("b", parent="b"), unit_tree.UnitParentError),
    ],
)
def test_what_no_unit_can_be_is_refused(wrong: BelowUnit, error: type[Exception]) -> None:
    known = {"a": unit("a"), "b": unit("b", parent="a")}
    taken = unit_tree.owners(known.values())
    with pytest.raises(error):
        unit_tree.check(wrong, known | {wrong.code: wrong}, taken)


@settings(max_examples=60)
@given(some.lists(some.tuples(some.integers(0, 11), some.integers(0, 11)), max_size=20))
def test_whatever_is_merged_every_unit_ends_in_one_that_is_there(
    mergers: list[tuple[int, int]],
) -> None:
    known = {f"u{number}": unit(f"u{number}") for number in range(12)}
    day = FIRST
    for one, into in mergers:
        day += datetime.timedelta(days=30)
        now = UnitTree(on=day, units=known)
        try:
            made = unit_tree.merged([known[f"u{one}"]], known[f"u{into}"], now, day=day)
        except unit_tree.UnitError:
            continue
        known |= {each.code: each for each in made}
    last = UnitTree(on=day + datetime.timedelta(days=1), units=known)
    there = {one.code for one in last.there()}
    ends = {code: last.now_called(code) for code in known}
    assert set(ends.values()) == there
    assert all(last.now_called(end) == end for end in ends.values())
    # Nothing is lost and nothing counts twice.
    parts = [code for end in sorted(there) for code in last.sources(end)]
    assert sorted(parts) == sorted(known)
    assert all(last.now_called(code, FIRST) == code for code in known)
