"""Merging two versions of a record: nobody's change is lost, whatever way round it is done."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.bundle import BundleRecord
from papidesk.domain.merging import (
    WHOLE,
    FieldConflict,
    Merged,
    Versioned,
    changed,
    merge,
    settled,
    versioned,
)
from papidesk.domain.version_vector import content_hash, knows, order

A, B, C = (f"0197f000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
FIRST = Versioned(fields={"text": "Họp thôn", "progress": 10}, vv={A: 1})


def side(merged: Merged) -> Versioned:
    """Return what was merged as a version again."""
    return Versioned(fields=merged.fields, vv=merged.vv, dots=merged.dots, deleted=merged.deleted)


def edit(before: Versioned, database: str, **fields: Any) -> Versioned:
    return changed(before, before.fields | fields, database)


def delete(before: Versioned, database: str) -> Versioned:
    return changed(before, before.fields, database, deleted=True)


def test_a_record_that_is_not_here_is_new() -> None:
    record = BundleRecord(
        kind="task", id="x", owner="a", vv=FIRST.vv, hash=content_hash(FIRST.fields),
        fields=FIRST.fields,
    )  # fmt: skip
    assert merge(None, record).state == "new" and merge(None, record).fields == FIRST.fields
    assert merge(versioned(record), record).state == "unchanged"


def test_a_later_version_is_taken_and_an_earlier_one_is_not() -> None:
    later = edit(FIRST, B, progress=60)
    assert merge(FIRST, later).state == "changed" and side(merge(FIRST, later)) == later
    assert merge(later, FIRST).state == "unchanged" and side(merge(later, FIRST)) == later


def test_different_fields_of_both_sides_are_put_together() -> None:
    ours, theirs = edit(FIRST, A, progress=60), edit(FIRST, B, text="Họp dân")
    merged = merge(ours, theirs)
    assert merged.state == "changed" and not merged.conflicts
    assert merged.fields == {"text": "Họp dân", "progress": 60}
    assert merged.vv == {A: 2, B: 1}
    assert merged.dots == {"progress": f"{A}:2", "text": f"{B}:1"}


def test_the_same_field_keeps_ours_and_tells_theirs() -> None:
    ours, theirs = edit(FIRST, A, progress=60), edit(FIRST, B, progress=100, text="Họp dân")
    merged = merge(ours, theirs)
    assert merged.state == "conflicting"
    assert merged.conflicts == (FieldConflict(field="progress", local=60, other=100),)
    assert merged.fields == {"text": "Họp dân", "progress": 60}
    assert merged.vv == ours.vv, "the other side is not told that we know of its change"


def test_the_same_value_on_both_sides_is_no_conflict() -> None:
    merged = merge(edit(FIRST, A, progress=60), edit(FIRST, B, progress=60))
    assert merged.state == "unchanged" and merged.fields["progress"] == 60
    assert merged.vv == {A: 2, B: 1}


def test_an_edit_against_a_deletion_is_a_conflict_of_the_whole() -> None:
    ours, theirs = edit(FIRST, A, progress=60), delete(FIRST, B)
    assert merge(ours, theirs).conflicts == (FieldConflict(field=WHOLE, local=False, other=True),)
    assert merge(theirs, ours).conflicts == (FieldConflict(field=WHOLE, local=True, other=False),)
    assert not merge(ours, theirs).deleted and merge(theirs, ours).deleted


def test_a_deletion_that_knew_the_edit_deletes() -> None:
    gone = delete(edit(FIRST, A, progress=60), B)
    assert merge(edit(FIRST, A, progress=60), gone).deleted


def test_two_deletions_are_one() -> None:
    merged = merge(delete(FIRST, A), delete(FIRST, B))
    assert merged.deleted and not merged.conflicts and merged.vv == {A: 2, B: 1}


def test_a_copied_database_with_other_content_is_a_conflict() -> None:
    one, two = edit(FIRST, A, progress=60), edit(FIRST, A, progress=70)
    assert one.vv == two.vv
    assert merge(one, two).conflicts == (FieldConflict(field="progress", local=60, other=70),)


def test_a_field_taken_away_on_one_side_is_taken_away() -> None:
    ours = changed(FIRST, {"text": "Họp thôn"}, A)
    theirs = edit(FIRST, B, text="Họp dân")
    assert merge(ours, theirs).fields == {"text": "Họp dân"} == merge(theirs, ours).fields


def test_what_a_person_settled_goes_before_both_sides() -> None:
    ours, theirs = edit(FIRST, A, progress=60), edit(FIRST, B, progress=100, text="Họp dân")
    for choice, value in (("local", 60), ("other", 100)):
        decided = settled(ours, theirs, {"progress": choice}, A)
        assert decided.fields == {"text": "Họp dân", "progress": value}
        for other in (ours, theirs):
            assert order(other.vv, decided.vv) == "before"
            assert side(merge(other, decided)) == decided


def test_a_settled_deletion_goes_before_both_sides() -> None:
    ours, theirs = edit(FIRST, A, progress=60), delete(FIRST, B)
    kept = settled(ours, theirs, {WHOLE: "local"}, A)
    assert not kept.deleted and side(merge(theirs, kept)) == kept
    gone = settled(ours, theirs, {WHOLE: "other"}, A)
    assert gone.deleted and side(merge(theirs, gone)) == gone


def test_nothing_changed_is_no_change() -> None:
    assert changed(FIRST, dict(FIRST.fields), B) is FIRST


_NAMES, _VALUES = ("a", "b", "c"), st.one_of(st.none(), st.integers(0, 2))
_EDITS = st.lists(
    st.tuples(st.sampled_from((A, B, C)), st.sampled_from(_NAMES), _VALUES), max_size=8
)


def histories(edits: list[tuple[str, str, int | None]], splits: list[bool]) -> list[Versioned]:
    """Return the versions of three databases that edit one record, some knowing of the others."""
    sides = dict.fromkeys((A, B, C), FIRST)
    for (database, name, value), meets in zip(edits, splits, strict=False):
        fields = dict(sides[database].fields)
        fields.pop(name, None)
        if value is not None:
            fields[name] = value
        sides[database] = changed(sides[database], fields, database)
        other = {A: B, B: C, C: A}[database]
        merged = merge(sides[other], sides[database])
        if meets and not merged.conflicts:
            sides[other] = side(merged)
    return list(sides.values())


_SPLITS = st.lists(st.booleans(), min_size=8, max_size=8)


@given(_EDITS, _SPLITS)
def test_merging_gives_the_same_either_way_round(
    edits: list[tuple[str, str, int | None]], splits: list[bool]
) -> None:
    one, two, _ = histories(edits, splits)
    there, back = merge(one, two), merge(two, one)
    told = {(each.field, each.local, each.other) for each in there.conflicts}
    assert told == {(each.field, each.other, each.local) for each in back.conflicts}
    if not there.conflicts:
        assert side(there) == side(back)


@given(_EDITS, _SPLITS)
def test_merging_twice_or_with_itself_changes_nothing(
    edits: list[tuple[str, str, int | None]], splits: list[bool]
) -> None:
    one, two, _ = histories(edits, splits)
    assert merge(one, one).state == "unchanged" and side(merge(one, one)) == one
    merged = side(merge(one, two))
    again = merge(merged, two)
    assert again.fields == merged.fields and again.vv == merged.vv


@given(_EDITS, _SPLITS)
def test_merging_gives_the_same_in_any_order_where_nobody_must_decide(
    edits: list[tuple[str, str, int | None]], splits: list[bool]
) -> None:
    results = []
    for first, second, third in permutations(histories(edits, splits)):
        once = merge(first, second)
        twice = merge(side(once), third)
        if once.conflicts or twice.conflicts:
            return
        results.append((twice.fields, twice.vv))
    assert all(result == results[0] for result in results)


@given(_EDITS, _SPLITS)
def test_no_dot_is_unknown_to_its_own_vector(
    edits: list[tuple[str, str, int | None]], splits: list[bool]
) -> None:
    one, two, _ = histories(edits, splits)
    for version in (one, side(merge(one, two)), settled(one, two, {}, A)):
        assert all(knows(version.vv, origin) for origin in version.dots.values())


@given(_EDITS, _SPLITS)
def test_after_settling_everybody_agrees(
    edits: list[tuple[str, str, int | None]], splits: list[bool]
) -> None:
    one, two, _ = histories(edits, splits)
    conflicts = merge(one, two).conflicts
    if not conflicts:
        return
    decided = settled(one, two, {each.field: "other" for each in conflicts}, A)
    assert side(merge(two, decided)) == decided == side(merge(one, decided))
    for each in conflicts:
        assert decided.fields.get(each.field) == each.other
