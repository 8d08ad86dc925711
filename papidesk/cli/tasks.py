"""Commands of tasks: list, propose, coverage, annex, task sheets, workbook, timeline."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.offices import Listing
from papidesk.cli.task_changes import AS_JSON, CHANGES
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.domain.filters import TaskFilter, TaskMissing
    from papidesk.domain.task_list import ListGroup
    from papidesk.storage.store import Store
    from papidesk.workflow.task_proposals import TaskProposal

FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
YEAR = click.option("--year", type=click.IntRange(1990, 2100), help=N_("Only tasks of this year."))
PLAN = click.option("--plan", type=WORDS, help=N_("Only tasks of this plan, by its ID."))
GROUP = click.option(
    "--group", type=click.Choice(["none", "unit", "dimension", "state", "plan"]),
    help=N_("What tasks are brought together by."),
)  # fmt: skip
PLAN_ID = click.argument("identifier", metavar="ID", type=WORDS)
_STATES = ("open", "doing", "done", "stopped")
_MISSING: tuple[TaskMissing, ...] = ("unit", "date", "product", "dimension", "target")


@click.group(
    "tasks", cls=Listing,
    help=N_("The tasks of a plan or of all: “tasks [ID]” lists them, the commands change them."),
)  # fmt: skip
def tasks_() -> None:
    pass


@tasks_.command("list", help=N_("List the tasks: of a plan, one by its ID, or those chosen."))
@click.argument("identifier", metavar="[ID]", type=WORDS, required=False)
@YEAR
@click.option("--unit", "units", type=WORDS, multiple=True, help=N_("Only tasks of this unit."))
@click.option("--dimension", "dimensions", type=WORDS, multiple=True,
              help=N_("Only tasks for this sub-dimension (5.4) or dimension (D5)."))  # fmt: skip
@click.option("--state", "states", type=click.Choice(_STATES), multiple=True,
              help=N_("Only tasks in this state."))  # fmt: skip
@click.option("--overdue", is_flag=True, help=N_("Only tasks that are overdue."))
@click.option("--due-soon", is_flag=True, help=N_("Only tasks that are due soon."))
@click.option("--missing", type=click.Choice(_MISSING), multiple=True,
              help=N_("Only tasks that lack this."))  # fmt: skip
@click.option("--text", type=WORDS, default="", help=N_("Only tasks with these words."))
@click.option("--trash", "trashed", is_flag=True, help=N_("What is in the trash."))
@AS_JSON
@click.pass_obj
def list_(
    session: Session,
    /,
    identifier: str | None,
    overdue: bool,
    due_soon: bool,
    as_json: bool,
    **chosen: object,
) -> None:
    from papidesk.cli.task_views import task_line, task_view
    from papidesk.domain.filters import TaskFilter
    from papidesk.domain.record import from_plain
    from papidesk.workflow import tasks

    timings = [name for name, on in (("overdue", overdue), ("due_soon", due_soon)) if on]
    wanted = from_plain(TaskFilter, {**chosen, "timings": timings})
    with session.workspace() as workspace:
        store = workspace.store
        wanted = _narrowed(store, wanted, identifier)
        rows = tasks.listing(store, wanted, today=datetime.date.today())
    if as_json:
        show_json([task_view(row.task, row) for row in rows])
        return
    for row in rows:
        click.echo(task_line(row.task, row))
    if not rows:
        click.echo(_("Nothing found."), err=True)


def _narrowed(store: Store, wanted: TaskFilter, identifier: str | None) -> TaskFilter:
    """Return the filter with the plan or the task that ``identifier`` names."""
    from papidesk.domain.record import replace
    from papidesk.storage.documents import UnknownDocumentError
    from papidesk.workflow import documents, tasks

    if not identifier:
        return wanted
    try:
        return replace(wanted, plan=documents.find_id(store, identifier))
    except UnknownDocumentError:
        return replace(wanted, ids=(tasks.find_id(store, identifier),))


@tasks_.command("propose", help=N_("List the tasks the text of a plan gives; accept or decline."))
@PLAN_ID
@click.option("--accept", type=WORDS, metavar="all|N,N",
              help=N_("Keep these as tasks: “all”, or numbers of the list (1,3,5-8)."))  # fmt: skip
@click.option("--decline", type=WORDS, metavar="all|N,N",
              help=N_("Remember that these are no tasks."))  # fmt: skip
@click.option("--again", is_flag=True, help=N_("List those that were declined, too."))
@AS_JSON
@click.pass_obj
def propose(
    session: Session,
    identifier: str,
    accept: str | None,
    decline: str | None,
    again: bool,
    as_json: bool,
) -> None:
    from papidesk.cli.task_views import proposal_view, task_line, task_view
    from papidesk.workflow import documents, task_proposals

    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        found = task_proposals.propose(store, id, again=again)
        taken, refused = _chosen(found, accept), _chosen(found, decline)
        if {one.id for one in taken} & {one.id for one in refused}:
            raise click.UsageError(_("A task cannot be both accepted and declined."))
        with store.unit_of_work():
            if refused:
                ids = [one.id for one in refused]
                task_proposals.decline(store, id, ids, who=session.who)
            kept = task_proposals.accept(store, id, taken, who=session.who) if taken else []
    if accept is not None or decline is not None:
        if as_json:
            show_json([task_view(task) for task in kept])
            return
        for task in kept:
            click.echo(task_line(task))
        said = _("Tasks kept: {kept}; declined: {declined}")
        click.echo(said.format(kept=len(kept), declined=len(refused)), err=True)
        return
    if as_json:
        show_json([proposal_view(number, one) for number, one in enumerate(found, start=1)])
        return
    for number, one in enumerate(found, start=1):
        click.echo(f"{number}\t{one.task.lead or '-'}\t{one.task.time_text or '-'}\t{one.quote}")
    if not found:
        click.echo(_("The text gives no task that is not there already."), err=True)


def _chosen(found: list[TaskProposal], text: str | None) -> list[TaskProposal]:
    """Return the proposals that "all" or "1,3,5-8" names; a number that is not there is refused."""
    if text is None:
        return []
    if text.strip().lower() == "all":
        return found
    numbers: list[int] = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*", part)
        if match is None:
            raise click.UsageError(_("Write “all” or numbers of the list, for example 1,3,5-8."))
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise click.UsageError(_("Write “all” or numbers of the list, for example 1,3,5-8."))
        numbers += range(first, last + 1)
    if not all(1 <= number <= len(found) for number in numbers):
        raise click.UsageError(_("The list has the numbers 1 to {count}.").format(count=len(found)))
    return [found[number - 1] for number in dict.fromkeys(numbers)]


@tasks_.command("coverage", help=N_("Tell which sub-dimensions have tasks, and what tasks lack."))
@YEAR
@PLAN
@AS_JSON
@click.pass_obj
def coverage(session: Session, year: int | None, plan: str | None, as_json: bool) -> None:
    from papidesk.cli.task_views import coverage_view
    from papidesk.workflow import coverage as workflow
    from papidesk.workflow import documents

    today = datetime.date.today()
    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, plan) if plan else ""
        found = workflow.coverage(store, year or today.year, plan=id, today=today)
    if as_json:
        show_json(coverage_view(found))
        return
    for one in found.dimensions:
        click.echo(f"{one.code}\t{one.tasks}\t{one.done}\t{one.overdue}\t{one.entries}\t{one.name}")
    for said, ids in (
        (_("Tasks without a unit: {count}"), found.without_unit),
        (_("Tasks without a day: {count}"), found.without_date),
        (_("Tasks without a product: {count}"), found.without_product),
    ):
        click.echo(said.format(count=len(ids)))


@tasks_.command(
    "annex", help=N_("Make the annex “Phân công nhiệm vụ” of a plan, or make it again.")
)
@PLAN_ID
@click.option("--columns", type=WORDS, default="", metavar="NAME,NAME",
              help=N_("Only these columns: number, dimension, task, target, lead, cooperating, "
                      "time, product, evidence, budget, note."))  # fmt: skip
@click.option("--no-groups", is_flag=True, help=N_("Do not group the rows by dimension."))
@click.pass_obj
def annex(session: Session, identifier: str, columns: str, no_groups: bool) -> None:
    from papidesk.workflow import documents, task_annex

    asked = [name.strip() for name in columns.split(",") if name.strip()]
    unknown = [name for name in asked if name not in task_annex.COLUMNS]
    if unknown:
        raise task_annex.UnknownColumnError(
            column=unknown[0][:40], known=", ".join(task_annex.COLUMNS)
        )
    shown = [name for name in task_annex.COLUMNS if name in asked]
    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        task_annex.make(store, id, columns=shown, grouped=not no_groups, who=session.who)
    click.echo(id)


@tasks_.command("sheet", help=N_("Write the task sheet of each unit, of a plan or a year."))
@click.argument("identifier", metavar="[ID]", type=WORDS, required=False)
@YEAR
@click.option("--unit", "units", type=WORDS, multiple=True,
              help=N_("Only the sheet of this unit."))  # fmt: skip
@click.option("-o", "--output", required=True, type=FILE,
              help=N_("What to make: a name that ends in .pdf or .docx."))  # fmt: skip
@AS_JSON
@click.pass_obj
def sheet(
    session: Session,
    identifier: str | None,
    year: int | None,
    units: tuple[str, ...],
    output: Path,
    as_json: bool,
) -> None:
    from papidesk.domain.filters import TaskFilter
    from papidesk.workflow import documents, task_sheets

    today = datetime.date.today()
    with session.workspace() as workspace:
        store = workspace.store
        if identifier:
            id = documents.find_id(store, identifier)
            unit = units[0] if units else ""
            written = task_sheets.write_of(store, id, output, unit=unit, today=today)
        else:
            chosen = TaskFilter(year=year)
            written = task_sheets.write_tasks(store, chosen, output, units=units, today=today)
    if as_json:
        show_json({"path": str(output), "units": written})
    else:
        click.echo(str(output))


@tasks_.command("export", help=N_("Write tasks as an Excel workbook, or their timeline as a PDF."))
@YEAR
@PLAN
@GROUP
@click.option("-o", "--output", required=True, type=FILE,
              help=N_("What to make: .xlsx for the list, .pdf for the timeline."))  # fmt: skip
@click.pass_obj
def export(
    session: Session, year: int | None, plan: str | None, group: str | None, output: Path
) -> None:
    from papidesk.domain.filters import TaskFilter
    from papidesk.domain.task_list import GROUPS
    from papidesk.workflow import documents, task_papers

    today = datetime.date.today()
    timeline = output.suffix.lower() == ".pdf"
    wanted = group or ("unit" if timeline else "none")
    by: ListGroup = next((name for name in GROUPS if name == wanted), "")
    with session.workspace() as workspace:
        store = workspace.store
        chosen = TaskFilter(year=year, plan=documents.find_id(store, plan) if plan else "")
        write = task_papers.write_timeline if timeline else task_papers.write_list
        written = write(store, chosen, output, group=by, today=today)
    click.echo(str(written))


@tasks_.command("overtaken", help=N_("List tasks whose plan was replaced or whose unit is gone."))
@AS_JSON
@click.pass_obj
def overtaken(session: Session, as_json: bool) -> None:
    from papidesk.cli.task_views import task_line, task_view
    from papidesk.workflow import tasks
    from papidesk.workflow.task_changes import WHY

    with session.workspace() as workspace:
        found = tasks.overtaken(workspace.store, datetime.date.today())
    if as_json:
        show_json(
            [
                {**task_view(one.task), "why": one.why, "unit": one.unit or None,
                 "until": one.until.isoformat() if one.until else None,
                 "choices": list(one.choices), "successor": one.successor or None}
                for one in found
            ]
        )  # fmt: skip
        return
    for one in found:
        click.echo(f"{task_line(one.task)}\t{_(WHY[one.why])}\t{one.unit or one.successor or '-'}")
    if not found:
        click.echo(_("Nothing found."), err=True)


@tasks_.command("rule", help=N_("Show or set when tasks are due soon and overdue."))
@click.option("--soon-days", type=int, help=N_("Due soon so many days before."))
@click.option("--working-days/--calendar-days", "working", default=None,
              help=N_("Count working days, or all of them."))  # fmt: skip
@click.option("--standing-days", type=int,
              help=N_("A standing task wants an entry every so many days; 0: never."))  # fmt: skip
@AS_JSON
@click.pass_obj
def rule(
    session: Session,
    soon_days: int | None,
    working: bool | None,
    standing_days: int | None,
    as_json: bool,
) -> None:
    from papidesk.domain.record import replace
    from papidesk.workflow import tasks

    given = {"soon_days": soon_days, "working_days": working, "standing_days": standing_days}
    changed = {name: value for name, value in given.items() if value is not None}
    with session.workspace() as workspace:
        store = workspace.store
        if changed:
            new = replace(tasks.timing_rule(store), **changed)
            tasks.set_timing_rule(store, new, who=session.who)
        found = tasks.timing_rule(store)
    view = {name: getattr(found, name) for name in found.__struct_fields__}
    if as_json:
        show_json(view)
        return
    for name, value in view.items():
        click.echo(f"{name}\t{', '.join(value) if isinstance(value, tuple) else value}")


for _command in CHANGES:
    tasks_.add_command(_command)

COMMANDS = {"tasks": tasks_}
