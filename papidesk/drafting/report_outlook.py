"""Shortcomings and what comes next, from tasks and figures; causes are left to people."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain import figure_text
from papidesk.domain.adding_up import share_of
from papidesk.domain.blocks import Block, Item
from papidesk.domain.periods import Period
from papidesk.domain.record import replace
from papidesk.domain.report_facts import ReportFacts, ReportLine, TaskFact
from papidesk.domain.richtext import RichText
from papidesk.drafting.report_phrases import phrases
from papidesk.drafting.report_results import item
from papidesk.drafting.report_words import (
    bare,
    field,
    listed,
    lowered,
    names,
    plain,
    together,
    unlike,
)
from papidesk.text.fold import fold

# So many of each are named; the annexes have them all.
_LATE, _BELOW, _NEXT = 6, 6, 12
_STANDING = 4
_SHORT = 30  # letters: a longer time is told in the annex of tasks
# What is lower by less is no shortcoming.
_LOWER = Decimal("0.9")
BLANK = "…………"


def shortcomings(facts: ReportFacts) -> list[Block]:
    """Return what the data shows was not done: late tasks, figures below target or last year.

    How many entries have no evidence is not told the superior: the index has what there is, and
    the rest is for who drafts (:func:`papidesk.workflow.reports.without_evidence`).
    """
    found = [*_late(facts), *_below_target(facts), *_below_last_year(facts)]
    # Whether that is all, only a person can say.
    return [*found, Item(level=1, text=BLANK)]


def _late(facts: ReportFacts) -> list[Block]:
    late = [task for task in facts.tasks if task.timing == "overdue"]
    if not late:
        return []
    count = figure_text.two_digits(len(late))
    shown = unlike(late, lambda task: task.text)[:_LATE]
    found: list[Block] = [Item(level=1, text=f"Còn {count} nhiệm vụ chậm tiến độ:")]
    found += [item(plain(_late_task(task, facts.until)), 2) for task in shown]
    if len(late) > len(shown):
        rest = figure_text.two_digits(len(late) - len(shown))
        where = facts.label("nhiem-vu")
        found.append(item(plain(f"{rest} nhiệm vụ khác{f' nêu tại {where}' if where else ''}"), 2))
    return found


def _late_task(task: TaskFact, until: datetime.date) -> str:
    text = bare(task.text)
    lead = task.lead if fold(task.lead) not in fold(text) else ""
    # What comes again and again is late before its last day has come.
    missed = task.due is not None and task.due <= until
    return _noted(text, lead, _deadline(text, task.due) if task.due and missed else "")


def _deadline(text: str, due: datetime.date) -> str:
    """Return "thời hạn 31/3/2026"; "" where the text says the day itself."""
    day = figure_text.day(due)
    written = (day, f"ngày {due.day} tháng {due.month}", f"ngày {due:%d} tháng {due.month}")
    return "" if any(each in text for each in written) else f"thời hạn {day}"


def _noted(text: str, *notes: str) -> str:
    said = "; ".join(note for note in notes if note)
    return f"{text} ({said})" if said else text


def _below_target(facts: ReportFacts) -> list[Block]:
    share = _elapsed(facts.period)
    below = []
    for line in facts.lines:
        if not line.target or line.so_far is None:
            continue
        due = line.target * share if line.counter.adds_up == "sum" else line.target
        if line.so_far < due:
            below.append(line)
    if len(below) == 1:
        return [item(_reached(below[0], "mới đạt ", " theo chỉ tiêu năm"))]
    over = facts.period.kind == "year"
    opening = "chỉ tiêu năm chưa hoàn thành:" if over else "kết quả còn thấp so với chỉ tiêu năm:"
    begin: list[Block] = [Item(level=1, text=f"Một số {opening}")] if below else []
    return [*begin, *(item(_reached(line, "đạt "), 2) for line in below[:_BELOW])]


def _reached(line: ReportLine, verb: str, end: str = "") -> RichText:
    """Return "Tin, bài …: mới đạt 43/90 tin, bài theo chỉ tiêu năm (47,8%)"."""
    unit = "%" if line.counter.unit == "%" else f" {line.counter.unit}"
    measured = together(
        field(replace(line.ref, which="so-far"), line.so_far),
        "/",
        field(replace(line.ref, which="target"), line.target),
        f"{unit}{end}",
    )
    if not line.so_far:
        return together(f"{line.counter.name}: chưa phát sinh (", measured, ")")
    text = together(f"{line.counter.name}: {verb}", measured)
    if line.counter.adds_up != "sum":
        return text
    percent = field(replace(line.ref, which="percent"), share_of(line.so_far, line.target))
    return together(text, " (", percent, "%)")


def _elapsed(period: Period) -> Decimal:
    """Return which share of the year the period's end is at."""
    return Decimal(period.months[1]) / 12


