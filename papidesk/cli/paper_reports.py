"""The command for reports of units below that came on paper: typed in, one or a whole table."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.figures import AS_JSON, PERIOD, plain_number
from papidesk.cli.log_changes import day_of
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _, say

if TYPE_CHECKING:
    from papidesk.storage.store import Store
    from papidesk.workflow.unit_paper_sheets import PaperLine

_STATES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "unchanged": N_("unchanged"),
    "refused": N_("refused"),
}


class NoSheetRowError(PapiDeskError):
    """A table of which no row could be taken in."""

    message = N_("Nothing was taken in: {refused} rows are refused, the others are here already.")


@click.command("enter", help=N_("Enter a unit’s report that came on paper, or a table of many."))
@click.argument("code", metavar="[UNIT]", required=False, default="", type=WORDS)
@PERIOD
@click.option(
    "--duty", default="", type=WORDS,
    help=N_("The report duty's code; without it the one most units reported the period for."),
)  # fmt: skip
@click.option("--day", "day", default=None, type=WORDS, help=N_("The day the report came."))
@click.option("--number", default=None, type=WORDS, help=N_("Its number and symbol."))
@click.option("--note", default=None, type=WORDS, help=N_("A note of your own."))
@click.option(
    "--figure", "given", multiple=True, type=WORDS, metavar="COUNTER=VALUE",
    help=N_("A figure: tin-bai=43; of a ratio or mean its parts: 45/60; “-” takes it away."),
)  # fmt: skip
@click.option("--whole", is_flag=True, help=N_("These are all its figures: others are taken away."))
@click.option("--remove", is_flag=True, help=N_("Take the report and its figures away again."))
@click.option(
    "--from", "file", metavar="FILE",
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("A table of units × counters (.xlsx, .csv)."),
)  # fmt: skip
@click.option("--sheet", default="", type=WORDS, help=N_("The sheet; without it the first."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would change; write nothing."))
@AS_JSON
@click.pass_obj
def enter(
    session: Session, code: str, period: str, duty: str, day: str | None, number: str | None,
    note: str | None, given: tuple[str, ...], whole: bool, remove: bool, file: Path | None,
    sheet: str, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    from papidesk.workflow import consolidation
    from papidesk.workflow.unit_paper_reports import PaperEntry

    if bool(code) == (file is not None):
        raise click.UsageError(_("Name one unit, or a table with --from: not both."))
    arrived = day_of(day)
    if file is None and not remove and arrived is None:
        raise click.UsageError(_("Say with --day on which day the report came."))
    with session.workspace() as workspace:
        store = workspace.store
        duty = duty or consolidation.default_duty(store, period)
        if file is not None:
            _table(session, store, (duty, period, arrived), (file, sheet), dry_run, as_json)
            return
        if remove:
            view = _removed(store, code, duty, period, session.who)
        else:
            entry = PaperEntry(
                unit=code, duty=duty, period=period, day=arrived or datetime.date.max,
                number=number, note=note, whole=whole,
            )  # fmt: skip
            view = _entered(store, entry, given, session.who, dry_run)
    if as_json:
        show_json(view)
        return
    click.echo(f"{view['unit']}\t{view['period']}\t{view['received_on']}\t{len(view['figures'])}")
    for told in view["warnings"]:
        click.echo(told, err=True)


def _removed(store: Store, code: str, duty: str, period: str, who: str) -> dict[str, Any]:
    from papidesk.workflow import unit_paper_reports, units

    unit = units.find(store, code).code
    view = _view(store, *unit_paper_reports.kept(store, unit, duty, period))
    unit_paper_reports.remove(store, unit, duty, period, who=who)
    return {**view, "removed": True}


def _entered(
    store: Store, entry: Any, given: tuple[str, ...], who: str, dry_run: bool
) -> dict[str, Any]:
    from papidesk.domain.record import replace
    from papidesk.workflow import paper_counters, unit_paper_reports, units

    today = datetime.date.today()
    texts = [_pair(text) for text in given]
    whole = replace(
        entry, unit=units.find(store, entry.unit).code, figures=paper_counters.read(store, texts)
    )
    if dry_run:
        report, changes = unit_paper_reports.check(store, whole, today=today)
        return {**_view(store, report, ()), "changes": changes, "dry_run": True}
    report = unit_paper_reports.enter(store, whole, who=who, today=today)
    kept = unit_paper_reports.kept(store, report.unit, report.duty, report.period)
    return _view(store, *kept)


def _pair(text: str) -> tuple[str, str]:
    code, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(_("Write a figure as COUNTER=VALUE: “{text}”.").format(text=text))
    return code, value


def _view(store: Store, report: Any, figures: Any) -> dict[str, Any]:
    from papidesk.workflow import unit_paper_reports, units

    outside = (
        unit_paper_reports.beyond(store, report.unit, report.duty, report.period) if figures else []
    )
    return {
        "unit": report.unit,
        "name": units.tree(store).name(report.unit),
        "duty": report.duty,
        "period": report.period,
        "received_on": report.received_on.isoformat(),
        "report": report.number or None,
        "note": report.note or None,
        "state": report.state,
        "by_hand": True,
        "figures": [
            {
                "counter": one.counter, "name": one.name, "unit": one.unit_name,
                "adds_up": one.adds_up, "value": plain_number(one.value),
                "above": plain_number(one.part.total) if one.below is not None else None,
                "below": plain_number(one.below), "entries": one.part.entries,
            }
            for one in figures
        ],
        "warnings": [
            _("“{name}” lies outside its bounds: {value}.").format(
                name=one.name, value=plain_number(one.value)
            )
            for one in outside
        ],
    }  # fmt: skip


def _table(
    session: Session, store: Store, of: tuple[str, str, datetime.date | None],
    source: tuple[Path, str], dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    from papidesk.workflow import unit_paper_sheets

    today = datetime.date.today()
    duty, period, day = of
    table = unit_paper_sheets.read(source[0], sheet=source[1])
    found = unit_paper_sheets.preview(store, table, duty=duty, period=period, day=day, today=today)
    refused = found.of("refused")
    if not dry_run and refused and not found.of("new", "changed"):
        raise NoSheetRowError(refused=len(refused))
    if not dry_run:
        unit_paper_sheets.take(store, found, who=session.who, today=today)
    if as_json:
        show_json(
            {
                "duty": duty, "counters": list(found.counters), "passed": list(found.passed),
                "lines": [_line(one) for one in found.lines], "dry_run": dry_run,
            }
        )  # fmt: skip
        return
    for one in found.lines:
        if one.state != "unchanged":
            said = say(one.problem) if one.problem is not None else "; ".join(one.changes)
            click.echo(f"{one.row}\t{_(_STATES[one.state])}\t{one.text}\t{said}")
    for title in found.passed:
        click.echo(_("Nothing is read from the column “{title}”.").format(title=title), err=True)


def _line(one: PaperLine) -> dict[str, Any]:
    return {
        "row": one.row,
        "state": one.state,
        "unit": one.entry.unit if one.entry else None,
        "name": one.text,
        "changes": list(one.changes),
        "reason": say(one.problem) if one.problem is not None else None,
    }


PAPERS = (enter,)
