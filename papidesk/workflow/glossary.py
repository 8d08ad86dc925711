"""The office's own terms and which rules it wants: kept in its catalogues, handed to the check."""

from __future__ import annotations

from papidesk.checking.registry import Rule, RuleSettings
from papidesk.domain.glossary import Judging, Term
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import catalogue
from papidesk.storage.store import Store
from papidesk.text.fold import fold

__all__ = [
    "EmptyTermError", "FixedRuleError", "Rule", "Term", "TermLoopError", "check_term", "judging",
    "may_be_off", "off", "put", "remove", "rules", "switch", "terms",
]  # fmt: skip

GLOSSARY, RULES, ENTRY = "glossary", "checking", "rules"


class EmptyTermError(PapiDeskError):
    """A term without its right form, or without anything to replace."""

    message = N_("A term needs its right form and at least one form that is not to be written.")


class TermLoopError(PapiDeskError):
    """A term whose right form is called wrong, by itself or another."""

    message = N_(
        "“{right}” is also listed as a form not to be written. Take it out of one of them."
    )


class FixedRuleError(PapiDeskError):
    """A rule of the decree that nobody may switch off."""

    message = N_("The rule {rule} cannot be switched off: the decree itself demands it.")


def terms(store: Store) -> list[Term]:
    """Return the office's own terms by their right form."""
    return sorted(catalogue.every(store, GLOSSARY, Term), key=lambda term: fold(term.right))


def put(store: Store, term: Term, *, who: str) -> Term:
    """Keep a term and return it, with an id when it is new.

    Raises :class:`EmptyTermError`, :class:`TermLoopError`.
    """
    check_term(term, terms(store))
    kept = term if term.id else replace(term, id=new_id())
    catalogue.put(store, GLOSSARY, kept.id, kept, who=who)
    return kept


def check_term(term: Term, others: list[Term]) -> None:
    """Refuse a term that says nothing, or contradicts itself or one of ``others``."""
    if not term.right.strip() or not any(wrong.strip() for wrong in term.wrong):
        raise EmptyTermError
    wrong = {text for one in others if one.id != term.id for text in one.wrong} | set(term.wrong)
    if term.right in wrong:
        raise TermLoopError(right=term.right)


def remove(store: Store, id: str, *, who: str) -> None:
    """Delete a term; :func:`put` brings it back."""
    catalogue.remove(store, GLOSSARY, id, who=who)


def rules() -> tuple[Rule, ...]:
    """Return every rule of the check."""
    from papidesk.checking import rules as known

    return known.RULES


def may_be_off(rule: Rule) -> bool:
    """Tell whether an office may do without ``rule``: it is about style, and no error."""
    return rule.family == "content" and rule.severity != "error"


def off(store: Store) -> tuple[str, ...]:
    """Return the ids of the rules that are switched off."""
    kept = catalogue.get(store, RULES, ENTRY, RuleSettings)
    return kept.off if kept else ()


def switch(store: Store, rule_id: str, *, on: bool, who: str) -> None:
    """Switch a rule on or off; raises :class:`FixedRuleError` for one that has to stay."""
    rule = next((one for one in rules() if one.id == rule_id), None)
    if not on and (rule is None or not may_be_off(rule)):
        raise FixedRuleError(rule=rule_id)
    left = tuple(sorted({*off(store)} - {rule_id} | (set() if on else {rule_id})))
    catalogue.put(store, RULES, ENTRY, RuleSettings(off=left), who=who)


def judging(store: Store) -> Judging:
    """Return what the check of this office's papers adds: its terms, and what is off."""
    return Judging(terms=tuple(terms(store)), off=off(store))
