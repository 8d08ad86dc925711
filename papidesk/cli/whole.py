"""Commands that show the whole program at work: demo, self-check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from papidesk.cli.app import Session
from papidesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from papidesk.domain.exchange import SentState
    from papidesk.workflow.demo import JourneyShown, Shown


@click.command(
    "demo", help=N_("Do the whole job in DIR: recognise, keep, check and print documents.")
)
@click.argument(
    "folder", metavar="DIR", type=click.Path(file_okay=False, readable=False, path_type=Path)
)
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, readable=False, path_type=Path),
    help=N_("A folder of documents to take instead of the samples."),
)
@click.pass_obj
def demo(session: Session, folder: Path, documents: Path | None) -> None:
    import datetime

    from papidesk.workflow.demo import run

    made = run(folder, documents, today=datetime.date.today(), who=session.who, tell=_tell)
    if made.chain is not None:
        said = ngettext(
            "{tasks} task, {entries} entries of the log, report of {period}: {title}",
            "{tasks} tasks, {entries} entries of the log, report of {period}: {title}",
            made.chain.tasks,
        )
        click.echo(
            said.format(
                tasks=made.chain.tasks, entries=made.chain.entries, period=made.chain.period,
                title=made.chain.title,
            )
        )  # fmt: skip
        for paper in made.chain.papers:
            click.echo(f"  {paper}")
    if made.journey is not None:
        _tell_journey(made.journey)
    for workspace in made.workspaces:
        click.echo(_("Workspace: {path}").format(path=workspace))
    click.echo(_("Backup, verified: {path}").format(path=made.backup))


def _tell_journey(journey: JourneyShown) -> None:
    from papidesk.domain.exchange import SENT_STATES

    click.echo(
        _("Sent, taken in and answered; the sender sees: {state}").format(
            state=_(SENT_STATES[cast("SentState", journey.state)])
        )
    )
    for path in journey.files:
        click.echo(f"  {path}")
    there, expected = journey.reported
    said = _("Consolidated: {there} of {expected} units have reported")
    click.echo(said.format(there=there, expected=expected))
    for path in journey.papers:
        click.echo(f"  {path}")


def _tell(shown: Shown) -> None:
    click.echo(f"{shown.source}: {shown.kind or '?'} {shown.number} {shown.title}")
    click.echo(
        "  " + _("{errors} errors, {warnings} warnings").format(
            errors=shown.errors, warnings=shown.warnings
        )
    )  # fmt: skip
    click.echo(f"  {shown.pdf}\n  {shown.docx}")


@click.command(
    "self-check",
    help=N_("Prove that this installation works: open, save, print, read back, back up."),
)
def self_check() -> None:
    from papidesk.workflow.self_check import run

    for sentence in run():
        click.echo(_(sentence))


COMMANDS = {"demo": demo, "self-check": self_check}
