"""Commands of the units below: their list and history, mergers, import; reports on the board."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.figures import AS_JSON, PERIOD
from papidesk.cli.log_changes import day_of
from papidesk.cli.offices import Listing
from papidesk.cli.paper_reports import PAPERS
from papidesk.cli.unit_reports import REPORTS
from papidesk.domain.office import LEVELS
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _, say

if TYPE_CHECKING:
    from papidesk.domain.unit_tree import BelowUnit, UnitTree
    from papidesk.workflow.units_import import UnitLine

__all__ = ["COMMANDS", "PERIOD"]

CODE = click.argument("code", metavar="UNIT", type=WORDS)
DAY = click.option(
    "--on", "day", required=True, type=WORDS, help=N_("From this day on, 2025-07-01.")
)
BASIS = click.option("--basis", default="", type=WORDS, help=N_("The paper that made it so."))
STATES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "unchanged": N_("unchanged"),
    "refused": N_("refused"),
}


class NoTableError(PapiDeskError):
    """A file without a unit that could be taken in."""

    message = N_("Nothing was taken in: {refused} rows are refused, the others are here already.")


@click.group("units", cls=Listing, help=N_("The units below the office, and their reports."))
def units_() -> None:
    pass


@units_.command("list", help=N_("List the units as they stand on a day; without it today."))
@click.option("--on", "day", default=None, type=WORDS, help=N_("On this day (2025-06-20)."))
@click.option("--all", "every", is_flag=True, help=N_("Those that were merged or ended, too."))
@AS_JSON
@click.pass_obj
def list_(session: Session, day: str | None, every: bool, as_json: bool) -> None:
    from papidesk.workflow import units

    with session.workspace() as workspace:
        tree = units.tree(workspace.store, day_of(day))
    shown = tree.every() if every else tree.there()
    if as_json:
        show_json([_view(tree, one) for one in shown])
        return
    for one in shown:
        click.echo(f"{one.code}\t{tree.name(one.code)}\t{tree.parent(one.code) or '-'}")
    if not shown:
        click.echo(_("Nothing found."), err=True)


def _view(tree: UnitTree, one: BelowUnit) -> dict[str, Any]:
    return {
        "unit": one.code,
        "name": tree.name(one.code),
        "level": one.level,
        "parent": tree.parent(one.code) or None,
        "since": one.since.isoformat() if one.since else None,
        "until": one.validity.until.isoformat() if one.validity.until else None,
        "merged_into": one.successor or None,
        "merged_on": one.merged_on.isoformat() if one.merged_on else None,
        "merged_by": one.merged_by or None,
        "made_of": tree.sources(one.code)[1:],
        "former": [
            {
                "name": form.name,
                "since": form.validity.since.isoformat() if form.validity.since else None,
                "until": form.validity.until.isoformat() if form.validity.until else None,
                "basis": form.basis or None,
            }
            for form in one.former
        ],
    }


@units_.command("add", help=N_("Add a unit; without a code one is made of the name."))
@click.argument("name", metavar="NAME", type=WORDS)
@click.option("--code", default="", type=WORDS, help=N_("The code its bundles say."))
@click.option("--parent", default="", type=WORDS, help=N_("The unit above: code or name."))
@click.option("--level", type=click.Choice(LEVELS), default="commune", help=N_("Its level."))
@click.option("--since", default=None, type=WORDS, help=N_("The day it began."))
@click.pass_obj
def add(session: Session, name: str, code: str, parent: str, level: Any, since: str | None) -> None:
    from papidesk.domain.record import Validity
    from papidesk.domain.unit_code import slug
    from papidesk.domain.unit_tree import BelowUnit
    from papidesk.workflow import units

    with session.workspace() as workspace:
        store = workspace.store
        above = units.find(store, parent).code if parent else ""
        made = BelowUnit(
            code=code or slug(name), name=name, level=level, parent=above,
            validity=Validity(since=day_of(since)),
        )  # fmt: skip
        kept = units.put(store, made, who=session.who, new=True)
    click.echo(f"{kept.code}\t{kept.name}")


@units_.command(
    "rename", help=N_("Call a unit otherwise from a day on; old reports keep the name.")
)
@CODE
@click.argument("name", metavar="NAME", type=WORDS)
@DAY
@BASIS
@click.pass_obj
def rename(session: Session, code: str, name: str, day: str, basis: str) -> None:
    from papidesk.workflow import units

    with session.workspace() as workspace:
        store = workspace.store
        found = units.find(store, code).code
        kept = units.rename(
            store, found, name, day=day_of(day) or datetime.date.max, basis=basis, who=session.who
        )
    click.echo(f"{kept.code}\t{kept.name}")


@units_.command("move", help=N_("Let a unit stand below another from a day on; “-” is the office."))
@CODE
@click.argument("parent", metavar="PARENT", type=WORDS)
@DAY
@BASIS
@click.pass_obj
def move(session: Session, code: str, parent: str, day: str, basis: str) -> None:
    from papidesk.workflow import units

    with session.workspace() as workspace:
        store = workspace.store
        above = "" if parent == "-" else units.find(store, parent).code
        found = units.find(store, code).code
        kept = units.move(
            store, found, above, day=day_of(day) or datetime.date.max, basis=basis, who=session.who
        )
    click.echo(f"{kept.code}\t{kept.parent or '-'}")


@units_.command("merge", help=N_("Merge units into one, a new one or one of them, on a day."))
@click.argument("codes", metavar="UNIT…", nargs=-1, required=True, type=WORDS)
@click.option("--into", required=True, type=WORDS, help=N_("The code of the unit that remains."))
@click.option("--name", default="", type=WORDS, help=N_("What it is called from then on."))
@DAY
@BASIS
@click.pass_obj
def merge(
    session: Session, codes: tuple[str, ...], into: str, name: str, day: str, basis: str
) -> None:
    from papidesk.domain.record import replace
    from papidesk.domain.unit_tree import BelowUnit
    from papidesk.workflow import units

    with session.workspace() as workspace:
        store = workspace.store
        chosen = [units.find(store, code).code for code in codes]
        known = units.tree(store).find(into)
        target = known or BelowUnit(code=into, name=name or into)
        kept = units.merge(
            store, chosen, replace(target, name=name or target.name),
            day=day_of(day) or datetime.date.max, basis=basis, who=session.who,
        )  # fmt: skip
    click.echo(f"{kept.code}\t{kept.name}")


@units_.command("unmerge", help=N_("Take a merger back: the unit is one of its own again."))
@CODE
@click.pass_obj
def unmerge(session: Session, code: str) -> None:
    from papidesk.workflow import units

    with session.workspace() as workspace:
        store = workspace.store
        kept = units.take_merger_back(store, units.find(store, code).code, who=session.who)
    click.echo(f"{kept.code}\t{kept.name}")


@units_.command("end", help=N_("Let a day be the last one of a unit that no other takes over."))
@CODE
@DAY
@BASIS
@click.pass_obj
def end(session: Session, code: str, day: str, basis: str) -> None:
    from papidesk.workflow import units

    with session.workspace() as workspace:
        store = workspace.store
        found = units.find(store, code).code
        kept = units.end(
            store, found, day=day_of(day) or datetime.date.max, basis=basis, who=session.who
        )
    click.echo(f"{kept.code}\t{kept.name}")


@units_.command("remove", help=N_("Take a unit out of the list that never reported."))
@CODE
@click.pass_obj
def remove(session: Session, code: str) -> None:
    from papidesk.workflow import units

    with session.workspace() as workspace:
        gone = units.remove(
            workspace.store, units.find(workspace.store, code).code, who=session.who
        )
    click.echo(f"{gone.code}\t{gone.name}")


@units_.command("history", help=N_("What was kept of a unit, newest first."))
@CODE
@AS_JSON
@click.pass_obj
def history(session: Session, code: str, as_json: bool) -> None:
    from papidesk.workflow import units

    with session.workspace() as workspace:
        tree = units.tree(workspace.store)
        found = units.history(workspace.store, units.find(workspace.store, code).code)
    if as_json:
        show_json([
            {
                "version": one.version, "saved_at": one.saved_at, "saved_by": one.saved_by,
                "damaged": one.damaged, "unit": _view(tree, one.unit) if one.unit else None,
            }
            for one in found
        ])  # fmt: skip
        return
    for one in found:
        name = one.unit.name if one.unit else _("(removed)")
        click.echo(f"{one.version}\t{one.saved_at}\t{one.saved_by}\t{name}")


@units_.command("import", help=N_("Take units in from a table (.xlsx, .csv)."))
@click.argument(
    "file", metavar="FILE", type=click.Path(dir_okay=False, readable=False, path_type=Path)
)
@click.option("--sheet", default="", type=WORDS, help=N_("The sheet; without it the first."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would change; write nothing."))
@AS_JSON
@click.pass_obj
def import_(session: Session, file: Path, sheet: str, dry_run: bool, as_json: bool) -> None:
    from papidesk.workflow import units_import

    with session.workspace() as workspace:
        store = workspace.store
        plan = units_import.preview(store, units_import.read(file, sheet=sheet))
        changed = [*plan.of("new"), *plan.of("changed")]
        refused = plan.of("refused")
        if not dry_run and not changed and refused:
            raise NoTableError(refused=len(refused))
        if not dry_run:
            units_import.take(store, plan, who=session.who)
    if as_json:
        show_json([_line(one) for one in plan.lines])
        return
    for one in plan.lines:
        if one.state != "unchanged":
            reason = say(one.problem) if one.problem is not None else ""
            code = one.unit.code if one.unit else ""
            click.echo(f"{one.row}\t{_(STATES[one.state])}\t{code}\t{one.text}\t{reason}")


def _line(one: UnitLine) -> dict[str, Any]:
    return {
        "row": one.row,
        "state": one.state,
        "unit": one.unit.code if one.unit else None,
        "name": one.unit.name if one.unit else one.text,
        "parent": one.unit.parent or None if one.unit else None,
        "reason": say(one.problem) if one.problem is not None else None,
    }


for each in (*REPORTS, *PAPERS):
    units_.add_command(each)

COMMANDS = {"units": units_}
