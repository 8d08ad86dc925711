"""The command that gives consolidated figures to engines outside: publish."""

from __future__ import annotations

from pathlib import Path

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.i18n import N_, _


@click.command(
    "publish",
    help=N_("Give what units reported to other engines: Parquet files or PostgreSQL."),
)
@click.option(
    "--parquet", "folder", type=click.Path(file_okay=False, path_type=Path), default=None,
    help=N_("The folder of the mirror; made when it is not there."),
)  # fmt: skip
@click.option(
    "--postgres", "address", type=WORDS, default=None,
    help=N_("The database, for instance postgresql://name@host/base; the password by PGPASSWORD."),
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def publish(
    session: Session,
    folder: Path | None,
    address: str | None,
    as_json: bool,
) -> None:
    from papidesk.domain.record import whole
    from papidesk.workflow import publishing

    if (folder is None) == (address is None):
        raise click.UsageError(_("Say where to: either --parquet FOLDER or --postgres ADDRESS."))
    with session.workspace() as workspace:
        if folder is not None:
            files = publishing.to_parquet(workspace.store, folder, who=session.who)
            said = _("{written} partitions written, {unchanged} unchanged, {removed} removed")
            told = whole(files)
        else:
            rows = publishing.to_postgres(workspace.store, address or "", who=session.who)
            said = _("{loaded} reports loaded, {unchanged} there already, {withdrawn} withdrawn")
            told = whole(rows)
    if as_json:
        show_json(told)
        return
    click.echo(said.format(**told))


COMMANDS = {"publish": publish}
