"""Commands that make and keep a workspace: init, backup, restore, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import REFUSED, WORDS, Session, show_json
from papidesk.i18n import N_, _, ngettext, say

if TYPE_CHECKING:
    from papidesk.domain.office import LevelName, PresetName


@click.command("init", help=N_("Make the workspace of an office."))
@click.option("--name", type=WORDS, required=True, help=N_('The unit, for instance "xã An Hòa".'))
@click.option(
    "--level",
    required=True,
    type=click.Choice(["commune", "district", "province", "department", "unit"]),
)
@click.option(
    "--place",
    type=WORDS,
    default="",
    help=N_("The name in the date line; from the name without it."),
)
@click.option("--code", type=WORDS, default="", help=N_("The organisation code."))
@click.option(
    "--superior",
    type=WORDS,
    default="",
    help=N_('The body above, for instance "tỉnh Bình Nguyên".'),
)
@click.option(
    "--preset", type=click.Choice(["two-level", "three-level"]), default=None,
    help=N_("Order of local government; three-level for a superior that is a district."),
)  # fmt: skip
@click.pass_obj
def init(
    session: Session,
    name: str,
    level: LevelName,
    place: str,
    code: str,
    superior: str,
    preset: PresetName | None,
) -> None:
    from papidesk.domain.ids import new_id
    from papidesk.domain.office import new_office, preset_for
    from papidesk.workflow import workspaces

    office = new_office(
        id=new_id(), name=name, level=level, place=place, code=code, superior=superior,
        preset=preset or preset_for(level, superior),
    )  # fmt: skip
    folder = session.folder or workspaces.default_folder()
    workspaces.create(folder, office, who=session.who).close()
    click.echo(_("The workspace of {name} is ready in {folder}.").format(
        name=office.full_name, folder=folder))  # fmt: skip


@click.command("backup", help=N_("Back the workspace up into one verified file."))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("One file to take along; without it the workspace's own backups folder."),
)  # fmt: skip
@click.pass_obj
def backup(session: Session, output: Path | None) -> None:
    from papidesk.workflow import keeping

    WORDS.convert(output or "", None, None)
    with session.workspace() as workspace:
        made = keeping.backup(workspace, output, reason="manual")
    click.echo(_("Backed up and verified: {path}").format(path=made.path))
    if made.info.missing:
        said = ngettext(
            "{count} attached file is gone or changed and is not in the backup: “verify” names it.",
            "{count} attached files are gone or changed and are not in the backup: “verify” names "
            "them.",
            made.info.missing,
        )
        click.echo(said.format(count=made.info.missing), err=True)


@click.command(
    "restore", help=N_("Put a backup in the place of the workspace; what was there is kept aside.")
)
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.pass_obj
def restore(session: Session, file: Path) -> None:
    from papidesk.workflow import keeping, workspaces

    WORDS.convert(file, None, None)
    folder = session.folder or workspaces.default_folder()
    aside = keeping.restore_into(folder, file, who=session.who)
    click.echo(_("The workspace is restored.") if aside is None else
               _("The workspace is restored; what was there before is in {path}.").format(
                   path=aside))  # fmt: skip


@click.command("verify", help=N_("Check that nothing in the workspace is damaged or missing."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def verify(session: Session, as_json: bool) -> int:
    from papidesk.workflow import keeping

    with session.workspace() as workspace:
        problems = keeping.verify(workspace)
    sentences = [say(problem) for problem in problems]
    if as_json:
        show_json({"ok": not sentences, "problems": sentences})
    else:
        for sentence in sentences:
            click.echo(sentence, err=True)
        if not sentences:
            click.echo(_("The workspace is whole: database, search index and attachments agree."))
    return REFUSED if sentences else 0


COMMANDS = {"init": init, "backup": backup, "restore": restore, "verify": verify}
