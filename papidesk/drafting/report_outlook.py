"""Shortcomings and what comes next, from tasks, figures and evidence; causes are left to people."""

from __future__ import annotations

from decimal import Decimal

from papidesk.domain import figure_text
from papidesk.domain.adding_up import share_of
from papidesk.domain.blocks import Block, Item
from papidesk.domain.periods import Period
from papidesk.domain.record import replace
from papidesk.domain.report_facts import ReportFacts, ReportLine, TaskFact
from papidesk.domain.richtext import RichText
from papidesk.drafting.report_results import item
from papidesk.drafting.report_words import bare, field, listed, names, plain, together

# So many of each are named; the annexes have them all.
_LATE, _BELOW, _NEXT = 6, 6, 14
BLANK = "…………"


def shortcomings(facts: ReportFacts) -> list[Block]:
    """Return what the data shows was not done: late tasks, evidence, figures below the target."""
    found = [*_late(facts), *_below_target(facts), *_below_last_year(facts)]
    if facts.bare:
        bare_count, count = (
            figure_text.two_digits(facts.bare),
            figure_text.two_digits(facts.entries),
        )
        found.append(
            item(plain(f"Còn {bare_count}/{count} hoạt động chưa có tài liệu kiểm chứng kèm theo"))
        )
    # Whether that is all, only a person can say.
    return [*found, Item(level=1, text=BLANK)]


def _late(facts: ReportFacts) -> list[Block]:
    late = [task for task in facts.tasks if task.timing == "overdue"]
    if not late:
        return []
    count = figure_text.two_digits(len(late))
    found: list[Block] = [Item(level=1, text=f"Còn {count} nhiệm vụ chậm tiến độ:")]
    found += [item(plain(_task(task)), 2) for task in late[:_LATE]]
    if len(late) > _LATE:
        rest = figure_text.two_digits(len(late) - _LATE)
        found.append(item(plain(f"{rest} nhiệm vụ khác nêu tại Phụ lục kèm theo"), 2))
    return found


def _task(task: TaskFact) -> str:
    lead = f"{task.lead} chủ trì" if task.lead else ""
    due = f"thời hạn {figure_text.day(task.due)}" if task.due else ""
    notes = ", ".join(note for note in (lead, due) if note)
    return f"{bare(task.text)} ({notes})" if notes else bare(task.text)


def _below_target(facts: ReportFacts) -> list[Block]:
    found: list[Block] = []
    share = _elapsed(facts.period)
    for line in facts.lines:
        wanted = line.target
        so_far = line.so_far
        if wanted is None or so_far is None or not wanted:
            continue
        due = wanted * share if line.counter.adds_up == "sum" else wanted
        if so_far >= due or len(found) == _BELOW:
            continue
        found.append(item(_reached(line, so_far, wanted)))
    return found


def _reached(line: ReportLine, so_far: Decimal, wanted: Decimal) -> RichText:
    """Return "Tin, bài …: mới đạt 43/90 tin, bài theo chỉ tiêu năm (47%)"."""
    unit = "%" if line.counter.unit == "%" else f" {line.counter.unit}"
    text = together(
        f"{line.counter.name}: mới đạt ",
        field(replace(line.ref, which="so-far"), so_far),
        "/",
        field(replace(line.ref, which="target"), wanted),
        f"{unit} theo chỉ tiêu năm",
    )
    if line.counter.adds_up != "sum":
        return text
    percent = field(replace(line.ref, which="percent"), share_of(so_far, wanted))
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
            f"{line.counter.name} (",
            field(line.ref, line.figure.value),
            " so với ",
            field(replace(line.ref, which="last-year"), line.last_year),
            ")",
        )
        for line in below[:_BELOW]
    ]
    year = facts.period.last_year().label
    return [item(together(f"Một số kết quả thấp hơn {year}: ", listed(parts, "; ")))]


def _fell(line: ReportLine) -> bool:
    now, before = line.figure.value, line.last_year
    if now is None or before is None or line.counter.cost:
        return False
    return now < before


def causes(facts: ReportFacts) -> list[Block]:
    """Return a blank: why something was not done only a person can write."""
    del facts
    return [Item(level=1, text=BLANK)]


def outlook(facts: ReportFacts) -> list[Block]:
    """Return what is to be done next: overdue tasks first, those due next, the standing ones."""
    still = [task for task in facts.tasks if task.state in ("open", "doing")]
    late = [task for task in still if task.timing == "overdue"]
    standing = [task for task in still if task.standing and task not in late]
    others = [task for task in still if task not in late and task not in standing]
    others.sort(key=lambda task: (task.next_due is None, task.next_due or facts.until))
    found: list[Block] = []
    if late:
        count = figure_text.two_digits(len(late))
        text = f"Tập trung hoàn thành {count} nhiệm vụ chậm tiến độ trong kỳ"
        found.append(item(plain(text)))
    shown = others[: _NEXT - min(len(standing), 4)]
    found += [item(plain(_next(task))) for task in shown]
    found += [item(plain(f"Tiếp tục {_lowered(task)}")) for task in standing[: _NEXT - len(shown)]]
    rest = len(others) + len(standing) - (len(found) - bool(late))
    if rest > 0:
        text = f"Tiếp tục thực hiện {figure_text.two_digits(rest)} nhiệm vụ khác theo Kế hoạch"
        found.append(item(plain(text)))
    below = [line.counter.name for line in facts.lines if _unfinished(line)]
    if below and facts.period.kind != "year":  # then the year is over
        more = names([_low(name) for name in below[:_BELOW]], "; ")
        found.append(item(plain(f"Phấn đấu hoàn thành chỉ tiêu năm về: {more}")))
    return found or [Item(level=1, text=BLANK)]


def _unfinished(line: ReportLine) -> bool:
    return line.target is not None and line.so_far is not None and line.so_far < line.target


def _next(task: TaskFact) -> str:
    when = task.when or (f"thời hạn {figure_text.day(task.due)}" if task.due else "")
    notes = ", ".join(note for note in (task.lead, _low(when)) if note)
    return f"{bare(task.text)} ({notes})" if notes else bare(task.text)


def _lowered(task: TaskFact) -> str:
    text = _low(bare(task.text))
    text = text.removeprefix("tiếp tục ")
    return f"{text} ({task.lead})" if task.lead else text


def _low(text: str) -> str:
    """Return ``text`` with a small first letter, unless its first word is a name or acronym."""
    first = text.split(" ", 1)[0]
    if len(first) > 1 and first[1:] != first[1:].lower():
        return text
    return text[:1].lower() + text[1:]
