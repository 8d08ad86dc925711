"""Commands on what a document was and what it hangs together with: versions, diff, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.cli.views import View
    from papidesk.domain.difference import Change
    from papidesk.domain.links import LinkRole
    from papidesk.workflow.links import Linked

ID = click.argument("identifier", metavar="ID", type=WORDS)
AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
_ROLES = ("basis", "reply_to", "replaces", "copied_from", "attached_to")
_SIGNS = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}


@click.command("versions", help=N_("List what was saved of a document, newest first."))
@ID
@AS_JSON
@click.pass_obj
def versions(session: Session, identifier: str, as_json: bool) -> None:
    from papidesk.domain.version_reasons import reason_text
    from papidesk.workflow import documents
    from papidesk.workflow import versions as workflow

    with session.workspace() as workspace:
        store = workspace.store
        found = workflow.history(store, documents.find_id(store, identifier))
    if as_json:
        show_json(
            [
                {"version": one.version, "saved_at": one.saved_at, "saved_by": one.saved_by,
                 "reason": one.reason}
                for one in found
            ]
        )  # fmt: skip
        return
    for one in found:
        click.echo(f"{one.version}\t{one.saved_at}\t{one.saved_by}\t{reason_text(one.reason)}")


@click.command(
    "diff",
    help=N_(
        "Tell word by word what changed from version OLD to NEW; without them, in the last version."
    ),
)
@ID
@click.argument("old", type=click.IntRange(1, 999_999), required=False)
@click.argument("new", type=click.IntRange(1, 999_999), required=False)
@AS_JSON
@click.pass_obj
def diff(
    session: Session, identifier: str, old: int | None, new: int | None, as_json: bool
) -> None:
    from papidesk.workflow import documents
    from papidesk.workflow import versions as workflow

    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        last = workflow.history(store, id)[0].version
        old, new = old or max(1, last - 1), new or last
        found = workflow.difference(store, id, old, new)
    if as_json:
        changes = [_change_view(change) for change in found]
        show_json({"id": id, "old": old, "new": new, "changes": changes})
        return
    for change in found:
        words = "".join(_SIGNS[piece.kind].format(piece.text) for piece in change.pieces)
        click.echo(f"{change.label}\t{change.kind_label}\t{words}".replace("\n", " ⏎ "))
    if not found:
        click.echo(_("Nothing differs."), err=True)


def _change_view(change: Change) -> View:
    return {
        "kind": change.kind,
        "place": change.label,
        "path": change.place or None,
        "old_path": change.old_place or None,
        "message": change.kind_label,
        "pieces": [{"kind": piece.kind, "text": piece.text} for piece in change.pieces],
    }


@click.command("revert", help=N_("Bring the text of an old version back, as a new version."))
@ID
@click.argument("version", type=click.IntRange(1, 999_999))
@AS_JSON
@click.pass_obj
def revert(session: Session, identifier: str, version: int, as_json: bool) -> None:
    from papidesk.workflow import documents
    from papidesk.workflow import versions as workflow

    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        before = workflow.history(store, id)[0].version
        workflow.restore(store, id, version, who=session.who)
        last = workflow.history(store, id)[0].version
    if as_json:
        show_json({"id": id, "version": last, "restored": version})
    elif last == before:
        click.echo(_("The document says what version {old} says.").format(old=version))
    else:
        click.echo(_("Version {old} is back as version {new}.").format(old=version, new=last))


@click.command("duplicate", help=N_("Make a clean draft with the text of a document."))
@ID
@AS_JSON
@click.pass_obj
def duplicate(session: Session, identifier: str, as_json: bool) -> None:
    from papidesk.workflow import documents, links

    with session.workspace() as workspace:
        store = workspace.store
        made = links.duplicate(store, documents.find_id(store, identifier), who=session.who)
    if as_json:
        show_json({"id": made.id, "kind": made.kind or None, "title": made.title})
    else:
        click.echo(f"{made.id}\t{made.title}")


@click.command("link", help=N_("Say what a document rests on, answers, replaces or belongs to."))
@ID
@click.argument("role", type=click.Choice(_ROLES))
@click.argument("target", type=WORDS)
@click.option("--incoming", is_flag=True, help=N_("TARGET is an entry of the incoming register."))
@AS_JSON
@click.pass_obj
def link(
    session: Session, identifier: str, role: LinkRole, target: str, incoming: bool, as_json: bool
) -> None:
    from papidesk.workflow import documents
    from papidesk.workflow import incoming as papers
    from papidesk.workflow import links as workflow

    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        found = papers.find_id if incoming else documents.find_id
        other = found(store, target)
        made = workflow.link(store, id, role, other, incoming=incoming, who=session.who)
        shown = [one for one in workflow.links(store, id) if one.link.id == made.id]
    _show_links(shown, as_json)


@click.command("links", help=N_("List what a document hangs together with, both ways."))
@ID
@AS_JSON
@click.pass_obj
def links(session: Session, identifier: str, as_json: bool) -> None:
    from papidesk.workflow import documents
    from papidesk.workflow import links as workflow

    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        shown = [*workflow.links(store, id), *workflow.linked_to(store, id)]
    _show_links(shown, as_json)


@click.command("unlink", help=N_("Take a link away; LINK is the id that links prints."))
@click.argument("identifier", metavar="LINK", type=WORDS)
@click.pass_obj
def unlink(session: Session, identifier: str) -> None:
    from papidesk.workflow import links as workflow

    with session.workspace() as workspace:
        gone = workflow.unlink(workspace.store, identifier, who=session.who)
    click.echo(gone.id)


def _show_links(found: list[Linked], as_json: bool) -> None:
    from papidesk.workflow.links import ROLE_NAMES, ROLE_NAMES_BACK

    if as_json:
        show_json([_link_view(one) for one in found])
        return
    for one in found:
        names = ROLE_NAMES if one.id == one.link.target_id else ROLE_NAMES_BACK
        role = _(names[one.link.role])
        click.echo(f"{one.link.id}\t{role}\t{one.number or '-'}\t{one.title}\t{one.id}")
    if not found:
        click.echo(_("Nothing found."), err=True)


def _link_view(one: Linked) -> View:
    return {
        "id": one.link.id,
        "document": one.link.document_id,
        "role": one.link.role,
        "target": one.link.target_id,
        "incoming": one.link.incoming,
        "number": one.number or None,
        "title": one.title or None,
        "state": one.state,
        "gone": one.gone,
        "who": one.link.who,
        "at": one.link.at,
    }


COMMANDS = {
    "versions": versions,
    "diff": diff,
    "revert": revert,
    "duplicate": duplicate,
    "link": link,
    "links": links,
    "unlink": unlink,
}
