"""Commands that take documents in and show them: import, documents, show, search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.views import View, document_view, kind_name
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.storage.listing import DocumentRow

AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))


@click.command(
    "import",
    help=N_("Recognise text, Markdown, HTML and Word files into drafts: all of them, or none."),
)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(readable=False, path_type=Path),
)
@AS_JSON
@click.pass_obj
def import_(session: Session, files: tuple[Path, ...], as_json: bool) -> None:
    from papidesk.workflow import documents

    with session.workspace() as workspace:
        taken = documents.import_files(workspace.store, files, who=session.who)
    answers: list[View] = [
        {
            "id": one.document.id,
            "kind": one.document.kind or None,
            "title": one.document.title,
            "notes": [_(remark.message).format(**remark.values) for remark in one.remarks],
            "file": one.name,
        }
        for one in taken
    ]
    if as_json:
        show_json(answers)
        return
    for answer in answers:
        name = kind_name(answer["kind"] or "") or _("unknown kind")
        click.echo(f"{answer['id']}\t{name}\t{answer['title']}")
        for note in answer["notes"]:
            click.echo(f"  {note}", err=True)


@click.command("documents", help=N_("List the documents of the workspace, the newest first."))
@click.option("--kind", type=WORDS, help=N_("Only this kind, by its abbreviation: KH, BC, TTr …"))
@click.option("--year", type=click.IntRange(1, 9999), help=N_("Only documents of this year."))
@AS_JSON
@click.pass_obj
def documents_(session: Session, kind: str | None, year: int | None, as_json: bool) -> None:
    from papidesk.domain.kinds import kind as known_kind
    from papidesk.workflow import documents

    if kind is not None:
        known_kind(kind)
    with session.workspace() as workspace:
        rows = documents.listing(workspace.store, kind=kind, year=year)
    _show_rows(rows, as_json)


@click.command("show", help=N_("Show one document."))
@click.argument("identifier", metavar="ID", type=WORDS)
@AS_JSON
@click.pass_obj
def show(session: Session, identifier: str, as_json: bool) -> None:
    from papidesk.workflow import documents

    with session.workspace() as workspace:
        store = workspace.store
        document = documents.get(store, documents.find_id(store, identifier))
    view = document_view(document)
    if as_json:
        show_json(view)
        return
    for line in _lines(view):
        click.echo(line)


@click.command("search", help=N_("Find documents by words, with or without dấu, or by number."))
@click.argument("text", type=WORDS)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@AS_JSON
@click.pass_obj
def search(session: Session, text: str, limit: int, as_json: bool) -> None:
    from papidesk.workflow import documents

    with session.workspace() as workspace:
        rows = documents.search(workspace.store, text, limit=limit)
    _show_rows(rows, as_json)


def _show_rows(rows: list[DocumentRow], as_json: bool) -> None:
    if as_json:
        show_json([_row(row) for row in rows])
        return
    for row in rows:
        number = f"{row.number or '…'}/{row.symbol}" if row.symbol else "-"
        day = row.date or "-"
        click.echo(f"{row.id}\t{row.kind or '-'}\t{number}\t{day}\t{row.state}\t{row.title}")
    if not rows:
        click.echo(_("Nothing found."), err=True)


def _row(row: DocumentRow) -> View:
    return {
        "id": row.id,
        "kind": row.kind or None,
        "number": row.number,
        "symbol": row.symbol or None,
        "date": row.date,
        "year": row.year,
        "abstract": row.title,
        "state": row.state,
    }


def _lines(view: View) -> list[str]:
    head = [
        view["superior"],
        view["issuer"],
        f"{view['number'] or '…'}/{view['symbol']}" if view["symbol"] else None,
        ", ".join(part for part in (view["place"], view["date"]) if part) or None,
        view["kind_name"],
        view["abstract"],
    ]
    lines = [part for part in head if part]
    lines += [*view["bases"], *view["addressees"], ""]
    for block in view["blocks"]:
        match block["type"]:
            case "heading":
                lines.append(
                    f"{'  ' * (block['level'] - 1)}{block['number'] or ''} {block['text']}"
                )
            case "item":
                lines.append(f"{'  ' * block['level']}{block['marker']} {block['text']}")
            case "table":
                lines += [" | ".join(cell["text"] for cell in row) for row in block["rows"]]
            case "paragraph":
                lines.append(block["text"])
    lines += [view["closing"] or "", "", *view["signature"]["lines"]]
    lines.append(view["signature"]["name"] or "")
    lines += [f"- {recipient}" for recipient in view["recipients"]]
    lines += [f"{annex['label']}: {annex['title'] or ''}" for annex in view["annexes"]]
    return lines


COMMANDS = {"import": import_, "documents": documents_, "show": show, "search": search}
