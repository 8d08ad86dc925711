"""Sentences of a report that claim results: done work, or numbers of what counters count.

Such a sentence rests on the log where it holds a live figure, or names the paper that shows it.
Only the sections on results are looked at: what comes next is planned, not claimed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Literal

from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Table
from papidesk.domain.document import Document
from papidesk.domain.record import Record
from papidesk.paths import resource
from papidesk.text.fold import fold

REPORT = "BC"
Reason = Literal["number", "work"]
_SENTENCE = re.compile(r"[^.;!?\n]*(?:[.](?=\S)[^.;!?\n]*)*[.;!?\n]?")
_CITED = re.compile(r"\bsố\s+\d+[\w-]*/", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:sẽ|phấn đấu|tiếp tục|đề nghị|kiến nghị|chưa|chỉ tiêu|cần|phải)\b", re.IGNORECASE
)
# An item that ends so names an entry by its day, as drafts do: "Hội nghị … (ngày 05/3/2024)."
_DATED = re.compile(r"\(ngày \d{2}/\d{1,2}/\d{4}(?:, tại [^()]+)?\)\s*\.?\s*$")
_TASKS = re.compile(r"nhiệm vụ.*:\s*$")
_QUOTED = re.compile("“[^”]*”")
_OUTLOOK = ("phuong huong", "nhiem vu", "de xuat", "kien nghi", "giai phap")
_RESULTS = ("ket qua", "tinh hinh")


class Claim(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A claim in the text of ``path``: from ``start`` to ``end``, in ``sentence``.

    ``reason`` "number" is a number with a counter's unit, "work" done work without any figure.
    ``counters`` are codes of counters that could stand behind it.
    """

    path: str
    start: int
    end: int
    sentence: str
    reason: Reason
    counters: tuple[str, ...] = ()


def claims(document: Document) -> Iterator[Claim]:
    """Yield the claims of a report that no live figure and no cited paper is behind.

    None in papers of other kinds.
    """
    if document.kind != REPORT:
        return
    inside, tasks = True, False
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table | PageBreak):
            continue
        if isinstance(block, Heading) and not block.run_in:
            if block.level == 1:
                inside = _on_results(block.text)
            continue
        if not inside or index == 0:
            continue  # the first paragraph says what the report is about
        covered = [(m.start, m.end) for m in block.marks if m.style == "figure"]
        if not covered and (_names_entry(block) or (tasks and _is_below(block))):
            continue
        tasks = tasks if _is_below(block) else _TASKS.search(block.text) is not None
        covered += [quoted.span() for quoted in _QUOTED.finditer(block.text) if covered]
        yield from _in_text(f"blocks/{index}", block.text, covered)


def _names_entry(block: Block) -> bool:
    """Tell whether an item names an entry of the log, or several, by title and day."""
    return isinstance(block, Item) and _DATED.search(block.text) is not None


def _is_below(block: Block) -> bool:
    return isinstance(block, Item) and block.level > 1


def is_live(document: Document, path: str, start: int, end: int) -> bool:
    """Tell whether a stretch of the body's text holds a live figure, or a part of one."""
    name, _, number = path.partition("/")
    if name != "blocks" or not number.isdigit() or int(number) >= len(document.blocks):
        return False
    marks = getattr(document.blocks[int(number)], "marks", ())
    return any(m.style == "figure" and m.start < end and start < m.end for m in marks)


def _on_results(title: str) -> bool:
    folded = fold(title)
    return any(word in folded for word in _RESULTS) or not any(word in folded for word in _OUTLOOK)


def _in_text(path: str, text: str, covered: list[tuple[int, int]]) -> Iterator[Claim]:
    for found in _SENTENCE.finditer(text):
        sentence = found[0].strip()
        if not sentence:
            continue
        start = found.start() + found[0].index(sentence)
        end = start + len(sentence)
        live = [span for span in covered if start <= span[0] < end]
        numbers = [
            number
            for number in _number().finditer(text, start, end)
            if not any(span[0] < number.end("n") and number.start("n") < span[1] for span in live)
        ]
        if numbers and not _CITED.search(sentence):
            for number in numbers:
                yield Claim(
                    path=path,
                    start=number.start(),
                    end=number.end(),
                    sentence=sentence,
                    reason="number",
                )
            continue
        if live or _CITED.search(sentence) or _PLANNED.search(sentence):
            continue
        work = _work().search(text, start, end)
        if work is not None:
            yield Claim(
                path=path, start=work.start(), end=work.end(), sentence=sentence, reason="work"
            )


@cache
def _words() -> dict[str, list[str]]:
    path = resource("catalogue", "report_phrases.toml")
    found: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["claims"]
    return found


@cache
def _number() -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in sorted(_words()["units"], key=len, reverse=True))
    return re.compile(
        rf"(?:(?:trên|hơn|gần|khoảng)\s+)?(?<![\d./,\w-])(?P<n>\d[\d.]*(?:,\d+)?)\s+"
        rf"(?P<unit>{units})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _work() -> re.Pattern[str]:
    verbs = "|".join(re.escape(verb) for verb in sorted(_words()["verbs"], key=len, reverse=True))
    return re.compile(rf"\bđã\s+(?:\w+\s+){{0,2}}?(?:{verbs})\b", re.IGNORECASE)
