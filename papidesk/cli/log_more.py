"""Commands beside the log: recurring series, closed periods, corrections."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.log_changes import (
    AS_JSON,
    FIELDS,
    REASON,
    activity_of,
    day_of,
    number,
    with_options,
)
from papidesk.cli.offices import Spoken
from papidesk.i18n import N_, _, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papidesk.errors import PapiDeskError
    from papidesk.storage.store import Store
    from papidesk.workflow.series import Occurrence

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = {"added": N_("Added"), "changed": N_("Changed"), "removed": N_("Removed")}
_EVERY = ("day", "week", "month", "quarter", "half", "year")


def _tell_damaged(problems: Iterable[PapiDeskError]) -> None:
    """Say what a list cannot show whole, beside what it shows."""
    for problem in problems:
        click.echo(say(problem), err=True)


@click.group("series", cls=Spoken, help=N_("What comes again, and its occurrences."))
def series_() -> None:
    pass


@series_.command("list", help=N_("List the series."))
@AS_JSON
@click.pass_obj
def series_list(session: Session, as_json: bool) -> None:
    from papidesk.domain import recurring
    from papidesk.domain.record import whole
    from papidesk.workflow import series

    with session.workspace() as workspace:
        found = series.every(workspace.store)
        _tell_damaged(series.damaged(workspace.store))
    if as_json:
        show_json([whole(one) for one in found])
        return
    for one in found:
        ended = _("ended") if one.ended else recurring.text(one.rule)
        click.echo(f"{one.id}\t{one.name}\t{ended}")


@series_.command("add", help=N_("Let an entry come again by a rule."))
@click.option("--every", type=click.Choice(_EVERY), required=True, help=N_("How often."))
@click.option(
    "--weekday",
    "weekdays",
    type=click.Choice(_WEEKDAYS),
    multiple=True,
    help=N_("On which days of the week."),
)
@click.option(
    "--day-of-month",
    "days",
    type=click.IntRange(-1, 31),
    multiple=True,
    help=N_("On which days of the month; -1 is the last."),
)
@click.option("--since", required=True, help=N_("From this day on."))
@click.option("--until", help=N_("Up to this day."))
@click.option("--skip-holidays", is_flag=True, help=N_("Not on public holidays."))
@with_options(FIELDS)
@click.pass_obj
def series_add(
    session: Session,
    /,
    every: str,
    weekdays: tuple[str, ...],
    days: tuple[int, ...],
    since: str,
    until: str | None,
    skip_holidays: bool,
    **given: object,
) -> None:
    from papidesk.domain.activity import Activity, ActivitySeries
    from papidesk.domain.recurrence import EVERY, Recurrence
    from papidesk.workflow import series

    rule = Recurrence(
        every=next(known for known in EVERY if known == every),
        weekdays=tuple(sorted(_WEEKDAYS.index(day) for day in weekdays)),
        days=days, since=day_of(since), until=day_of(until),
    )  # fmt: skip
    with session.workspace() as workspace:
        store = workspace.store
        blank = Activity(date=rule.since or datetime.date.today(), title="")
        pattern = activity_of(store, blank, given)
        made = series.save(
            store,
            ActivitySeries(name="", rule=rule, pattern=pattern, skip_holidays=skip_holidays),
            who=session.who,
        )
    click.echo(f"{made.id}\t{made.name}")


@series_.command("due", help=N_("List the occurrences that have no entry yet."))
@click.option("--confirm", is_flag=True, help=N_("Make entries of all of them."))
@REASON
@AS_JSON
@click.pass_obj
def series_due(session: Session, confirm: bool, reason: str, as_json: bool) -> None:
    from papidesk.workflow import series

    with session.workspace() as workspace:
        store = workspace.store
        found = series.due(store, datetime.date.today())
        _tell_damaged(series.damaged(store))
        if confirm:
            made = series.confirm(store, found, who=session.who, reason=reason)
            if as_json:
                show_json([one.id for one in made])
            else:
                click.echo(_("Entered: {count}").format(count=len(made)))
            return
    if as_json:
        show_json([
            {"series": one.series.id, "name": one.series.name,
             "planned": one.planned_day.isoformat(), "date": one.day.isoformat()}
            for one in found
        ])  # fmt: skip
        return
    for one in found:
        click.echo(f"{one.series.id[:13]}\t{one.planned_day}\t{one.day}\t{one.series.name}")
    if not found:
        click.echo(_("Nothing found."), err=True)


@series_.command("confirm", help=N_("Make the entry of one occurrence."))
@click.argument("identifier", metavar="ID", type=WORDS)
@click.argument("day")
@REASON
@click.pass_obj
def series_confirm(session: Session, identifier: str, day: str, reason: str) -> None:
    from papidesk.workflow import series

    with session.workspace() as workspace:
        store = workspace.store
        one = _occurrence(store, identifier, day)
        made = series.confirm(store, [one], who=session.who, reason=reason)
    click.echo(_("Entered: {count}").format(count=len(made)))


@series_.command("skip", help=N_("Leave an occurrence out, or move it to another day."))
@click.argument("identifier", metavar="ID", type=WORDS)
@click.argument("day")
@click.option("--to", help=N_("The day it is moved to."))
@click.option("--reason", type=WORDS, default="", help=N_("Why."))
@click.pass_obj
def series_skip(session: Session, identifier: str, day: str, to: str | None, reason: str) -> None:
    from papidesk.workflow import series

    with session.workspace() as workspace:
        store = workspace.store
        one = _occurrence(store, identifier, day)
        target = day_of(to)
        who = session.who
        if target is None:
            series.leave_out(store, one.series.id, one.planned_day, reason=reason, who=who)
        else:
            series.move(store, one.series.id, one.planned_day, target, reason=reason, who=who)


@series_.command("remove", help=N_("End a series; its entries stay."))
@click.argument("identifier", metavar="ID", type=WORDS)
@click.pass_obj
def series_remove(session: Session, identifier: str) -> None:
    from papidesk.workflow import series

    with session.workspace() as workspace:
        store = workspace.store
        series.remove(store, series.find_id(store, identifier), who=session.who)


def _occurrence(store: Store, identifier: str, day: str) -> Occurrence:
    from papidesk.workflow import series

    planned = day_of(day)
    assert planned is not None
    found = series.get(store, series.find_id(store, identifier))
    for one in series.occurrences(store, found, planned, planned):
        return one
    raise series.NotAnOccurrenceError(name=found.name, day=f"{planned:%d/%m/%Y}")


@click.command("close", help=N_("Close a period: later changes need a reason."))
@click.option("--period", type=WORDS, help=N_("The period: 2024, 2024-H1, 2024-Q3, 2024-M06."))
@click.option("--since", help=N_("The first day, where no period is given."))
@click.option("--until", help=N_("The last day."))
@click.pass_obj
def close(session: Session, period: str | None, since: str | None, until: str | None) -> None:
    from papidesk.domain.closing import Closing
    from papidesk.domain.periods import parse
    from papidesk.workflow import closings

    first, last = day_of(since), day_of(until)
    if period and first is last is None:
        first, last = parse(period).start, parse(period).end
    elif period or first is None or last is None:
        raise click.UsageError(_("Give either --period or --since and --until."))
    with session.workspace() as workspace:
        closing = Closing(since=first, until=last, period=parse(period).code if period else "")
        made = closings.close(workspace.store, closing, who=session.who)
    click.echo(f"{made.id}\t{made.since}\t{made.until}")


@click.command("closings", help=N_("List the closed periods."))
@AS_JSON
@click.pass_obj
def closings_(session: Session, as_json: bool) -> None:
    from papidesk.domain.record import whole
    from papidesk.workflow import closings

    with session.workspace() as workspace:
        found = closings.every(workspace.store)
        _tell_damaged(closings.damaged(workspace.store))
    if as_json:
        show_json([whole(one) for one in found])
        return
    for one in found:
        state = _("reopened") if one.reopened_at else _("closed")
        click.echo(f"{one.id}\t{one.since}\t{one.until}\t{one.duty or '-'}\t{state}")
    if not found:
        click.echo(_("Nothing found."), err=True)


@click.command("reopen", help=N_("Open a closed period again."))
@click.argument("identifier", metavar="ID", type=WORDS)
@click.option("--reason", type=WORDS, required=True, help=N_("Why: it stays on record."))
@click.pass_obj
def reopen(session: Session, identifier: str, reason: str) -> None:
    from papidesk.workflow import closings

    with session.workspace() as workspace:
        store = workspace.store
        id = closings.find_id(store, identifier)
        closings.reopen(store, id, reason=reason, who=session.who)


@click.command("corrections", help=N_("List what was changed in closed periods."))
@click.option("--unreported", is_flag=True, help=N_("Only what no report has told of."))
@AS_JSON
@click.pass_obj
def corrections(session: Session, unreported: bool, as_json: bool) -> None:
    from papidesk.workflow import closings

    with session.workspace() as workspace:
        found = closings.corrections(workspace.store, unreported=unreported)
        _tell_damaged(closings.damaged(workspace.store))
    if as_json:
        show_json([
            {"id": one.id, "closing": one.closing, "activity": one.activity, "kind": one.kind,
             "date": one.day.isoformat(), "title": one.title, "reason": one.reason,
             "who": one.who, "at": one.at, "reported_in": one.reported_in or None,
             "changes": [{"counter": change.counter, "before": number(change.before),
                          "after": number(change.after)} for change in one.changes]}
            for one in found
        ])  # fmt: skip
        return
    for one in found:
        changes = ", ".join(
            f"{change.counter} {change.before:f} → {change.after:f}" for change in one.changes
        )
        click.echo(f"{one.day}\t{_(KINDS[one.kind])}\t{one.title}\t{changes or '-'}\t{one.reason}")
    if not found:
        click.echo(_("Nothing found."), err=True)


MORE = (series_, close, closings_, reopen, corrections)
