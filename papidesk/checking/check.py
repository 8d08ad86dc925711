"""Run the rules over a paper, once or again after each edit."""

from __future__ import annotations

from papidesk.checking.finding import (
    Finding,
    Fix,
    Hit,
    Place,
    Report,
    RuleResult,
    Severity,
    Skip,
    State,
)
from papidesk.checking.limit import Limited, limited
from papidesk.checking.registry import Rule, RuleSettings
from papidesk.checking.rules import PARTY_RULE, RULES
from papidesk.checking.subject import Passage, Subject
from papidesk.i18n import N_

_PARTS = (
    "", "superior", "issuer", "motto", "number", "symbol", "place", "date", "kind", "abstract",
    "addressees", "authority_line", "bases", "blocks", "closing", "recipients", "signature",
    "annexes",
)  # fmt: skip
_ORDER = {part: rank for rank, part in enumerate(_PARTS)}
_INNER = {"title": -2, "note": -1, "blocks": 0, "closing": 1}
# What the local rules said of a passage, by its role and text.
_Said = tuple[tuple[str, Limited[Hit]], ...]
_Known = dict[tuple[str, str], _Said]


def check(
    subject: Subject, settings: RuleSettings | None = None, rules: tuple[Rule, ...] = RULES
) -> Report:
    """Return what ``rules`` (those the office has not switched off) say of a paper.

    A Party paper gets one remark and no other rule is applied to it. Of many findings of one kind
    the first are told, and how many more there are.
    """
    return _check(subject, settings or RuleSettings(), rules, {}, {})


class Watch:
    """Checks one paper again and again while it is edited: unchanged passages are not re-judged."""

    def __init__(self, settings: RuleSettings | None = None) -> None:
        self._settings = settings or RuleSettings()
        self._known: _Known = {}

    def check(self, subject: Subject) -> Report:
        """Return the report of the paper as it is now."""
        kept: _Known = {}
        report = _check(subject, self._settings, RULES, self._known, kept)
        self._known = kept
        return report


def _check(
    subject: Subject, settings: RuleSettings, rules: tuple[Rule, ...], known: _Known, kept: _Known
) -> Report:
    active = [rule for rule in rules if rule.id not in settings.off]
    if subject.is_party:
        active = [PARTY_RULE] if PARTY_RULE in active else []
    results: list[RuleResult] = []
    findings: list[Finding] = []
    local = _local([rule for rule in active if rule.on_passage], subject, settings, known, kept)
    for rule in active:
        skip: Skip | None = None
        hits = local.get(rule.id, Limited())
        for hit in rule.on_paper(subject) if rule.on_paper else ():
            if isinstance(hit, Skip):
                skip = skip or hit
            else:
                hits.add(hit, _severity(rule, hit, subject, settings))
        made = [_finding(rule, hit, subject, settings) for hit in hits.kept]
        if hits.dropped is not None:
            made.append(_further(rule, hits.dropped, hits.further))
        findings += made
        results.append(_result(rule, made, skip))
    if subject.is_party:
        others = (rule for rule in rules if rule is not PARTY_RULE and rule.id not in settings.off)
        results += [
            RuleResult(rule=rule.id, state="not_applicable", reason=N_("A paper of the Party."))
            for rule in others
        ]
    findings.sort(key=_in_reading_order)
    return Report(results=tuple(results), findings=tuple(findings))


def _local(
    rules: list[Rule], subject: Subject, settings: RuleSettings, known: _Known, kept: _Known
) -> dict[str, Limited[Hit]]:
    """Return the hits of the local rules; a passage whose text is known is not judged again."""
    hits: dict[str, Limited[Hit]] = {rule.id: Limited() for rule in rules}
    by_id = {rule.id: rule for rule in rules}
    for passage in subject.passages:
        key = (passage.role, passage.text)
        found = known.get(key)
        if found is None:
            found = kept.get(key)
        if found is None:
            found = _judged(rules, passage)
        kept[key] = found
        for rule_id, said in found:
            for hit in said.kept:
                placed = _at(hit, passage.path)
                severity = _severity(by_id[rule_id], placed, subject, settings)
                hits[rule_id].add(placed, severity)
            if said.dropped is not None:
                hits[rule_id].leave_out(_at(said.dropped, passage.path), said.further)
    return hits


def _judged(rules: list[Rule], passage: Passage) -> _Said:
    """Return what the local rules say of a passage, those left out that have nothing to say."""
    nameless = Passage(path="", text=passage.text, role=passage.role)
    said = (
        (rule.id, limited((hit, hit.severity) for hit in rule.on_passage(nameless)))
        for rule in rules
        if rule.on_passage is not None
    )
    return tuple((rule_id, hits) for rule_id, hits in said if hits.kept)


def _at(hit: Hit, path: str) -> Hit:
    return Hit(
        message=hit.message, values=hit.values, path=path, offset=hit.offset, length=hit.length,
        text=hit.text, expected=hit.expected, mend=hit.mend, severity=hit.severity,
    )  # fmt: skip


def _finding(rule: Rule, hit: Hit, subject: Subject, settings: RuleSettings) -> Finding:
    path = hit.path or ""
    stretch = subject.text_at.get(path, "")[hit.offset : hit.offset + hit.length]
    fix = None
    if hit.mend is not None and stretch and path != "recipients":
        fix = Fix(path=path, offset=hit.offset, old=stretch, text=hit.mend)
    return Finding(
        rule=rule.id,
        severity=_severity(rule, hit, subject, settings),
        message=hit.message,
        values=hit.values,
        place=Place(path=path, offset=hit.offset, length=hit.length),
        text=hit.text or stretch,
        expected=hit.expected,
        source=rule.source,
        fix=fix,
    )


def _further(rule: Rule, hit: Hit, count: int) -> Finding:
    """Return the remark that closes a list of findings too long to be told: ``hit`` is next."""
    return Finding(
        rule=rule.id,
        severity="info",
        message=N_("Further places of the same kind: {count}."),
        values={"count": count},
        place=Place(path=hit.path or "", offset=hit.offset, length=hit.length),
        source=rule.source,
    )


def _severity(rule: Rule, hit: Hit, subject: Subject, settings: RuleSettings) -> Severity:
    """Return how grave a finding is: an office's choice stands, a guessed zone can only warn."""
    own = settings.severities.get(rule.id)
    severity = own or hit.severity or rule.severity
    if severity == "error" and subject.guessed(hit.path or ""):
        return "warning"
    return severity


def _result(rule: Rule, made: list[Finding], skip: Skip | None) -> RuleResult:
    if not made and skip is not None:
        return RuleResult(rule=rule.id, state=skip.state, reason=skip.reason)
    state: State = "pass"
    if any(finding.severity == "error" for finding in made):
        state = "error"
    elif any(finding.severity == "warning" for finding in made):
        state = "warning"
    return RuleResult(rule=rule.id, state=state, findings=len(made))


def _in_reading_order(finding: Finding) -> tuple[object, ...]:
    parts = finding.place.path.split("/")
    inner = tuple(
        int(part) if part.isdigit() else _INNER[part]
        for part in parts[1:]
        if part.isdigit() or part in _INNER
    )
    return (_ORDER.get(parts[0], len(_PARTS)), inner, finding.place.offset, finding.rule)
