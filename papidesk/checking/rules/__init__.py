"""All rules, in the order of a paper from head to foot, then those on its words."""

from __future__ import annotations

from papidesk.checking.registry import Rule
from papidesk.checking.rules import (
    addressees,
    annexes,
    blanks,
    breaks,
    capitals,
    citations,
    claims,
    date,
    ending,
    glossary,
    head,
    index_name,
    names,
    number,
    outline,
    party,
    recipients,
    secrecy,
    sections,
    signature,
    spacing,
    spelling,
    tasks,
    wording,
    years,
)

PARTY_RULE = party.PARTY_PAPER
RULES: tuple[Rule, ...] = (
    *party.RULES,
    *head.RULES,
    *number.RULES,
    *date.RULES,
    *citations.RULES,
    *outline.RULES,
    *ending.RULES,
    *annexes.RULES,
    *addressees.RULES,
    *recipients.RULES,
    *signature.RULES,
    *secrecy.RULES,
    *index_name.RULES,
    *names.RULES,
    *years.RULES,
    *capitals.RULES,
    *spacing.RULES,
    *spelling.RULES,
    *breaks.RULES,
    *wording.RULES,
    *glossary.RULES,
    *sections.RULES,
    *tasks.RULES,
    *claims.RULES,
    *blanks.RULES,
)


def by_id() -> dict[str, Rule]:
    """Return all rules by their id."""
    return {rule.id: rule for rule in RULES}
