"""What was done, in sentences with live figures: only about counters that have entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from papidesk.domain import figure_text
from papidesk.domain.blocks import Block, Item, Paragraph
from papidesk.domain.figures import How
from papidesk.domain.report_facts import Example, ReportFacts, ReportLine
from papidesk.domain.richtext import RichText
from papidesk.domain.task import TaskState
from papidesk.drafting.report_phrases import Phrase, phrases
from papidesk.drafting.report_words import (
    bare,
    field,
    listed,
    lowered,
    names,
    plain,
    sentence,
    together,
    unlike,
    with_figure,
)

# So many entries are named below a sentence; the annexes have them all.
_NAMED = 5
_SOME = 3
_TOPICS = 8
_STATES: dict[TaskState, str] = {
    "done": "hoàn thành", "doing": "đang thực hiện", "open": "chưa thực hiện",
    "stopped": "dừng thực hiện",
}  # fmt: skip
_STEERING, _RESULTS = "steering", "results"
_CITED = re.compile(r"^.{1,60}? số \S+ ngày \d+ tháng \d+ năm \d{4}")


def item(text: RichText, level: int = 1) -> Item:
    """Return a dash item that ends like a sentence."""
    whole = sentence(text)
    return Item(level=level, text=whole.text, marks=whole.marks, marker="-" if level == 1 else "+")


def steering(facts: ReportFacts) -> list[Block]:
    """Return what was done to carry the plan out: the plan, its tasks, guidance, inspections."""
    found: list[Block] = []
    if facts.plans and facts.tasks:
        leads = {task.lead for task in facts.tasks if task.lead}
        count = figure_text.two_digits(len(facts.tasks))
        units = f" cho {figure_text.two_digits(len(leads))} đơn vị, bộ phận" if leads else ""
        found.append(
            item(plain(f"Tổ chức triển khai {_plans(facts)}; phân công {count} nhiệm vụ{units}"))
        )
    elif facts.plans:
        found.append(item(plain(f"Tổ chức triển khai {_plans(facts)}")))
    if facts.tasks:
        found.append(item(plain(_progress(facts))))
    found += _groups(facts, _STEERING)
    return found


def _plans(facts: ReportFacts) -> str:
    """Return the plans by number and day: the first paragraph has said the rest."""
    cited = [_CITED.match(plan) for plan in facts.plans]
    return names(each[0] if each else plan for each, plan in zip(cited, facts.plans, strict=True))


def _progress(facts: ReportFacts) -> str:
    states = [task.state for task in facts.tasks]
    count = figure_text.two_digits(len(states))
    begin = f"Tính đến ngày {figure_text.day(facts.until)}, "
    if len(set(states)) == 1:
        return f"{begin}{count}/{count} nhiệm vụ {_STATES[states[0]]}"
    said = [
        f"{figure_text.two_digits(states.count(state))} nhiệm vụ {word}"
        for state, word in _STATES.items()
        if states.count(state)
    ]
    return f"{begin}trong tổng số {count} nhiệm vụ có {names(said)}"


def results(facts: ReportFacts) -> list[Block]:
    """Return contents and forms of the work, one item for each group of counters with entries."""
    found: list[Block] = []
    if facts.topics:
        shown = [lowered(bare(topic)) for topic in facts.topics[:_TOPICS]]
        more = ["các nội dung khác"] if len(facts.topics) > _TOPICS else []
        found.append(item(plain(f"Nội dung tập trung vào: {names([*shown, *more], '; ')}")))
    found += _groups(facts, _RESULTS)
    found += _others(facts)
    found += _none(facts)
    return found


def _others(facts: ReportFacts) -> list[Block]:
    others = unlike(facts.others, lambda each: each.title)[:_NAMED]
    if len(others) == 1:
        return [item(together("Hoạt động khác: ", _named(others[0])))]
    begin: list[Block] = [Item(level=1, text="Các hoạt động khác:")] if others else []
    return [*begin, *(item(_named(each), 2) for each in others)]


def _none(facts: ReportFacts) -> list[Block]:
    """Return what nothing was done of, where it is asked for or was done last year."""
    none = [line for line in facts.lines if not line.figure.entries and line.figure.value == 0]
    if not none or not facts.entries:
        return []  # without any entry nobody can tell
    parts = [
        together(
            f"{lowered(line.counter.name)} (",
            field(line.ref, line.figure.value),
            f" {line.counter.unit})",
        )
        for line in none
    ]
    return [item(together("Trong kỳ chưa phát sinh: ", listed(parts, "; ")))]


def _groups(facts: ReportFacts, part: str) -> Iterator[Block]:
    known = phrases()
    groups: dict[str, list[ReportLine]] = {}
    for line in facts.lines:
        if line.figure.entries and line.figure.value is not None:
            groups.setdefault(line.counter.group, []).append(line)
    for group, lines in groups.items():
        if known.part(group) == part:
            yield from _group(group, lines, facts)


def _group(group: str, lines: Sequence[ReportLine], facts: ReportFacts) -> Iterator[Block]:
    known = phrases()
    how: How = "rounded" if facts.rounded else "two"
    said = [line for line in lines if line.counter.code in known.phrase]
    clauses = _clauses(said, how)
    opening = known.opening(group) or (f"{group}: đã" if group else "Đã")
    if clauses:
        yield item(together(f"{opening} ", listed(clauses, "; ")))
    own = [line for line in lines if line.counter.code not in known.phrase]
    if own:
        parts = [_own(line, how) for line in own]
        heading = "" if clauses or not group else f"{group}: "
        yield item(together(heading, listed(parts, "; ")))
    for line in said:
        if known.phrase[line.counter.code].names and line.figure.entries > 1:
            yield from _examples(line)


def _examples(line: ReportLine) -> Iterator[Block]:
    """Name the entries of a counter: all where they are few and unlike, else some in one item."""
    shown = unlike(line.examples, lambda example: example.title)
    if len(shown) == 1:
        return  # the same over and over: the sentence has said it
    if line.figure.entries <= _NAMED and len(shown) == len(line.examples):
        yield from (item(_named(example), 2) for example in shown)
        return
    some = sorted(shown[:_SOME], key=lambda example: example.day)
    said = listed([_named(example) for example in some], "; ")
    yield item(together(f"{line.counter.name}, trong đó có: ", said), 2)


def _own(line: ReportLine, how: How) -> RichText:
    end = "%" if line.counter.unit == "%" else f" {line.counter.unit}"
    name = line.counter.name
    return together(f"{name}: ", field(line.ref, line.figure.value, _how(line, how)), end)


def _clauses(lines: Sequence[ReportLine], how: How) -> list[RichText]:
    """Return what each counter says, those that only add to another one behind it."""
    known = phrases().phrase
    there = {line.counter.code for line in lines}
    joined: dict[str, list[ReportLine]] = {}
    for line in lines:
        phrase = known[line.counter.code]
        if phrase.joined and phrase.after in there:
            joined.setdefault(phrase.after, []).append(line)

    def added(line: ReportLine) -> RichText:
        parts = [
            together(_said(known[other.counter.code].joined, other, how), added(other))
            for other in joined.get(line.counter.code, ())
        ]
        return together(*parts)

    def told(line: ReportLine) -> RichText:
        phrase = known[line.counter.code]
        return together(
            _said(_form(phrase, line), line, how), added(line), _extra(phrase, line, how)
        )

    behind = {line.counter.code for others in joined.values() for line in others}
    return [told(line) for line in lines if line.counter.code not in behind]


def _form(phrase: Phrase, line: ReportLine) -> str:
    return phrase.carried if line.figure.carried and phrase.carried else phrase.many


def _said(text: str, line: ReportLine, how: How) -> RichText:
    return with_figure(text, field(line.ref, line.figure.value, _how(line, how)))


def _how(line: ReportLine, how: How) -> How:
    """Return how a figure is written: rates and money are never rounded."""
    exact = line.counter.adds_up != "sum" or line.counter.cost or line.counter.decimals
    return "two" if exact else how


def _extra(phrase: Phrase, line: ReportLine, how: How) -> RichText:
    """Return what follows a clause: the one entry's name, or the channels' shares."""
    if phrase.names and line.figure.entries == 1 and line.examples:
        one = line.examples[0]
        return plain(f" (“{bare(one.title)}”, {_when(one)})")
    whole = sum((share.value for share in line.channels), Decimal(0))
    if phrase.share and whole == line.figure.value and len(line.channels) == 1:
        return plain(f" trên {line.channels[0].name}")
    if phrase.share and whole == line.figure.value and line.channels:
        shares = [
            together(
                field(share.ref, share.value, "two"), f" {line.counter.unit} trên {share.name}"
            )
            for share in line.channels
        ]
        # Shares are exact: rounded ones would not add up to the whole.
        return together(", trong đó có ", listed(shares))
    return plain("")


def _named(example: Example) -> RichText:
    return plain(f"{bare(example.title)} ({_when(example)})")


def _when(example: Example) -> str:
    where = bare(example.place).removeprefix("tại ").removeprefix("Tại ")
    place = f", tại {where}" if where else ""
    return f"ngày {figure_text.day(example.day)}{place}"


def nothing() -> Block:
    """Return the visible blank for a part nothing can be written in by itself."""
    return Paragraph(text="…………")
