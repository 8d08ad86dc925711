"""Commands that make papers: convert, print, issue."""

from __future__ import annotations

from pathlib import Path

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _


class ErrorsStopError(PapiDeskError):
    """A paper the last check found errors in, told to somebody at a command line."""

    message = N_(
        "The last check found errors ({count}), the first: {first} Mend them (the command check "
        "lists them), or add --override with the reason for issuing it all the same."
    )


OUT = click.option(
    "-o", "--output", required=True,
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("What to make: a name that ends in .pdf or .docx."),
)  # fmt: skip


@click.command("convert", help=N_("Recognise FILE, check it and print it, without a workspace."))
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@OUT
@click.pass_obj
def convert(_session: Session, file: Path, output: Path) -> None:
    from papidesk.workflow import papers
    from papidesk.workflow.checks import check_document

    converted = papers.convert(file, output)
    for remark in converted.reading.remarks:
        click.echo(_(remark.message).format(**remark.values), err=True)
    checked = check_document(converted.document, reading=converted.reading)
    click.echo(checked.report.summary(), err=True)
    click.echo(str(output))


@click.command(
    "print", help=N_("Print a document of the workspace; an issued one as it was frozen.")
)
@click.argument("identifier", metavar="ID", type=WORDS)
@OUT
@click.pass_obj
def print_(session: Session, identifier: str, output: Path) -> None:
    from papidesk.workflow import documents, papers

    with session.workspace() as workspace:
        store = workspace.store
        written = papers.print_document(store, documents.find_id(store, identifier), output)
    click.echo(str(written))


@click.command("issue", help=N_("Number a document, freeze it and enter it in the register."))
@click.argument("identifier", metavar="ID", type=WORDS)
@click.option("--number", help=N_("The number to give, instead of the next one."))
@click.option("--date", "day", help=N_("The day of issue, as 2024-06-20; today without it."))
@click.option("--reason", type=WORDS, default="", help=N_("Why a number is left out, when one is."))
@click.option(
    "--override",
    type=WORDS,
    default="",
    help=N_("Why it is issued in spite of errors found by the last check; stays on record."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def issue(
    session: Session,
    identifier: str,
    number: str | None,
    day: str | None,
    reason: str,
    override: str,
    as_json: bool,
) -> None:
    import datetime

    from papidesk.domain.issuing import parse_date, parse_number
    from papidesk.workflow import documents, issuing

    with session.workspace() as workspace:
        store = workspace.store
        try:
            done = issuing.issue(
                store,
                documents.find_id(store, identifier),
                number=parse_number(number) if number is not None else None,
                day=parse_date(day) if day is not None else None,
                today=datetime.date.today(),
                reason=reason,
                override=override,
                who=session.who,
            )
        except issuing.ErrorsFoundError as error:
            raise ErrorsStopError(**error.values) from error
    if as_json:
        show_json(
            {"id": done.id, "number": done.number, "symbol": done.symbol,
             "date": done.date.date, "state": done.state}
        )  # fmt: skip
    else:
        click.echo(
            _("Issued as number {number}/{symbol} on {day}.").format(
                number=done.number, symbol=done.symbol, day=f"{done.date.date:%d/%m/%Y}"
            )
        )


COMMANDS = {"convert": convert, "print": print_, "issue": issue}
