"""Commands of a document's life: state, remark, remarks, settle, recover, trash, untrash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.domain.life import ACT_NAMES, ACTS, STATE_NAMES, ActName
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.cli.views import View
    from papidesk.domain.document import Document
    from papidesk.domain.life import Act, RemarkNote
    from papidesk.storage.store import Store

ID = click.argument("identifier", metavar="ID", type=WORDS)
AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
# Issuing has a command of its own, with number and date.
_WORDS = [act for act in ACTS if act != "issue"]


@click.command(
    "state",
    help=N_("Tell where a document is in its life, or do the next step: submit, return, approve …"),
)
@ID
@click.argument("act", type=click.Choice(_WORDS), required=False)
@click.option(
    "--reason", type=WORDS, default="", help=N_("Why, or who received it: it stays on record.")
)
@click.option(
    "--by", "by", metavar="ID2", type=WORDS, help=N_("The document that replaces this one.")
)
@AS_JSON
@click.pass_obj
def state(
    session: Session,
    identifier: str,
    act: ActName | None,
    reason: str,
    by: str | None,
    as_json: bool,
) -> None:
    from papidesk.workflow import documents, life

    if by is not None and act != "supersede":
        raise click.UsageError(_("--by goes with supersede."))
    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        if act is not None:
            _do(store, id, act, reason=reason, by=by, who=session.who)
        document = documents.get(store, id)
        view = _state_view(document, life.possible(store, document), life.acts(store, id))
    if as_json:
        show_json(view)
        return
    click.echo(_(STATE_NAMES[document.state]))
    for done in view["acts"] if act is None else ():
        click.echo(f"{done['at']}\t{done['who']}\t{_(ACT_NAMES[done['act']])}\t{done['reason']}")
    if view["possible"]:
        click.echo(_("Possible now: {acts}").format(acts=", ".join(view["possible"])), err=True)


def _do(store: Store, id: str, act: ActName, *, reason: str, by: str | None, who: str) -> None:
    import datetime

    from papidesk.workflow import documents, life

    if act == "supersede" and by is not None:
        life.supersede(store, id, documents.find_id(store, by), reason=reason, who=who)
        return
    life.perform(store, id, act, reason=reason, who=who, today=datetime.date.today())


def _state_view(document: Document, possible: tuple[ActName, ...], acts: list[Act]) -> View:
    return {
        "id": document.id,
        "state": document.state,
        "number": document.number,
        "symbol": document.symbol or None,
        "possible": list(possible),
        "acts": [
            {"act": act.name, "before": act.before, "after": act.after, "reason": act.reason,
             "who": act.who, "at": act.at, "version": act.version}
            for act in acts
        ],
    }  # fmt: skip


@click.command("remark", help=N_("Make a remark on a document, or on a place of it."))
@ID
@click.argument("text", type=WORDS)
@click.option(
    "--place", type=WORDS, default="", help=N_("A path as check --json gives it: blocks/3.")
)
@AS_JSON
@click.pass_obj
def remark(session: Session, identifier: str, text: str, place: str, as_json: bool) -> None:
    from papidesk.workflow import documents, life

    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        made = life.add_remark(store, id, text, place=place, who=session.who)
    _show_remarks([made], as_json, one=True)


@click.command("remarks", help=N_("List the remarks on a document, open ones first."))
@ID
@AS_JSON
@click.pass_obj
def remarks(session: Session, identifier: str, as_json: bool) -> None:
    from papidesk.workflow import documents, life

    with session.workspace() as workspace:
        store = workspace.store
        found = life.remarks(store, documents.find_id(store, identifier))
    _show_remarks(found, as_json)


@click.command("settle", help=N_("Tick a remark off; REMARK is the id that remarks prints."))
@click.argument("identifier", metavar="REMARK", type=WORDS)
@AS_JSON
@click.pass_obj
def settle(session: Session, identifier: str, as_json: bool) -> None:
    from papidesk.workflow import life

    with session.workspace() as workspace:
        done = life.settle(workspace.store, identifier, who=session.who)
    _show_remarks([done], as_json, one=True)


def _show_remarks(found: list[RemarkNote], as_json: bool, *, one: bool = False) -> None:
    if as_json:
        views = [_remark_view(note) for note in found]
        show_json(views[0] if one else views)
        return
    for note in found:
        sign = "✓" if note.settled_at else "•"
        place = note.place or "-"
        click.echo(f"{note.id}\t{sign}\t{note.at}\t{note.who}\t{place}\t{note.text}")
    if not found:
        click.echo(_("Nothing found."), err=True)


def _remark_view(note: RemarkNote) -> View:
    return {
        "id": note.id,
        "text": note.text,
        "place": note.place or None,
        "quote": note.quote or None,
        "who": note.who,
        "at": note.at,
        "settled_by": note.settled_by or None,
        "settled_at": note.settled_at,
    }


@click.command(
    "recover",
    help=N_("List the texts a crash left behind; with ID, keep that text as a new version."),
)
@click.argument("identifier", metavar="[ID]", type=WORDS, required=False)
@click.option("--discard", is_flag=True, help=N_("Let go of the text; the last version stands."))
@AS_JSON
@click.pass_obj
def recover(session: Session, identifier: str | None, discard: bool, as_json: bool) -> None:
    from papidesk.workflow import documents, writing

    if discard and identifier is None:
        raise click.UsageError(_("--discard needs the ID of a document."))
    with session.workspace() as workspace:
        store = workspace.store
        if identifier is not None:
            id = documents.find_id(store, identifier)
            if discard:
                writing.discard(store, id)
            else:
                writing.recover(store, id, who=session.who)
        found = writing.recoverable(store)
    if as_json:
        show_json(
            [
                {"id": one.id, "title": one.title, "saved_at": one.saved_at,
                 "saved_by": one.saved_by, "based_on": one.based_on, "stale": one.stale}
                for one in found
            ]
        )  # fmt: skip
        return
    for one in found:
        click.echo(f"{one.id}\t{one.saved_at}\t{one.saved_by}\t{one.title}")
    if not found:
        click.echo(_("Nothing is left to recover."), err=True)


IDS = click.argument("identifiers", metavar="ID...", nargs=-1, required=True, type=WORDS)


@click.command("trash", help=N_("Put documents into the trash for thirty days: all, or none."))
@IDS
@click.pass_obj
def trash(session: Session, identifiers: tuple[str, ...]) -> None:
    from papidesk.workflow import documents

    with session.workspace() as workspace:
        store = workspace.store
        found = [documents.find_id(store, identifier) for identifier in identifiers]
        documents.trash(store, found, who=session.who)
    for id in found:
        click.echo(id)


@click.command("untrash", help=N_("Bring documents back from the trash: all, or none."))
@IDS
@click.pass_obj
def untrash(session: Session, identifiers: tuple[str, ...]) -> None:
    from papidesk.workflow import documents

    with session.workspace() as workspace:
        store = workspace.store
        found = [documents.find_id(store, identifier) for identifier in identifiers]
        documents.untrash(store, found, who=session.who)
    for id in found:
        click.echo(id)


COMMANDS = {
    "state": state,
    "remark": remark,
    "remarks": remarks,
    "settle": settle,
    "recover": recover,
    "trash": trash,
    "untrash": untrash,
}
