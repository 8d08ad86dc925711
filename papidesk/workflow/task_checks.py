"""What a task must have, and which of its days, targets and sums can be."""

from __future__ import annotations

from papidesk.domain import recurring
from papidesk.domain.activity import COST_LIMIT, QUANTITY_LIMIT
from papidesk.domain.quantities import text
from papidesk.domain.task import Task
from papidesk.errors import N_, PapiDeskError

TEXT_LIMIT = 4_000
LINE_LIMIT = 500
YEARS = range(1990, 2101)


class TaskTextError(PapiDeskError):
    """A task without words, or with too many."""

    message = N_("Say what is to be done, in 1 to {limit} characters.")


class TaskLineError(PapiDeskError):
    """A name or a product that fills pages."""

    message = N_("“{text}…” has {length} characters, at most {limit} are possible. Shorten it.")


class TaskDaysError(PapiDeskError):
    """A task that would end before it begins."""

    message = N_("The task would end on {due}, before it begins on {start}. Put one day right.")


class TaskYearError(PapiDeskError):
    """A day far from any year an office plans for."""

    message = N_("The year {year} cannot be meant: write one from {first} to {last}.")


class ProgressError(PapiDeskError):
    """More than all, less than nothing."""

    message = N_("Progress is 0 to 100 %; {progress} is not possible.")


class BudgetError(PapiDeskError):
    """Less than nothing, or more than a country has."""

    message = N_("A budget is 0 to {most} đồng; {budget} is not possible.")


class TargetError(PapiDeskError):
    """A target of nothing or of far too much."""

    message = N_(
        "A target is more than 0 and at most {most}: {quantity} of “{counter}” is not possible."
    )


class TargetTwiceError(PapiDeskError):
    """Two targets of one counter."""

    message = N_("There are two targets of “{counter}”. Leave one of them.")


class UnknownDimensionError(PapiDeskError):
    """A code that PAPI never had."""

    message = N_("PAPI has no sub-dimension {code}. Choose one from the list.")


def check(task: Task) -> None:
    """Refuse a task that cannot be; the first thing wrong is raised."""
    if not task.text.strip() or len(task.text) > TEXT_LIMIT:
        raise TaskTextError(limit=TEXT_LIMIT)
    for line in (task.lead, *task.cooperating, task.time_text, task.product, *task.evidence):
        if len(line) > LINE_LIMIT:
            raise TaskLineError(text=line[:40], length=len(line), limit=LINE_LIMIT)
    for line in (task.note, task.stop_reason):
        if len(line) > TEXT_LIMIT:
            raise TaskLineError(text=line[:40], length=len(line), limit=TEXT_LIMIT)
    _check_days(task)
    if task.progress is not None and not 0 <= task.progress <= 100:
        raise ProgressError(progress=task.progress)
    if task.budget is not None and not 0 <= task.budget <= COST_LIMIT:
        raise BudgetError(budget=text(task.budget), most=text(COST_LIMIT))
    _check_targets(task)


def _check_days(task: Task) -> None:
    days = [day for day in (task.start, task.due, task.done_on) if day is not None]
    for year in (*(day.year for day in days), *((task.year,) if task.year else ())):
        if year not in YEARS:
            raise TaskYearError(year=year, first=YEARS[0], last=YEARS[-1])
    if task.start and task.due and task.due < task.start:
        raise TaskDaysError(start=f"{task.start:%d/%m/%Y}", due=f"{task.due:%d/%m/%Y}")
    if task.recurring is not None:
        recurring.check(task.recurring)


def _check_targets(task: Task) -> None:
    seen = set()
    for target in task.targets:
        quantity = target.quantity
        if not quantity.is_finite() or not 0 < quantity <= QUANTITY_LIMIT:
            raise TargetError(
                counter=target.counter[:60],
                quantity=text(quantity)[:40] if quantity.adjusted() < 20 else f"{quantity:.0e}",
                most=text(QUANTITY_LIMIT),
            )
        if target.counter in seen:
            raise TargetTwiceError(counter=target.counter[:60])
        seen.add(target.counter)
