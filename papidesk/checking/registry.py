"""The rules: what each is called, how grave it is, where it comes from, and what runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from papidesk.checking.finding import Family, Hit, Severity, Skip
from papidesk.checking.subject import Passage, Subject
from papidesk.domain.record import Record

Scope = Literal["local", "global"]
GlobalCheck = Callable[[Subject], Iterator[Hit | Skip]]
LocalCheck = Callable[[Passage], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """One rule. A local one judges a passage by its text and role alone, so that an edit re-runs
    it on what changed; a global one judges the whole paper.
    """

    id: str
    title: str
    family: Family
    severity: Severity
    source: str
    scope: Scope
    on_paper: GlobalCheck | None = None
    on_passage: LocalCheck | None = None


class RuleSettings(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What an office changed: rules that are off, and severities by rule id."""

    off: tuple[str, ...] = ()
    severities: dict[str, Severity] = msgspec.field(default_factory=dict)

    def severity(self, rule: Rule) -> Severity:
        """Return how grave ``rule`` is for this office."""
        return self.severities.get(rule.id, rule.severity)


def paper_rule(
    id: str, title: str, severity: Severity, source: str, family: Family = "form"
) -> Callable[[GlobalCheck], Rule]:
    """Make a rule of a function that judges the whole paper."""

    def make(check: GlobalCheck) -> Rule:
        return Rule(
            id=id, title=title, family=family, severity=severity, source=source,
            scope="global", on_paper=check,
        )  # fmt: skip

    return make


def passage_rule(
    id: str, title: str, severity: Severity, source: str, family: Family = "content"
) -> Callable[[LocalCheck], Rule]:
    """Make a rule of a function that judges one passage by its text and role alone."""

    def make(check: LocalCheck) -> Rule:
        return Rule(
            id=id, title=title, family=family, severity=severity, source=source,
            scope="local", on_passage=check,
        )  # fmt: skip

    return make
