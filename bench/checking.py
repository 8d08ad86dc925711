"""How well the checker agrees with the answer key of three real papers: `python -m bench.checking`.

Prints recall (expected findings of the rules we have that were reported) and precision (reported
findings of those rules that the key has) per paper and rule, and what differs.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from papidesk.checking.check import check
from papidesk.checking.finding import Finding
from papidesk.checking.positions import locate
from papidesk.checking.rules import by_id
from papidesk.checking.subject import Subject
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.recognise import recognise

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
# The day the papers are judged at: after the last change of bodies the glossary knows.
TODAY = datetime.date(2026, 1, 15)
# "lặp L27, L61": the key writes repeated mistakes into the note of the first one.
_REPEATED = re.compile(r"\bL(\d+)")


@dataclass
class Score:
    """Expected and reported findings of one paper, by rule."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    reported: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)


def subject_of(path: Path) -> Subject:
    """Return a text file of the seeds as it is checked."""
    recognition = recognise(read_text(path.read_text(encoding="utf-8"), path.name))
    return Subject(document=recognition.document, reading=recognition.reading, today=TODAY)


def score(path: Path, key: list[dict[str, object]]) -> Score:
    """Return how the findings in ``path`` agree with the entries of ``key`` for that file."""
    subject = subject_of(path)
    findings = [(f, locate(f.place, subject).line) for f in check(subject).findings]
    entries = [e for e in key if e["file"] == path.name and e["rule"] in by_id()]
    known = {str(entry["rule"]) for entry in key}
    result = Score()
    for entry in entries:
        rule = str(entry["rule"])
        result.expected[rule] += 1
        if any(_same(entry, finding, line) for finding, line in findings):
            result.found[rule] += 1
        else:
            result.missed.append(f"{rule} {entry['line']}:{entry['col']} {entry['text']}")
    for finding, line in findings:
        said = f"{finding.rule} {finding.severity} {line}: {finding.text!r} {finding.expected!r}"
        if finding.rule not in known:
            result.beyond.append(said)
            continue
        result.reported[finding.rule] += 1
        if any(_same(e, finding, line) or _noted(e, finding, line) for e in entries):
            result.agreed[finding.rule] += 1
        else:
            result.extra.append(said)
    return result


def _same(entry: dict[str, object], finding: Finding, line: int | None) -> bool:
    if entry["rule"] != finding.rule:
        return False
    return entry["line"] in {line, None} or (line is None and entry["line"] == 0)


def _noted(entry: dict[str, object], finding: Finding, line: int | None) -> bool:
    if entry["rule"] != finding.rule:
        return False
    return str(line) in _REPEATED.findall(str(entry["note"]))


def scores() -> dict[str, Score]:
    """Return the score of each paper that has an answer key."""
    key = json.loads((SHARED / "data" / "expected_findings.json").read_text(encoding="utf-8"))
    names = sorted({str(entry["file"]) for entry in key})
    return {name: score(SHARED / "seeds" / name, key) for name in names}


def main() -> None:
    """Print the scores, and with "-v" what differs."""
    everything = Score()
    for name, one in scores().items():
        _print(name, one, "-v" in sys.argv)
        for total, part in (
            (everything.expected, one.expected),
            (everything.found, one.found),
            (everything.reported, one.reported),
            (everything.agreed, one.agreed),
        ):
            total.update(part)
    _print("all", everything, details=False)
    for rule in sorted(everything.expected | everything.reported):
        print(
            f"  {rule:<28} recall {everything.found[rule]}/{everything.expected[rule]}  "
            f"precision {everything.agreed[rule]}/{everything.reported[rule]}"
        )


def _print(name: str, one: Score, details: bool) -> None:
    recall = sum(one.found.values()) / max(1, sum(one.expected.values()))
    precision = sum(one.agreed.values()) / max(1, sum(one.reported.values()))
    print(
        f"{name}: recall {recall:.0%} of {sum(one.expected.values())}, "
        f"precision {precision:.0%} of {sum(one.reported.values())}"
    )
    if details:
        for label, lines in (
            ("missed", one.missed), ("extra", one.extra), ("beyond the key", one.beyond),
        ):  # fmt: skip
            for line in lines:
                print(f"    {label}: {line}")


if __name__ == "__main__":
    main()
