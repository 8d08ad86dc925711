"""Commands of evidence: hand it over as a pack."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.offices import Spoken
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from papidesk.domain.evidence_pack import PackItem, PackPart
    from papidesk.storage.store import Store
    from papidesk.workflow.pack_writing import WrittenPack

AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))


class NothingNamedError(PapiDeskError):
    """A pack of nothing in particular."""

    message = N_(
        "Say what the evidence proves: --task ID, --counter CODE with --period, or --set CODE with "
        "--year."
    )


@click.group("evidence", cls=Spoken, help=N_("Hand evidence over."))
def evidence_group() -> None:
    pass


@evidence_group.command(
    "pack", help=N_("Write files, a numbered index and their hashes as a folder or ZIP file.")
)
@click.option("--task", "tasks", multiple=True, type=WORDS, help=N_("Of a task (its id)."))
@click.option("--counter", "counters", multiple=True, type=WORDS,
              help=N_("Of what a counter (its code) counts in the period."))  # fmt: skip
@click.option("--period", type=WORDS, default="", help=N_("2024, 2024-H1, 2024-Q1, 2024-9M, …"))
@click.option("--duty", type=WORDS, default="",
              help=N_("A report duty's code: the days it counts."))  # fmt: skip
@click.option("--set", "criteria_set", type=WORDS, default="",
              help=N_("Of a set of criteria (its code)."))  # fmt: skip
@click.option("--criterion", "criteria", multiple=True, type=WORDS,
              help=N_("Only this criterion of the set."))  # fmt: skip
@click.option("--year", type=click.IntRange(1900, 9999), help=N_("The year of the self-score."))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help=N_("The folder to make, or a name that ends in .zip."))  # fmt: skip
@AS_JSON
@click.pass_obj
def pack(session: Session, /, output: Path, as_json: bool, **named: Any) -> None:
    from papidesk.workflow.evidence_pack import plan
    from papidesk.workflow.pack_writing import write_folder, write_zip

    today = datetime.date.today()
    with session.workspace() as workspace:
        store = workspace.store
        planned = plan(store, _parts(store, named, today), today=today)
        write = write_zip if output.suffix.lower() == ".zip" else write_folder
        made = write(store, planned, output)
    if as_json:
        show_json(_view(made))
        return
    click.echo(str(made.path))
    said = ngettext("{count} piece of evidence", "{count} pieces of evidence", len(planned.items))
    click.echo(said.format(count=len(planned.items)), err=True)
    for item in made.plan.problems:
        click.echo(_("Not in the pack: {name} ({why})").format(name=item.name, why=_why(item)),
                   err=True)  # fmt: skip


def _parts(store: Store, named: dict[str, Any], today: datetime.date) -> list[PackPart]:
    from papidesk.domain.evidence_pack import CounterEvidence, CriterionEvidence, TaskEvidence
    from papidesk.workflow import duty_terms, tasks

    parts: list[PackPart] = [TaskEvidence(task=tasks.find_id(store, one)) for one in named["tasks"]]
    if named["counters"]:
        query = duty_terms.query(store, named["duty"], named["period"] or str(today.year))
        parts += [CounterEvidence(counter=one, query=query) for one in named["counters"]]
    if named["criteria_set"]:
        year = named["year"] or today.year
        parts += [
            CriterionEvidence(set=named["criteria_set"], year=year, criterion=one)
            for one in named["criteria"] or ("",)
        ]
    if not parts:
        raise NothingNamedError
    return parts


def _why(item: PackItem) -> str:
    return {
        "missing": _("file missing"),
        "changed": _("file was changed"),
        "unprintable": _("cannot be printed"),
    }.get(item.problem, "")


def _view(made: WrittenPack) -> dict[str, Any]:
    return {
        "path": str(made.path),
        "files": made.files,
        "bytes": made.bytes,
        "items": [
            {
                "number": item.number, "kind": item.kind, "name": item.name, "path": item.path,
                "date": item.day, "subject": item.subject, "unit": item.unit,
                "sha256": item.sha256, "bytes": item.bytes, "url": item.url,
                "problem": item.problem or None,
            }
            for item in made.plan.items
        ],
    }  # fmt: skip


COMMANDS = {"evidence": evidence_group}
