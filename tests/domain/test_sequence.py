"""Where a bundle stands in its stream, judged by numbers and hashes only."""

from __future__ import annotations

import pytest

from papidesk.domain.bundle import Covers, Manifest, SchemaName, Sender, Version
from papidesk.domain.record import replace
from papidesk.domain.sequence import BROKEN_CHAIN, GAP, Known, judge

DATABASE = "0197f000-0000-7000-8000-000000000002"
BUNDLE = "0197f000-0000-7000-8000-0000000000b1"
HASH, BEFORE, OTHER = "aa" * 32, "bb" * 32, "cc" * 32
SAID = Manifest(
    version=Version(major=1, minor=0), bundle_id=BUNDLE, kind="report",
    sender=Sender(unit="xa-an-hoa", name="xã An Hòa", instance=DATABASE, database=DATABASE),
    to=("so-noi-vu",), stream="report:so-noi-vu", seq=12, prev=BEFORE, covers=Covers(),
    created_at="2026-06-19T09:20:00Z", schema=SchemaName(name="papidesk-records", version=1),
    files=(),
)  # fmt: skip
KNOWN = Known(last_seq=11, last_manifest=BEFORE, databases=frozenset({DATABASE}))


def test_the_next_one_is_next() -> None:
    verdict = judge(SAID, HASH, KNOWN)
    assert (verdict.sequence, verdict.hold, verdict.refusal) == ("next", "", "")
    assert not verdict.warnings and not verdict.already


def test_the_first_one_of_a_unit_is_first() -> None:
    assert judge(replace(SAID, seq=1, prev=""), HASH, Known()).sequence == "first"


def test_a_first_one_with_a_high_number_has_a_gap() -> None:
    verdict = judge(SAID, HASH, Known())
    assert (verdict.sequence, verdict.missing) == ("gap", 11)


def test_the_same_bundle_was_taken_in_already() -> None:
    verdict = judge(SAID, HASH, replace(KNOWN, taken=HASH, last_seq=12, at_seq=BUNDLE))
    assert verdict.already and verdict.sequence == "known"


@pytest.mark.parametrize("known", [Known(taken=OTHER), Known(seen=OTHER)])
def test_the_same_id_with_other_content_is_refused(known: Known) -> None:
    assert judge(SAID, HASH, known).refusal == "same-id-other-content"


def test_one_that_waits_may_come_again() -> None:
    verdict = judge(SAID, HASH, replace(KNOWN, seen=HASH, at_seq=BUNDLE))
    assert verdict.refusal == "" and not verdict.already and verdict.sequence == "next"


def test_a_gap_is_told_and_taken_in() -> None:
    verdict = judge(SAID, HASH, replace(KNOWN, last_seq=8))
    assert (verdict.sequence, verdict.missing, verdict.refusal, verdict.hold) == ("gap", 3, "", "")
    assert [warned.message for warned in verdict.warnings] == [GAP]


def test_a_jump_beyond_ten_thousand_is_refused() -> None:
    far = replace(SAID, seq=10_011)
    assert judge(far, HASH, KNOWN).refusal == ""
    assert judge(replace(far, seq=10_012), HASH, KNOWN).refusal == "sequence-jump"
    assert judge(SAID, HASH, replace(KNOWN, last_seq=3), jump=5).refusal == "sequence-jump"


def test_an_older_one_is_taken_in_unless_a_later_one_covers_it() -> None:
    late = replace(KNOWN, last_seq=20, last_manifest=OTHER)
    assert judge(SAID, HASH, late).sequence == "older" and not judge(SAID, HASH, late).superseded
    assert judge(SAID, HASH, replace(late, covered=True)).superseded


def test_a_later_one_is_never_superseded() -> None:
    assert not judge(SAID, HASH, replace(KNOWN, covered=True)).superseded


def test_two_bundles_with_one_number_are_held_as_a_fork() -> None:
    other = "0197f000-0000-7000-8000-0000000000b9"
    verdict = judge(SAID, HASH, replace(KNOWN, last_seq=12, at_seq=other))
    assert verdict.hold == "fork" and verdict.refusal == ""


def test_another_database_of_a_known_unit_is_held() -> None:
    known = Known(databases=frozenset({"0197f000-0000-7000-8000-000000000009"}))
    assert judge(replace(SAID, seq=1, prev=""), HASH, known).hold == "new-database"


def test_a_broken_chain_is_told() -> None:
    verdict = judge(replace(SAID, prev=OTHER), HASH, KNOWN)
    assert [warned.message for warned in verdict.warnings] == [BROKEN_CHAIN] and not verdict.hold
