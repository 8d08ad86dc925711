"""Commands that make papers out of papers: certified copies, task sheets."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.domain.copies import FORMS, CopyForm
from papidesk.i18n import N_

_OUT = click.option(
    "-o", "--output", required=True,
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("The PDF to make, or a Word file (.docx) of a whole copy of our own paper."),
)  # fmt: skip
_SHEETS_OUT = click.option(
    "-o", "--output", required=True,
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("What to make: a name that ends in .pdf or .docx."),
)  # fmt: skip


@click.command(
    "copy",
    help=N_(
        "Make a certified copy of an issued document, of an incoming paper's scan, or of the PDF "
        "or picture named ID."
    ),
)
@click.argument("identifier", metavar="ID", type=WORDS)
@click.option(
    "--form", type=click.Choice(FORMS), default="SY", show_default=True,
    help=N_("SY a true copy (sao y), SL a copy of a copy (sao lục), TrS an extract (trích sao)."),
)  # fmt: skip
@_OUT
@click.option("--number", help=N_("The number of the copy, instead of the next one."))
@click.option("--date", "day", help=N_("The day of the copy, as 2024-06-20; today without it."))
@click.option("--pages", type=WORDS, default="", help=N_("The pages to copy, as 2-3 or 1,3-4."))
@click.option("--electronic", is_flag=True, help=N_("An electronic copy: a line on page 1."))
@click.option("--reason", type=WORDS, default="", help=N_("Why a number is left out, when one is."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def copy(
    session: Session,
    identifier: str,
    form: str,
    output: Path,
    number: str | None,
    day: str | None,
    pages: str,
    electronic: bool,
    reason: str,
    as_json: bool,
) -> None:
    from papidesk.domain.issuing import number_text, parse_date, parse_number
    from papidesk.domain.record import replace
    from papidesk.workflow import copies

    now = datetime.datetime.now(datetime.UTC)
    today = datetime.date.today()
    with session.workspace() as workspace:
        store = workspace.store
        path = Path(identifier)
        if path.is_file() or copies.is_scan(path):
            copies.not_over(path, output)
            source = copies.file_source(path)
        else:
            source = copies.source(store, identifier)
        when = parse_date(day) if day is not None else today
        words = copies.dated(copies.offer(store, _form(form), today=when), when)
        if number is not None:
            words = replace(words, number=number_text(parse_number(number)))
        order = copies.CopyOrder(copy=words, pages=pages, electronic=electronic, reason=reason)
        made = copies.make(store, source, order, output, today=today, who=session.who, now=now)
    if as_json:
        show_json(
            {"path": str(made.path), "number": made.number or None, "symbol": made.symbol,
             "pages": made.pages, "same_sheet": made.same_sheet}
        )  # fmt: skip
    else:
        click.echo(str(made.path))


def _form(code: str) -> CopyForm:
    return next(form for form in FORMS if form == code)


@click.command(
    "task-sheet", help=N_("Write the task sheet of each unit a plan gives duties to, or of one.")
)
@click.argument("identifier", metavar="ID", type=WORDS)
@click.option("--unit", type=WORDS, default="", help=N_("The unit; without it all of them."))
@_SHEETS_OUT
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def task_sheet(session: Session, identifier: str, unit: str, output: Path, as_json: bool) -> None:
    from papidesk.workflow import documents, task_sheets

    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        units = task_sheets.write_of(store, id, output, unit=unit, today=datetime.date.today())
    if as_json:
        show_json({"path": str(output), "units": units})
    else:
        click.echo(str(output))


COMMANDS = {"copy": copy, "task-sheet": task_sheet}
