"""Commands that change tasks: add, set, done, remove, restore, reassign, carry over."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from papidesk.domain.task import Target, Task
    from papidesk.storage.store import Store

AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
TASK_IDS = click.argument("identifiers", metavar="TASK…", type=WORDS, nargs=-1, required=True)
_STATES = ("open", "doing", "done", "stopped")
_FIELDS = (
    click.option("--lead", type=WORDS, help=N_("The unit that leads.")),
    click.option("--with", "cooperating", type=WORDS, multiple=True,
                 help=N_("A unit that lends a hand; may be given several times.")),
    click.option("--start", help=N_("The day it begins, as 2026-01-05.")),
    click.option("--due", help=N_("The day it is due, as 2026-06-30.")),
    click.option("--time", "time_text", type=WORDS,
                 help=N_("When, in words: “Quý II/2026”, “Hằng tháng”, “Thường xuyên”.")),
    click.option("--dimension", "dimensions", type=WORDS, multiple=True,
                 help=N_("A PAPI sub-dimension by its code (5.4); may be given several times.")),
    click.option("--product", type=WORDS, help=N_("What comes of it.")),
    click.option("--target", "targets", type=WORDS, multiple=True, metavar="COUNTER=N",
                 help=N_("How much of a counter it is to bring, as tin-bai=24.")),
    click.option("--budget", type=WORDS, help=N_("Money, in đồng.")),
    click.option("--evidence", type=WORDS, multiple=True,
                 help=N_("Evidence that is wanted; may be given several times.")),
    click.option("--note", type=WORDS, help=N_("A note.")),
    click.option("--year", type=click.IntRange(1990, 2100), help=N_("The year it belongs to.")),
)  # fmt: skip


def _with_fields(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_FIELDS):
        command = option(command)
    return command


@click.command("add", help=N_("Add a task."))
@click.argument("text", type=WORDS)
@click.option("--plan", type=WORDS, help=N_("The plan it belongs to, by the document's ID."))
@_with_fields
@AS_JSON
@click.pass_obj
def add(session: Session, /, text: str, plan: str | None, as_json: bool, **given: Any) -> None:
    from papidesk.domain.task import Task
    from papidesk.workflow import documents, tasks

    with session.workspace() as workspace:
        store = workspace.store
        task = Task(text=text, plan=documents.find_id(store, plan) if plan else "")
        kept = tasks.save(store, _changed(store, task, given), who=session.who)
        _tell_doubts(store, kept)
    _tell([kept], as_json)


@click.command("set", help=N_("Change fields of a task; an empty text empties a field."))
@click.argument("identifier", metavar="TASK", type=WORDS)
@click.option("--text", type=WORDS, help=N_("What is to be done."))
@click.option("--state", type=click.Choice(_STATES), help=N_("How far it is."))
@click.option("--progress", type=int, help=N_("Progress in per cent; -1 takes it from targets."))
@click.option("--reason", type=WORDS, default="", help=N_("Why it was given up."))
@_with_fields
@AS_JSON
@click.pass_obj
def set_(
    session: Session,
    /,
    identifier: str,
    text: str | None,
    state: str | None,
    progress: int | None,
    reason: str,
    as_json: bool,
    **given: Any,
) -> None:
    from papidesk.domain.record import replace
    from papidesk.workflow import tasks

    with session.workspace() as workspace:
        store = workspace.store
        task = tasks.get(store, tasks.find_id(store, identifier))
        after = _changed(store, task, given)
        if text is not None:
            after = replace(after, text=text)
        if progress is not None:
            after = replace(after, progress=None if progress == -1 else progress)
        with store.unit_of_work():
            kept = tasks.save(store, after, who=session.who)
            if given["lead"] or given["cooperating"]:
                _tell_doubts(store, kept)
            if state is not None:
                chosen = next(one for one in tasks.TASK_STATES if one == state)
                kept = tasks.set_state(
                    store, [kept.id], chosen, today=datetime.date.today(), who=session.who,
                    reason=reason,
                )[0]  # fmt: skip
    _tell([kept], as_json)


@click.command("done", help=N_("Note that tasks are done."))
@TASK_IDS
@AS_JSON
@click.pass_obj
def done(session: Session, identifiers: tuple[str, ...], as_json: bool) -> None:
    from papidesk.workflow import tasks

    with session.workspace() as workspace:
        store = workspace.store
        ids = [tasks.find_id(store, one) for one in identifiers]
        today = datetime.date.today()
        kept = tasks.set_state(store, ids, "done", today=today, who=session.who)
    _tell(kept, as_json)


@click.command("remove", help=N_("Put tasks into the trash; entries of the log stay."))
@TASK_IDS
@click.pass_obj
def remove(session: Session, identifiers: tuple[str, ...]) -> None:
    from papidesk.workflow import tasks

    with session.workspace() as workspace:
        store = workspace.store
        ids = [tasks.find_id(store, one) for one in identifiers]
        count = tasks.remove(store, ids, who=session.who)
    click.echo(_("Tasks in the trash: {count}").format(count=count))


@click.command("restore", help=N_("Bring tasks back from the trash."))
@TASK_IDS
@click.pass_obj
def restore(session: Session, identifiers: tuple[str, ...]) -> None:
    from papidesk.workflow import tasks

    with session.workspace() as workspace:
        store = workspace.store
        ids = [tasks.find_id(store, one) for one in identifiers]
        count = tasks.restore(store, ids, who=session.who)
    click.echo(_("Tasks brought back: {count}").format(count=count))


@click.command("reassign", help=N_("Give tasks of one unit to another: all of them, or some."))
@click.argument("identifiers", metavar="[TASK]…", type=WORDS, nargs=-1)
@click.option("--from", "old", type=WORDS, required=True, help=N_("The unit that had them."))
@click.option("--to", "new", type=WORDS, required=True, help=N_("The unit that has them now."))
@click.option("--year", type=click.IntRange(1990, 2100), help=N_("Only tasks of this year."))
@AS_JSON
@click.pass_obj
def reassign(
    session: Session,
    identifiers: tuple[str, ...],
    old: str,
    new: str,
    year: int | None,
    as_json: bool,
) -> None:
    from papidesk.domain.filters import TaskFilter
    from papidesk.workflow import tasks

    with session.workspace() as workspace:
        store = workspace.store
        ids = [tasks.find_id(store, one) for one in identifiers]
        if not ids:
            chosen = TaskFilter(year=year, units=(old,), cooperating=True)
            today = datetime.date.today()
            ids = [row.task.id for row in tasks.listing(store, chosen, today=today)]
        kept = tasks.reassign(store, ids, old, new, who=session.who)
    _tell(kept, as_json)
    if not kept and not as_json:
        click.echo(_("Nothing found."), err=True)


@click.command(
    "carry-over", help=N_("Let a new plan go on with what is still to be done of an old one.")
)
@click.argument("old", metavar="OLD", type=WORDS)
@click.argument("new", metavar="NEW", type=WORDS)
@AS_JSON
@click.pass_obj
def carry_over(session: Session, old: str, new: str, as_json: bool) -> None:
    from papidesk.workflow import documents, tasks

    with session.workspace() as workspace:
        store = workspace.store
        plans = [documents.find_id(store, one) for one in (old, new)]
        kept = tasks.carry_over(store, plans[0], plans[1], who=session.who)
    _tell(kept, as_json)
    if not kept and not as_json:
        click.echo(_("Nothing found."), err=True)


def _changed(store: Store, task: Task, given: dict[str, Any]) -> Task:
    """Return ``task`` with the options that were given; words of time are read into days."""
    from papidesk.cli.log_changes import day_of
    from papidesk.domain.quantities import read_whole
    from papidesk.domain.record import replace
    from papidesk.domain.task_times import read_time
    from papidesk.workflow.tasks import with_time

    year = given["year"] or task.year or datetime.date.today().year
    if given["time_text"] is not None:
        time = read_time(given["time_text"], year)
        if time.doubt:
            click.echo(_(time.doubt).format(words=time.words), err=True)
        task = with_time(replace(task, time_text=given["time_text"]), time)
    for name in ("start", "due"):
        if given[name] is not None:
            task = replace(task, **{name: day_of(given[name])})
    if given["budget"] is not None:
        task = replace(task, budget=read_whole(given["budget"]) if given["budget"] else None)
    for name in ("lead", "product", "note", "year"):
        if given[name] is not None:
            task = replace(task, **{name: given[name]})
    for name in ("cooperating", "dimensions", "evidence"):
        if given[name]:
            task = replace(task, **{name: tuple(part for part in given[name] if part)})
    if given["targets"]:
        task = replace(task, targets=tuple(_target(store, one) for one in given["targets"] if one))
    return task


def _target(store: Store, text: str) -> Target:
    """Return the target that "tin-bai=24" names; the counter by code or by name."""
    from papidesk.domain.quantities import read
    from papidesk.domain.task import Target
    from papidesk.workflow import catalogues

    name, sign, amount = text.rpartition("=")
    if not sign:
        raise click.UsageError(_("Write a target as COUNTER=N, for example tin-bai=24."))
    found = catalogues.find_counter(store, name.strip())
    found = found or catalogues.counter(store, name.strip())
    quantity = read(amount, whole=found.decimals == 0)
    return Target(counter=found.code, quantity=quantity)


def _tell_doubts(store: Store, task: Task) -> None:
    from papidesk.workflow.task_doubts import doubts

    for doubt in doubts(store, task, today=datetime.date.today()):
        click.echo(doubt.sentence, err=True)


def _tell(kept: list[Task], as_json: bool) -> None:
    from papidesk.cli.task_views import task_line, task_view

    if as_json:
        views = [task_view(task) for task in kept]
        show_json(views[0] if len(views) == 1 else views)
        return
    for task in kept:
        click.echo(task_line(task))


CHANGES = (add, set_, done, remove, restore, reassign, carry_over)
