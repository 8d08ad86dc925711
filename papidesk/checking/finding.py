"""What a check says: findings with place, reason, source and mend, and the report of them all."""

from __future__ import annotations

from typing import Literal

import msgspec

from papidesk.domain.record import Record
from papidesk.i18n import N_, _, ngettext

Severity = Literal["error", "warning", "info"]
State = Literal["pass", "error", "warning", "not_applicable", "not_evaluated"]
Family = Literal["form", "content"]
Values = dict[str, str | int]


class Place(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Where: a path of the document ("blocks/3", "recipients/0"; "" is the whole) and a stretch.

    ``offset`` and ``length`` count characters of the text at ``path``.
    """

    path: str = ""
    offset: int = 0
    length: int = 0


class Fix(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The one safe mend: put ``text`` in place of ``length`` characters at ``offset``.

    ``old`` is what must stand there; :func:`papidesk.checking.fixes.apply` refuses anything else.
    """

    path: str
    offset: int
    old: str
    text: str


class Hit(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a rule function yields; the check adds the rule's name, severity and source to it.

    ``path`` None is the passage a local rule was given. ``mend`` is the text to put in the place
    of the stretch, None where there is no single safe mend. ``severity`` lowers the rule's own.
    """

    message: str
    values: Values = msgspec.field(default_factory=dict)
    path: str | None = None
    offset: int = 0
    length: int = 0
    text: str = ""
    expected: str = ""
    mend: str | None = None
    severity: Severity | None = None


class Skip(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a rule function yields instead when it does not apply or cannot be evaluated."""

    state: Literal["not_applicable", "not_evaluated"]
    reason: str = ""


def not_applicable(reason: str = "") -> Skip:
    """Say that a rule has nothing to judge in this paper; ``reason`` is a message id."""
    return Skip(state="not_applicable", reason=reason)


def not_evaluated(reason: str) -> Skip:
    """Say that what a rule judges could not be read; ``reason`` is a message id."""
    return Skip(state="not_evaluated", reason=reason)


class Finding(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One remark on a paper.

    ``text`` is what stands there, ``expected`` what should (document text, not translated),
    ``message`` an English gettext id with ``values`` for its fields, ``source`` the rule's origin.
    """

    rule: str
    severity: Severity
    message: str
    values: Values = msgspec.field(default_factory=dict)
    place: Place = Place()
    text: str = ""
    expected: str = ""
    source: str = ""
    fix: Fix | None = None

    @property
    def found(self) -> str:
        """What stands in the paper at this place."""
        return self.text

    def sentence(self) -> str:
        """Return the sentence in the language in use: why, and what is expected."""
        return _(self.message).format(**self.values)


class RuleResult(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How one rule came out; ``reason`` (a message id) says why it was not judged."""

    rule: str
    state: State
    findings: int = 0
    reason: str = ""


class Report(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All results of one check; ``findings`` are in reading order."""

    results: tuple[RuleResult, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def evaluated(self) -> int:
        """How many rules could be judged (passed, or found something)."""
        return sum(r.state in {"pass", "error", "warning"} for r in self.results)

    @property
    def not_evaluated(self) -> int:
        """How many rules could not be judged for want of what they judge."""
        return sum(r.state == "not_evaluated" for r in self.results)

    def count(self, severity: Severity) -> int:
        """Return how many findings have ``severity``."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def ok(self) -> bool:
        """Tell whether no error was found."""
        return not self.count("error")

    def state_of(self, rule: str) -> State | None:
        """Return the state of the rule with this id; None when it was not run."""
        return next((r.state for r in self.results if r.rule == rule), None)

    def summary(self) -> str:
        """Return one sentence that never calls a paper right while a rule was not evaluated."""
        errors, warnings, notes = (self.count(s) for s in ("error", "warning", "info"))
        told = (
            ngettext("{count} error", "{count} errors", errors).format(count=errors),
            ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
            ngettext("{count} remark", "{count} remarks", notes).format(count=notes),
        )
        if errors or warnings:
            said = ", ".join(told) + "."
        elif notes:
            said = _("No error found, {remarks}.").format(remarks=told[2])
        elif self.not_evaluated:
            said = _("No error found among the rules that could be evaluated.")
        else:
            return _("The paper keeps all rules that were checked.")
        if self.not_evaluated:
            open_rules = ngettext(
                "{count} rule could not be evaluated.",
                "{count} rules could not be evaluated.",
                self.not_evaluated,
            )
            said = f"{said} {open_rules.format(count=self.not_evaluated)}"
        return said


SEVERITY_NAMES: dict[Severity, str] = {
    "error": N_("Error"),
    "warning": N_("Warning"),
    "info": N_("Remark"),
}
STATE_NAMES: dict[State, str] = {
    "pass": N_("Kept"),
    "error": N_("Error"),
    "warning": N_("Warning"),
    "not_applicable": N_("Does not apply"),
    "not_evaluated": N_("Not evaluated"),
}
