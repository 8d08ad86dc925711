"""Commands of what proves an entry: evidence shown, attached, checked; entries made of photos."""

from __future__ import annotations

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
    evidence_view,
    with_options,
)
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _, say

if TYPE_CHECKING:
    from papidesk.domain.activity import Evidence


class UnclearEvidenceError(PapiDeskError):
    """A beginning of an id that no piece of evidence has, or several have."""

    message = N_(
        "Not exactly one piece of evidence of this entry has an id that begins with “{text}”. "
        "Write more of it."
    )


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
        chosen = [_piece(evidence.of(store, "activity", id), text).id for text in gone]
        ready = [evidence.prepare(store, path, shrink=not as_is) for path in files]
        with store.unit_of_work():
            for file in ready:
                evidence.attach_prepared(store, "activity", id, file, who=session.who)
            for url in links:
                evidence.attach_link(store, "activity", id, url, who=session.who)
            for paper in papers:
                document = documents.find_id(store, paper)
                evidence.attach_document(store, "activity", id, document, who=session.who)
            evidence.detach(store, chosen, who=session.who)
        kept = evidence.of(store, "activity", id)
    for remark in [file.remark for file in ready if file.remark is not None]:
        click.echo(_(remark.message).format(**remark.values), err=True)
    if as_json:
        show_json([evidence_view(one) for one in kept])
        return
    for one in kept:
        click.echo(f"{one.id}\t{one.name}\t{one.url or one.document or one.sha256[:12]}")


def _piece(kept: list[Evidence], text: str) -> Evidence:
    """Return the one piece of evidence whose id begins with ``text``."""
    wanted = text.strip().lower()
    found = [one for one in kept if wanted and one.id.startswith(wanted)]
    if len(found) != 1:
        raise UnclearEvidenceError(text=text[:40])
    return found[0]


@click.command("check-evidence", help=N_("Tell which files of evidence are missing or changed."))
@AS_JSON
@click.pass_obj
def check_evidence(session: Session, as_json: bool) -> None:
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
    from papidesk.workflow.evidence import EmptyEvidenceError

    grouping = next(known for known in ("day", "photo", "all") if known == by)
    found = photo_import.read(paths)
    empty = [EmptyEvidenceError(name=one.name) for one in found if not one.size]
    found = [one for one in found if one.size]
    if not found:
        raise empty[0]
    with session.workspace() as workspace:
        store = workspace.store
        groups = [
            replace(group, activity=activity_of(store, group.activity, given))
            for group in photo_import.grouped(found, grouping)
        ]
        taken = photo_import.take(store, groups, who=session.who, reason=reason, shrink=not as_is)
    for error in empty:
        click.echo(say(error), err=True)
    for remark in taken.remarks:
        click.echo(_(remark.message).format(**remark.values), err=True)
    for group, id in zip(groups, taken.entries, strict=True):
        click.echo(f"{id}\t{group.activity.date}\t{group.activity.title}\t{len(group.photos)}")
    click.echo(_("To take it back: log undo {batch}").format(batch=taken.batch))


EVIDENCE = (evidence_, check_evidence, photos)
