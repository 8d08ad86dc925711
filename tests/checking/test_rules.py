"""Each rule fires when its condition is broken, and only it; a sound paper is left in peace."""

from __future__ import annotations

import pytest

from papidesk.checking.check import check
from papidesk.checking.registry import RuleSettings
from papidesk.checking.rules import RULES, by_id
from tests.checking.sound import BREAKS, LETTER, SOUND, Break


def fired(broken: Break) -> set[str]:
    return {finding.rule for finding in check(broken(SOUND)).findings}


def test_nothing_is_said_of_a_sound_plan_and_a_sound_letter() -> None:
    assert check(SOUND).findings == ()
    assert check(LETTER(SOUND)).findings == ()


@pytest.mark.parametrize(
    ("rule", "broken"), [(r, b) for r, _, b in BREAKS], ids=[f"{r}: {n}" for r, n, _ in BREAKS]
)
def test_breaking_one_condition_fires_exactly_its_rule(rule: str, broken: Break) -> None:
    assert fired(broken) == {rule}


def test_every_rule_has_a_case_in_which_it_fires() -> None:
    assert {rule for rule, _, _ in BREAKS} == set(by_id())


def test_rule_ids_are_unique_and_each_rule_says_its_source_and_title() -> None:
    assert len(by_id()) == len(RULES)
    for rule in RULES:
        assert rule.source and rule.title and rule.id == rule.id.upper()
        assert (rule.on_paper is None) != (rule.on_passage is None)
        assert (rule.scope == "global") == (rule.on_paper is not None)


@pytest.mark.parametrize("rule", sorted(by_id()))
def test_a_rule_switched_off_says_nothing(rule: str) -> None:
    broken = next(b for r, _, b in BREAKS if r == rule)
    report = check(broken(SOUND), RuleSettings(off=(rule,)))
    assert report.findings == ()
    assert report.state_of(rule) is None
