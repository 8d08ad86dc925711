"""Commands of the activity log: listed, added to, taken in from files, written as a table."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli import narrowing
from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.log_changes import (
    AS_JSON,
    CHANGES,
    FIELDS,
    REASON,
    activity_of,
    day_of,
    tell,
    with_options,
)
from papidesk.cli.log_evidence import EVIDENCE
from papidesk.cli.log_more import MORE
from papidesk.cli.offices import Listing
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.domain.filters import ActivityFilter, ActivityMissing
    from papidesk.storage.store import Store
    from papidesk.workflow.log_import import ImportPreview, Mapping, SheetTable

FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
_MISSING: tuple[ActivityMissing, ...] = ("evidence", "task", "counter")
# Rows that are told of one by one; a file of errors is written with --refused.
_TOLD_ROWS = 30


class SameEntryError(PapiDeskError):
    """An entry the log has already."""

    message = N_("{sentence} Nothing was added; add it all the same with --force.")


@click.group(
    "log", cls=Listing,
    help=N_("The activity log: “log [--period P]” lists it, the commands change it."),
)  # fmt: skip
def log_() -> None:
    pass


@log_.command("list", help=N_("List the entries, the latest first, and what they come to."))
@click.option(
    "--period", type=WORDS, help=N_("Only this period: 2024, 2024-H1, 2024-Q3, 2024-M06.")
)
@click.option("--since", help=N_("Only from this day on, as 2026-01-05."))
@click.option("--until", help=N_("Only up to this day."))
@click.option("--counter", "counters", type=WORDS, multiple=True, help=N_("Only this counter."))
@click.option("--channel", "channels", type=WORDS, multiple=True, help=N_("Only this channel."))
@click.option("--unit", "units", type=WORDS, multiple=True, help=N_("Only this unit."))
@click.option("--task", "tasks", type=WORDS, multiple=True, help=N_("Only this task, by its ID."))
@click.option("--dimension", "dimensions", type=WORDS, multiple=True,
              help=N_("Only this sub-dimension (5.4) or dimension (D5)."))  # fmt: skip
@click.option("--missing", type=click.Choice(_MISSING), multiple=True,
              help=N_("Only entries that lack this."))  # fmt: skip
@click.option("--text", type=WORDS, default="", help=N_("Only entries with these words."))
@click.option("--batch", type=WORDS, default="", help=N_("Only what came with this import."))
@click.option("--trash", is_flag=True, help=N_("What is in the trash."))
@click.option("--totals", is_flag=True, help=N_("Only what the entries come to, by counter."))
@click.option("-o", "--output", type=FILE, help=N_("Write them as a table: .xlsx or .csv."))
@AS_JSON
@click.pass_obj
def list_(
    session: Session, /, totals: bool, output: Path | None, as_json: bool, **chosen: object
) -> None:
    from papidesk.workflow import log

    with session.workspace() as workspace:
        store = workspace.store
        wanted = _filter(store, chosen)
        if output is not None:
            from papidesk.workflow.log_export import write

            click.echo(str(write(store, wanted, output)))
            return
        if totals:
            _tell_totals(store, wanted, as_json)
            return
        rows = log.listing(store, wanted)
        if as_json:
            from papidesk.cli.log_changes import views

            show_json(views(store, rows))
            return
        for row in rows:
            one = row.activity
            amounts = ", ".join(f"{a.counter} {a.quantity:f}" for a in one.amounts) or "-"
            title = _("Damaged: {title}").format(title=one.title) if row.damaged else one.title
            click.echo(f"{one.id[:13]}\t{one.date}\t{amounts}\t{title}\t{row.evidence}")
    if not rows:
        click.echo(_("Nothing found."), err=True)


def _filter(store: Store, chosen: dict[str, object]) -> ActivityFilter:
    from papidesk.domain.filters import ActivityFilter
    from papidesk.domain.periods import parse
    from papidesk.domain.record import from_plain, replace
    from papidesk.workflow import catalogues, tasks

    period, since, until, trash = (
        chosen.pop(name) for name in ("period", "since", "until", "trash")
    )
    first, last = day_of(since), day_of(until)
    if period:
        meant = parse(str(period))
        first, last = max(first or meant.start, meant.start), min(last or meant.end, meant.end)
    found = from_plain(ActivityFilter, chosen)
    return replace(
        found,
        since=first,
        until=last,
        trashed=bool(trash),
        counters=tuple(
            (catalogues.find_counter(store, text) or catalogues.counter(store, text)).code
            for text in found.counters
        ),
        channels=narrowing.channels(store, found.channels),
        units=narrowing.units(store, found.units),
        dimensions=narrowing.dimensions(store, found.dimensions),
        tasks=tuple(tasks.find_id(store, text) for text in found.tasks),
    )


def _tell_totals(store: Store, wanted: ActivityFilter, as_json: bool) -> None:
    from papidesk.cli.log_changes import number
    from papidesk.workflow import log
    from papidesk.workflow.figures import number_text

    found = log.totals(store, wanted)
    if as_json:
        show_json([
            {"counter": one.counter.code, "name": one.counter.name, "unit": one.counter.unit,
             "value": number(one.quantity), "entries": one.entries}
            for one in found
        ])  # fmt: skip
        return
    for one in found:
        # As in the window: no more than two places, however a share divides.
        shown = "-" if one.quantity is None else number_text(round(one.quantity, 2))
        click.echo(
            f"{one.counter.code}\t{shown} {one.counter.unit}\t{one.counter.name}\t{one.entries}"
        )
    if not found:
        click.echo(_("Nothing found."), err=True)


@log_.command("add", help=N_("Add an entry."))
@with_options(FIELDS)
@click.option("--evidence", type=FILE, multiple=True, help=N_("A file that proves it."))
@click.option("--force", is_flag=True, help=N_("Add it though the same entry is there already."))
@REASON
@AS_JSON
@click.pass_obj
def add(
    session: Session,
    /,
    evidence: tuple[Path, ...],
    force: bool,
    reason: str,
    as_json: bool,
    **given: object,
) -> None:
    from papidesk.domain.activity import Activity
    from papidesk.domain.record import replace
    from papidesk.workflow import evidence as proofs
    from papidesk.workflow import log
    from papidesk.workflow.reading import file_state

    with session.workspace() as workspace:
        store = workspace.store
        blank = Activity(date=datetime.date.today(), title="")
        activity = replace(activity_of(store, blank, given), came="command")
        for path in evidence:
            file_state(path)
        doubts = log.doubts(store, activity)
        same = [doubt for doubt in doubts if doubt.code == "same"]
        if same and not force:
            with store.unit_of_work():
                log.add(store, activity, who=session.who, reason=reason)  # what cannot be, first
                raise SameEntryError(sentence=same[0].sentence)
        ready = [proofs.prepare(store, path) for path in evidence]
        with store.unit_of_work():
            kept = log.add(store, activity, who=session.who, reason=reason)
            for one in ready:
                proofs.attach_prepared(store, "activity", kept.id, one, who=session.who)
        for sentence in [doubt.sentence for doubt in doubts]:
            click.echo(sentence, err=True)
        for one in ready:
            if one.remark is not None:
                click.echo(_(one.remark.message).format(**one.remark.values), err=True)
        tell(store, kept.id, as_json)


@log_.command("import", help=N_("Take entries in from a table: .xlsx or .csv."))
@click.argument("file", type=FILE)
@click.option("--sheet", type=WORDS, default="", help=N_("The sheet, not the first one."))
@click.option(
    "--column",
    "columns",
    type=WORDS,
    multiple=True,
    metavar="B=title",
    help=N_("What a column is: date, title, counter, quantity, a counter’s code …"),
)
@click.option("--year", type=click.IntRange(1900, 2200), help=N_("Year of days without one."))
@click.option("--counter", type=WORDS, default="", help=N_("Counter of rows that name none."))
@click.option("--repeated", is_flag=True, help=N_("Take in what the log has already, too."))
@click.option("--dry-run", is_flag=True, help=N_("Only tell what would be taken in."))
@click.option("--refused", type=FILE, help=N_("Write rows with errors here: .xlsx or .csv."))
@REASON
@AS_JSON
@click.pass_obj
def import_(
    session: Session,
    /,
    file: Path,
    sheet: str,
    dry_run: bool,
    repeated: bool,
    refused: Path | None,
    reason: str,
    as_json: bool,
    **told: object,
) -> None:
    from papidesk.workflow import log_import

    table = log_import.read(file, sheet=sheet)
    with session.workspace() as workspace:
        store = workspace.store
        mapping = _mapping(store, table, told)
        preview = log_import.preview(store, table, mapping)
        batch = ""
        if refused is not None and preview.refused:
            log_import.save_refused(preview, refused)
        if not dry_run:
            batch = log_import.take(
                store, preview, who=session.who, reason=reason, repeated=repeated
            )
    _tell_import(preview, batch, repeated, as_json)


def _mapping(store: Store, table: SheetTable, told: dict[str, object]) -> Mapping:
    from papidesk.domain.log_columns import COLUMN_FIELDS, ColumnUse
    from papidesk.domain.record import replace
    from papidesk.domain.sheet_table import column_letter
    from papidesk.workflow import catalogues, log_import

    mapping = log_import.guess(store, table)
    uses = list(mapping.columns)
    letters = {column_letter(at): at for at in range(len(uses))}
    columns = told["columns"]
    assert isinstance(columns, tuple)
    for text in columns:
        letter, sign, field = str(text).partition("=")
        at = letters.get(letter.strip().upper())
        if at is None or not sign:
            raise click.UsageError(
                _("There is no column {letter}: write --column B=title.").format(letter=letter[:40])
            )
        known = next((name for name in COLUMN_FIELDS if name == field.strip()), None)
        uses[at] = (
            ColumnUse(field=known)
            if known is not None and known != "amount"
            else ColumnUse(field="amount", counter=catalogues.counter(store, field.strip()).code)
        )
    counter = str(told["counter"])
    if counter:
        counter = (
            catalogues.find_counter(store, counter) or catalogues.counter(store, counter)
        ).code
    year = told["year"]
    assert year is None or isinstance(year, int)
    return replace(mapping, columns=tuple(uses), year=year, counter=counter)


def _tell_import(preview: ImportPreview, batch: str, repeated: bool, as_json: bool) -> None:
    taken = len(preview.good) + (len(preview.repeated) if repeated else 0)
    if as_json:
        show_json({
            "batch": batch or None, "taken": taken if batch else 0, "good": len(preview.good),
            "repeated": [row.number for row in preview.repeated],
            "refused": [
                {"row": row.number, "reasons": [problem.sentence for problem in row.problems]}
                for row in preview.refused
            ],
            "doubtful": [
                {"row": row.number, "doubts": [doubt.sentence for doubt in row.doubts]}
                for row in preview.doubtful
            ],
        })  # fmt: skip
        return
    for note in preview.table.notes:
        click.echo(_(note.message).format(**note.values), err=True)
    told = [(row.number, problem.sentence) for row in preview.refused for problem in row.problems]
    told += [(row.number, doubt.sentence) for row in preview.doubtful for doubt in row.doubts]
    for number, sentence in told[:_TOLD_ROWS]:
        click.echo(_("Row {number}: {sentence}").format(number=number, sentence=sentence), err=True)
    if len(told) > _TOLD_ROWS:
        click.echo(_("… and {count} more.").format(count=len(told) - _TOLD_ROWS), err=True)
    said = _("{taken} taken in, {refused} with errors, {repeated} in the log already.")
    if not batch:
        said = _("{taken} can be taken in, {refused} with errors, {repeated} in the log already.")
    click.echo(
        said.format(taken=taken, refused=len(preview.refused), repeated=len(preview.repeated))
    )
    if batch:
        click.echo(_("To take it back: log undo {batch}").format(batch=batch))


for _command in (*CHANGES, *EVIDENCE, *MORE):
    log_.add_command(_command)

COMMANDS = {"log": log_}
