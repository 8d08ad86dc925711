"""Commands of the registers: list and print them; enter, hand on, stamp papers; metadata."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.offices import Spoken
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.cli.views import View
    from papidesk.domain.incoming import Incoming
    from papidesk.storage.registers import RegisterEntry

AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
YEAR = click.option("--year", type=click.IntRange(1900, 9999), help=N_("The year of the register."))
FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
ENTRY_ID = click.argument("identifier", metavar="ID", type=WORDS)


@click.group("register", cls=Spoken, help=N_("Show and print the registers of a year."))
def register() -> None:
    pass


@register.command("outgoing", help=N_("List the outgoing papers, by date."))
@YEAR
@AS_JSON
@click.pass_obj
def outgoing(session: Session, year: int | None, as_json: bool) -> None:
    from papidesk.workflow import registers

    chosen = registers.OutgoingFilter(year=year)
    with session.workspace() as workspace:
        entries = registers.listing(workspace.store, chosen, sort="date")
    if as_json:
        show_json([_outgoing_view(entry) for entry in entries])
        return
    for entry in entries:
        number = registers.number_and_symbol(entry)
        click.echo(
            f"{_mark(entry.cancelled_at)}{number}\t{entry.date}\t{entry.abstract}\t"
            f"{entry.recipients}"
        )
    _tell_none(entries)


@register.command("incoming", help=N_("List the incoming papers, by arrival number."))
@YEAR
@click.option("--due", is_flag=True, help=N_("Only those that are overdue or due soon."))
@AS_JSON
@click.pass_obj
def incoming_(session: Session, year: int | None, due: bool, as_json: bool) -> None:
    from papidesk.workflow import incoming

    with session.workspace() as workspace:
        store = workspace.store
        papers = (
            incoming.due(store, today=datetime.date.today())
            if due
            else incoming.listing(store, incoming.IncomingFilter(year=year))
        )
    if as_json:
        show_json([_incoming_view(paper) for paper in papers])
        return
    for paper in papers:
        click.echo(
            f"{_mark(paper.cancelled_at)}{paper.arrival_number:02}/{paper.year}\t"
            f"{paper.arrived_on}\t{paper.author}\t{paper.code}\t{paper.title}\t"
            f"{paper.assigned_to or '-'}\t{paper.deadline or '-'}\t{paper.progress}"
        )
    _tell_none(papers)


@register.command(
    "print", help=N_("Print a register: outgoing, incoming, or how incoming papers are dealt with.")
)
@click.argument("book", type=click.Choice(["outgoing", "incoming", "tracking"]))
@click.option(
    "--year", type=click.IntRange(1900, 9999), required=True, help=N_("The year of the register.")
)
@click.option("--volume", type=click.IntRange(1, 999), default=1, help=N_("Number of the volume."))
@click.option(
    "-o", "--output", required=True, type=FILE,
    help=N_("What to make: a name that ends in .pdf, .docx or .xlsx."),
)  # fmt: skip
@click.pass_obj
def print_(session: Session, book: str, year: int, volume: int, output: Path) -> None:
    from papidesk.domain.register_book import forms
    from papidesk.workflow.register_papers import write_register

    kind = next(known for known in forms() if known == book)
    with session.workspace() as workspace:
        written = write_register(workspace.store, output, kind=kind, year=year, volume=volume)
    click.echo(str(written))


@click.group(
    "incoming", cls=Spoken, help=N_("Enter incoming papers, hand them on, note them done.")
)
def incoming_group() -> None:
    pass


@incoming_group.command(
    "add", help=N_("Enter a paper; what FILE says is filled in where no option gives it.")
)
@click.argument("file", required=False, type=click.Path(readable=False, path_type=Path))
@click.option("--author", type=WORDS, help=N_("Who issued it."))
@click.option("--code", type=WORDS, help=N_("Its number and symbol, as 12/KH-UBND."))
@click.option("--dated", help=N_("Its date, as 2026-01-05."))
@click.option("--abstract", type=WORDS, help=N_("What it is about."))
@click.option("--kind", type=WORDS, help=N_("Its kind, by abbreviation (KH) or in words."))
@click.option("--arrived", help=N_("The day it arrived; today without it."))
@click.option(
    "--number", type=click.IntRange(1, 999_999), help=N_("The arrival number, not the next one.")
)
@click.option("--reason", type=WORDS, default="", help=N_("Why a number is left out, when one is."))
@click.option("--deadline", help=N_("By when it is to be dealt with."))
@click.option("--to", "to", type=WORDS, default="", help=N_("The unit or person it goes to."))
@click.option(
    "--allow-duplicate", is_flag=True, help=N_("Enter it though the same paper is there already.")
)
@AS_JSON
@click.pass_obj
def add(
    session: Session,
    /,
    file: Path | None,
    number: int | None,
    reason: str,
    to: str,
    allow_duplicate: bool,
    as_json: bool,
    **given: str | None,
) -> None:
    from papidesk.domain.record import replace
    from papidesk.workflow import holidays, incoming, scans

    today = datetime.date.today()
    arrived = _day(given.pop("arrived")) or today
    pages = scans.page_count(file) if file else 0
    dates = {name: _day(given.pop(name)) for name in ("dated", "deadline")}
    typed: dict[str, object] = {name: text for name, text in given.items() if text is not None}
    typed |= {name: day for name, day in dates.items() if day is not None}
    with session.workspace() as workspace:
        days = holidays.extra(workspace.store)
        paper = incoming.propose(file, today=arrived, pages=pages, days=days).paper
        paper = replace(paper, **typed)
        paper = replace(
            paper, arrival_number=number or 0, gap_reason=reason, assigned_to=to,
            progress="assigned" if to else "new", handed_on=arrived if to else None,
        )  # fmt: skip
        entered = incoming.take_in(
            workspace.store, paper, [file] if file else [], today=today,
            allow_duplicate=allow_duplicate, who=session.who,
        )  # fmt: skip
    _tell(entered, as_json)


@incoming_group.command("assign", help=N_("Hand a paper to a unit or a person."))
@ENTRY_ID
@click.option("--to", "to", type=WORDS, required=True, help=N_("The unit or person it goes to."))
@click.option("--deadline", help=N_("By when it is to be dealt with."))
@click.option("--opinion", type=WORDS, default="", help=N_("What the leader says on it."))
@AS_JSON
@click.pass_obj
def assign(
    session: Session, identifier: str, to: str, deadline: str | None, opinion: str, as_json: bool
) -> None:
    from papidesk.workflow import incoming

    with session.workspace() as workspace:
        store = workspace.store
        paper = incoming.assign(
            store, incoming.find_id(store, identifier), to, deadline=_day(deadline),
            opinion=opinion, today=datetime.date.today(), who=session.who,
        )  # fmt: skip
    _tell(paper, as_json)


@incoming_group.command("done", help=N_("Note that a paper was dealt with, or what answers it."))
@ENTRY_ID
@click.option("--reply", type=WORDS, help=N_("Number and symbol of the answer."))
@click.option("--document", metavar="ID2", type=WORDS, help=N_("The document that answers it."))
@AS_JSON
@click.pass_obj
def done(
    session: Session, identifier: str, reply: str | None, document: str | None, as_json: bool
) -> None:
    from papidesk.workflow import documents, incoming

    today = datetime.date.today()
    with session.workspace() as workspace:
        store = workspace.store
        id = incoming.find_id(store, identifier)
        if reply is None and document is None:
            paper = incoming.done(store, id, today=today, who=session.who)
        else:
            answer = documents.find_id(store, document) if document is not None else None
            paper = incoming.answer(
                store, id, document_id=answer, code=reply or "", today=today, who=session.who
            )
    _tell(paper, as_json)


@incoming_group.command("cancel", help=N_("Cancel an arrival number; it stays with its reason."))
@ENTRY_ID
@click.option("--reason", type=WORDS, required=True, help=N_("Why: it stays on record."))
@AS_JSON
@click.pass_obj
def cancel(session: Session, identifier: str, reason: str, as_json: bool) -> None:
    from papidesk.workflow import incoming

    with session.workspace() as workspace:
        store = workspace.store
        id = incoming.find_id(store, identifier)
        paper = incoming.cancel(store, id, reason=reason, who=session.who)
    _tell(paper, as_json)


@click.command("stamp", help=N_("Write the scan of an incoming paper with the stamp “ĐẾN” on it."))
@ENTRY_ID
@click.option("-o", "--output", required=True, type=FILE, help=N_("The new PDF file."))
@click.option(
    "--place", type=click.Choice(["upper-right", "upper-left", "lower-right", "lower-left"]),
    default="upper-right", show_default=True, help=N_("Where the stamp stands."),
)  # fmt: skip
@click.pass_obj
def stamp(session: Session, identifier: str, output: Path, place: str) -> None:
    from papidesk.workflow import incoming, stamping

    corner = next(known for known in stamping.CORNERS if known == place)
    with session.workspace() as workspace:
        store = workspace.store
        id = incoming.find_id(store, identifier)
        written = stamping.stamp(store, id, output, place=corner)
    click.echo(str(written))


@click.command(
    "metadata", help=N_("Write the metadata (NĐ 30/2020, Phụ lục VI) of a paper or a year as XML.")
)
@click.argument("identifier", metavar="ID", type=WORDS, required=False)
@YEAR
@click.option("-o", "--output", required=True, type=FILE, help=N_("The new XML file."))
@click.pass_obj
def metadata(session: Session, identifier: str | None, year: int | None, output: Path) -> None:
    from papidesk.workflow import documents, incoming
    from papidesk.workflow import metadata as written

    if (identifier is None) == (year is None):
        raise click.UsageError(_("Give either an ID or --year."))
    with session.workspace() as workspace:
        store = workspace.store
        if year is not None:
            written.write_year(store, output, year=year)
        elif incoming.is_entry(store, identifier or ""):
            written.write_incoming(incoming.find_id(store, identifier or ""), store, output)
        else:
            written.write_document(documents.find_id(store, identifier or ""), store, output)
    click.echo(str(output))


def _day(text: str | None) -> datetime.date | None:
    from papidesk.domain.issuing import parse_date

    return parse_date(text) if text else None


def _mark(cancelled_at: str | None) -> str:
    return "× " if cancelled_at else ""


def _tell(paper: Incoming, as_json: bool) -> None:
    if as_json:
        show_json(_incoming_view(paper))
    else:
        click.echo(
            _("Arrival number {number}/{year}: {title}").format(
                number=f"{paper.arrival_number:02}", year=paper.year, title=paper.title
            )
        )


def _tell_none(found: Sequence[object]) -> None:
    if not found:
        click.echo(_("Nothing found."), err=True)


def _outgoing_view(entry: RegisterEntry) -> View:
    from papidesk.domain.record import plain
    from papidesk.workflow import registers

    whole = {name: getattr(entry, name) for name in entry.__struct_fields__}
    return {**whole, **plain(entry), "label": registers.number_and_symbol(entry)}


def _incoming_view(paper: Incoming) -> View:
    from papidesk.domain.record import plain

    whole = {name: getattr(paper, name) for name in paper.__struct_fields__}
    return {**whole, **plain(paper), "title": paper.title}


COMMANDS = {
    "register": register, "incoming": incoming_group, "stamp": stamp, "metadata": metadata,
}  # fmt: skip