def _below_last_year(facts: ReportFacts) -> list[Block]:
    below = [line for line in facts.lines if _fell(line)]
    if not below:
        return []
    parts = [
        together(
            f"{lowered(line.counter.name)} (",
            field(line.ref, line.figure.value),
            " so với ",
            field(replace(line.ref, which="last-year"), line.last_year),
            ")",
        )
        for line in below[:_BELOW]
    ]
    year = facts.period.last_year().label
    return [item(together(f"So với {year}, còn thấp hơn về: ", listed(parts, "; ")))]


def _fell(line: ReportLine) -> bool:
    """Tell whether less was done than last year, of what the office itself decides."""
    now, before = line.figure.value, line.last_year
    if now is None or before is None or line.counter.cost or line.counter.people_of:
        return False
    phrase = phrases().phrase.get(line.counter.code)
    return now < before * _LOWER and not (phrase and phrase.demand)


def causes(facts: ReportFacts) -> list[Block]:
    """Return a blank: why something was not done only a person can write."""
    del facts
    return [Item(level=1, text=BLANK)]


def outlook(facts: ReportFacts) -> list[Block]:
    """Return what is to be done next: overdue tasks first, those due next, the standing ones.

    After a year its remaining tasks are told of together, and what the new year brings is a blank.
    """
    still = [task for task in facts.tasks if task.state in ("open", "doing")]
    late = [task for task in still if task.timing == "overdue"]
    rest = [task for task in still if task.timing != "overdue"]
    found = _together(late, "Tập trung hoàn thành", "chậm tiến độ nêu trên")
    over = facts.period.kind == "year"
    if over:
        dated = [task for task in rest if task.due]
        rest = [task for task in rest if not task.due]
        found += _together(dated, "Hoàn thành", f"còn lại của {facts.period.label}")
    found += _further(facts, rest)
    below = [line.counter.name for line in facts.lines if _unfinished(line)]
    if below and not over:
        more = names([lowered(name) for name in below[:_BELOW]], "; ")
        found.append(item(plain(f"Phấn đấu hoàn thành chỉ tiêu năm về: {more}")))
    return [*found, Item(level=1, text=BLANK)] if over or not found else found


def _together(tasks: list[TaskFact], verb: str, which: str) -> list[Block]:
    """Return one item for all: the one task by its name, several by their number."""
    if not tasks:
        return []
    if len(tasks) == 1:
        return [item(plain(f"{verb} nhiệm vụ {which}: {lowered(bare(tasks[0].text))}"))]
    count = figure_text.two_digits(len(tasks))
    return [item(plain(f"{verb} {count} nhiệm vụ {which}"))]


def _further(facts: ReportFacts, tasks: list[TaskFact]) -> list[Block]:
    standing = [task for task in tasks if task.standing]
    others = [task for task in tasks if not task.standing]
    others.sort(key=lambda task: (task.next_due is None, task.next_due or facts.until))
    shown = unlike(others, lambda task: task.text)[: _NEXT - min(len(standing), _STANDING)]
    kept = unlike(standing, lambda task: task.text)[: _NEXT - len(shown)]
    # After a year the days left in it are no times of the next one.
    over = facts.period.end if facts.period.kind == "year" else facts.until
    found: list[Block] = [item(plain(_noted(bare(task.text), _when(task, over)))) for task in shown]
    found += [item(plain(f"Tiếp tục {_continued(task)}")) for task in kept]
    rest = len(tasks) - len(found)
    if rest > 0:
        text = f"Tiếp tục thực hiện {figure_text.two_digits(rest)} nhiệm vụ khác theo Kế hoạch"
        found.append(item(plain(text)))
    return found


def _when(task: TaskFact, over: datetime.date) -> str:
    """Return when a task is next due; "" where its text says so or it would be too long."""
    often = lowered(" ".join(task.when.split()))
    if task.due is None and (often.startswith("hằng") or len(often) > _SHORT):
        fits = len(often) <= _SHORT and fold(often) not in fold(task.text)
        return often if fits else ""
    due = task.due or task.next_due
    if due is None or due <= over:
        return ""
    return _deadline(task.text, due)


def _unfinished(line: ReportLine) -> bool:
    return line.target is not None and line.so_far is not None and line.so_far < line.target


def _continued(task: TaskFact) -> str:
    return lowered(bare(task.text)).removeprefix("tiếp tục ")
