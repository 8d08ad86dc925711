"""Commands beside the log: evidence, photos, recurring series, closed periods, corrections."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.log_changes import (
    AS_JSON,
    ENTRY,
    FIELDS,
    FILE,
    REASON,
    activity_of,
    day_of,
    evidence_view,
    number,
    with_options,
)
from papidesk.cli.offices import Spoken
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.storage.store import Store
    from papidesk.workflow.series import Occurrence

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY = ("day", "week", "month", "quarter", "half", "year")


@click.command("evidence", help=N_("Show, attach and take away what proves an entry."))
@ENTRY
@click.option("--add", "files", type=FILE, multiple=True, help=N_("A file to attach."))
@click.option("--link", "links", type=WORDS, multiple=True, help=N_("An address of the web."))
@click.option(
    "--document",
    "papers",
    type=WORDS,
    multiple=True,
    help=N_("A paper of the workspace, by its ID."),
)
@click.option(
    "--remove",
    "gone",
    type=WORDS,
    multiple=True,
    help=N_("Evidence to take away, by the beginning of its ID."),
)
@click.option("--as-is", is_flag=True, help=N_("Do not shrink photos."))
@AS_JSON
@click.pass_obj
def evidence_(
    session: Session,
    /,
    identifier: str,
    files: tuple[Path, ...],
    links: tuple[str, ...],
    papers: tuple[str, ...],
    gone: tuple[str, ...],
    as_is: bool,
    as_json: bool,
) -> None:
    from papidesk.workflow import documents, evidence, log

    with session.workspace() as workspace:
        store = workspace.store
        id = log.find_id(store, identifier)
        for path in files:
            made = evidence.attach(store, "activity", id, path, who=session.who, shrink=not as_is)
            if made.remark is not None:
                click.echo(_(made.remark.message).format(**made.remark.values), err=True)
        for url in links:
            evidence.attach_link(store, "activity", id, url, who=session.who)
        for paper in papers:
            document = documents.find_id(store, paper)
            evidence.attach_document(store, "activity", id, document, who=session.who)
        kept = evidence.of(store, "activity", id)
        chosen = [one.id for one in kept if any(one.id.startswith(text) for text in gone)]
        evidence.detach(store, chosen, who=session.who)
        kept = evidence.of(store, "activity", id)
    if as_json:
        show_json([evidence_view(one) for one in kept])
        return
    for one in kept:
        click.echo(f"{one.id}\t{one.name}\t{one.url or one.document or one.sha256[:12]}")


@click.command("check-evidence", help=N_("Tell which files of evidence are missing or changed."))
@AS_JSON
@click.pass_obj
def check_evidence(session: Session, as_json: bool) -> None:
    from papidesk.i18n import say
    from papidesk.workflow import evidence

    with session.workspace() as workspace:
        found = evidence.missing(workspace.store)
    if as_json:
        show_json([{**evidence_view(one.evidence), "problem": one.kind} for one in found])
    else:
        for one in found:
            click.echo(say(one.error))
        if not found:
            click.echo(_("All evidence is there and as it was."))
    if found:
        raise SystemExit(1)


@click.command("photos", help=N_("Make entries of photos, by the days they were taken."))
@click.argument("paths", type=click.Path(readable=False, path_type=Path), nargs=-1, required=True)
@click.option(
    "--by",
    type=click.Choice(["day", "photo", "all"]),
    default="day",
    show_default=True,
    help=N_("What becomes one entry."),
)
@with_options(FIELDS)
@click.option("--as-is", is_flag=True, help=N_("Do not shrink photos."))
@REASON
@click.pass_obj
def photos(
    session: Session, /, paths: tuple[Path, ...], by: str, as_is: bool, reason: str, **given: object
) -> None:
    from papidesk.domain.record import replace
    from papidesk.workflow import photo_import

    grouping = next(known for known in ("day", "photo", "all") if known == by)
    found = photo_import.read(paths)
    with session.workspace() as workspace:
        store = workspace.store
        groups = [
            replace(group, activity=activity_of(store, group.activity, given))
            for group in photo_import.grouped(found, grouping)
        ]
        taken = photo_import.take(store, groups, who=session.who, reason=reason, shrink=not as_is)
    for remark in taken.remarks:
        click.echo(_(remark.message).format(**remark.values), err=True)
    for group, id in zip(groups, taken.entries, strict=True):
        click.echo(f"{id}\t{group.activity.date}\t{group.activity.title}\t{len(group.photos)}")
    click.echo(_("To take it back: log undo {batch}").format(batch=taken.batch))


@click.group("series", cls=Spoken, help=N_("What comes again, and its occurrences."))
def series_() -> None:
    pass


@series_.command("list", help=N_("List the series."))
@AS_JSON
@click.pass_obj
def series_list(session: Session, as_json: bool) -> None:
    from papidesk.domain import recurring
    from papidesk.domain.record import plain
    from papidesk.workflow import series

    with session.workspace() as workspace:
        found = series.every(workspace.store)
    if as_json:
        show_json([plain(one) for one in found])
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
@click.pass_obj
def series_due(session: Session, confirm: bool, reason: str) -> None:
    from papidesk.workflow import series

    with session.workspace() as workspace:
        store = workspace.store
        found = series.due(store, datetime.date.today())
        if confirm:
            made = series.confirm(store, found, who=session.who, reason=reason)
            click.echo(_("Entered: {count}").format(count=len(made)))
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
    if period:
        first, last = parse(period).start, parse(period).end
    if first is None or last is None:
        raise click.UsageError(_("Give either --period or --since and --until."))
    with session.workspace() as workspace:
        closing = Closing(since=first, until=last, period=parse(period).code if period else "")
        made = closings.close(workspace.store, closing, who=session.who)
    click.echo(f"{made.id}\t{made.since}\t{made.until}")


@click.command("closings", help=N_("List the closed periods."))
@AS_JSON
@click.pass_obj
def closings_(session: Session, as_json: bool) -> None:
    from papidesk.domain.record import plain
    from papidesk.workflow import closings

    with session.workspace() as workspace:
        found = closings.every(workspace.store)
    if as_json:
        show_json([plain(one) for one in found])
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
        click.echo(f"{one.day}\t{one.kind}\t{one.title}\t{changes or '-'}\t{one.reason}")
    if not found:
        click.echo(_("Nothing found."), err=True)


MORE = (
    evidence_, check_evidence, photos, series_, close, closings_, reopen, corrections,
)  # fmt: skip
