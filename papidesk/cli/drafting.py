"""Commands that begin a document: templates, template, new, duties, copy-forward."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.offices import Spoken
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.cli.views import View
    from papidesk.domain.document import Document
    from papidesk.domain.duties import Duty
    from papidesk.domain.forwarding.stale import StalePlace
    from papidesk.domain.templates import Template
    from papidesk.storage.store import Store

ID = click.argument("identifier", metavar="ID", type=WORDS)
AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
YEAR = click.option("--year", type=click.IntRange(1900, 9999), help=N_("Year of the document."))
DECISIONS = click.option(
    "--decisions",
    type=click.Path(readable=False, path_type=Path),
    help=N_("JSON file that decides each proposal by its id."),
)
FILE = click.Path(readable=False, path_type=Path)


@click.command("templates", help=N_("List the templates a document can begin from."))
@AS_JSON
@click.pass_obj
def templates(session: Session, as_json: bool) -> None:
    from papidesk.workflow import templates as workflow

    with session.workspace() as workspace:
        store, today = workspace.store, datetime.date.today()
        found = workflow.every(store)
        if as_json:
            show_json([_template_view(store, one, today) for one in found])
            return
    for one in found:
        click.echo(f"{one.id}\t{one.kind}\t{one.name}")


def _template_view(store: Store, template: Template, today: datetime.date) -> View:
    from papidesk.workflow import templates as workflow

    asked = workflow.asked(store, template.id, today=today)
    return {
        "id": template.id,
        "kind": template.kind,
        "name": template.name,
        "description": template.description or None,
        "own": template.own,
        "questions": [
            {
                "name": question.name,
                "label": question.label,
                "kind": question.kind,
                "default": asked.answers.get(question.name) or None,
                "choices": list(question.choices),
            }
            for question in asked.questions
        ],
    }


@click.group("template", cls=Spoken, help=N_("Keep, share and delete the office's own templates."))
def template() -> None:
    pass


@template.command("export", help=N_("Write a template as a file that another office can import."))
@click.argument("template_id", metavar="ID", type=WORDS)
@click.argument("target", metavar="OUT", type=FILE)
@click.pass_obj
def export(session: Session, template_id: str, target: Path) -> None:
    from papidesk.workflow import templates as workflow

    with session.workspace() as workspace:
        click.echo(str(workflow.export_file(workspace.store, template_id, target)))


@template.command("import", help=N_("Take in a template file (.papimau) as the office's own."))
@click.argument("file", metavar="FILE", type=FILE)
@click.pass_obj
def import_(session: Session, file: Path) -> None:
    from papidesk.workflow import templates as workflow

    with session.workspace() as workspace:
        today = datetime.date.today()
        made = workflow.import_file(workspace.store, file, today=today, who=session.who)
    click.echo(f"{made.id}\t{made.kind}\t{made.name}")


@template.command("save", help=N_("Keep a document as a template of the office's own."))
@ID
@click.option("--name", type=WORDS, required=True, help=N_("Name of the template."))
@click.pass_obj
def save(session: Session, identifier: str, name: str) -> None:
    from papidesk.workflow import documents
    from papidesk.workflow import templates as workflow

    with session.workspace() as workspace:
        store, today = workspace.store, datetime.date.today()
        id = documents.find_id(store, identifier)
        made = workflow.from_document(store, id, name, today=today, who=session.who)
    click.echo(f"{made.id}\t{made.kind}\t{made.name}")


@template.command("rename", help=N_("Give an own template another name."))
@click.argument("template_id", metavar="ID", type=WORDS)
@click.argument("name", type=WORDS)
@click.pass_obj
def rename(session: Session, template_id: str, name: str) -> None:
    from papidesk.workflow import templates as workflow

    with session.workspace() as workspace:
        today = datetime.date.today()
        workflow.rename(workspace.store, template_id, name, today=today, who=session.who)


@template.command("delete", help=N_("Delete an own template."))
@click.argument("template_id", metavar="ID", type=WORDS)
@click.pass_obj
def delete(session: Session, template_id: str) -> None:
    from papidesk.workflow import templates as workflow

    with session.workspace() as workspace:
        workflow.remove(workspace.store, template_id, who=session.who)


@click.command(
    "new",
    help=N_("Begin a document from a template, from a superior's plan, or empty with its head."),
)
@click.option("--template", "template_id", metavar="ID", type=WORDS, help=N_("The template."))
@click.option("--empty", "kind", metavar="KIND", type=WORDS, help=N_("Kind of an empty document."))
@click.option(
    "--from-superior", "superior", metavar="ID", type=WORDS,
    help=N_("A superior's plan whose duties become sections and tasks."),
)  # fmt: skip
@click.option(
    "--set", "given", metavar="NAME=VALUE", type=WORDS, multiple=True,
    help=N_("Answer to a question of the template; several times."),
)  # fmt: skip
@click.option("--signer", type=WORDS, default="", help=N_("Who signs, by the office's id."))
@YEAR
@DECISIONS
@AS_JSON
@click.pass_obj
def new(
    session: Session,
    template_id: str | None,
    kind: str | None,
    superior: str | None,
    given: tuple[str, ...],
    signer: str,
    year: int | None,
    decisions: Path | None,
    as_json: bool,
) -> None:
    from papidesk.workflow import templates as workflow

    if sum(one is not None for one in (template_id or superior, kind)) != 1:
        raise click.UsageError(_("Give one of --template, --from-superior and --empty."))
    answers = _answers(given)
    today, who = datetime.date.today(), session.who
    with session.workspace() as workspace:
        store = workspace.store
        if kind is not None:
            made = workflow.empty(store, kind, today=today, who=who, year=year)
        elif superior is not None:
            made = _from_superior(
                store, superior, template_id, decisions, answers, year=year, who=who
            )
        else:
            chosen = template_id or ""
            proposed = workflow.asked(store, chosen, today=today, year=year)
            _known(answers, {question.name for question in proposed.questions})
            made = workflow.make(
                store, chosen, proposed.answers | answers,
                today=today, who=who, year=year, signer=signer,
            )  # fmt: skip
    _tell(made, as_json)


def _answers(given: tuple[str, ...]) -> dict[str, str]:
    answers = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise click.UsageError(_("Write --set NAME=VALUE."))
        answers[name.strip()] = value
    return answers


def _known(answers: dict[str, str], names: set[str]) -> None:
    for name in answers:
        if name not in names:
            raise click.UsageError(_("The template does not ask for “{name}”.").format(name=name))


def _tell(document: Document, as_json: bool) -> None:
    if as_json:
        show_json({"id": document.id, "kind": document.kind, "title": document.title})
    else:
        click.echo(f"{document.id}\t{document.kind}\t{document.title}")


def _from_superior(
    store: Store,
    superior: str,
    template_id: str | None,
    decisions: Path | None,
    answers: dict[str, str],
    *,
    year: int | None,
    who: str,
) -> Document:
    from papidesk.domain.decisions import duties as decided
    from papidesk.workflow import documents, duties
    from papidesk.workflow.reading import read_whole

    id = documents.find_id(store, superior)
    accepted = duties.proposals(store, id)
    if decisions is not None:
        accepted = duties.chosen(accepted, decided(read_whole(decisions)))
    return duties.make(
        store, id, accepted, today=datetime.date.today(), who=who, given=answers, year=year,
        template_id=template_id or duties.DEFAULT_TEMPLATE,
    )  # fmt: skip


@click.command("duties", help=N_("List the duties a superior's plan gives to communes."))
@ID
@AS_JSON
@click.pass_obj
def duties_(session: Session, identifier: str, as_json: bool) -> None:
    from papidesk.workflow import documents, duties

    with session.workspace() as workspace:
        store = workspace.store
        found = duties.proposals(store, documents.find_id(store, identifier))
    if as_json:
        show_json([_duty_view(duty) for duty in found])
        return
    for duty in found:
        click.echo(f"{duty.id}\t{duty.lead}\t{duty.time}\t{duty.text}")


def _duty_view(duty: Duty) -> View:
    return {
        "id": duty.id,
        "kind": duty.kind,
        "part": duty.part,
        "text": duty.text,
        "lead": duty.lead or None,
        "cooperating": list(duty.cooperating),
        "superior_lead": duty.superior_lead or None,
        "addressed": duty.addressed or None,
        "time": duty.time or None,
        "product": duty.product or None,
        "periods": list(duty.periods),
        "recipients": list(duty.recipients),
        "dimensions": list(duty.dimensions),
        "place": duty.path,
        "section": duty.section or None,
        "sure": duty.sure,
    }


@click.command(
    "copy-forward",
    help=N_(
        "List all that may be stale in a document for another year; with decisions, copy it there."
    ),
)
@ID
@click.option(
    "--year", type=click.IntRange(1900, 9999), required=True, help=N_("Year of the document.")
)
@DECISIONS
@AS_JSON
@click.pass_obj
def copy_forward(
    session: Session, identifier: str, year: int, decisions: Path | None, as_json: bool
) -> None:
    from papidesk.domain.decisions import places as decided
    from papidesk.workflow import copying, documents
    from papidesk.workflow.reading import read_whole

    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        carried = copying.carried(store, id, year=year)
        if decisions is not None:
            texts = copying.chosen(carried, decided(read_whole(decisions)))
            _tell(copying.make(store, id, texts, year=year, who=session.who), as_json)
            return
    if as_json:
        show_json([_place_view(place) for place in carried.places])
        return
    for place in carried.places:
        click.echo(f"{place.id}\t{place.kind}\t{place.old}\t{place.proposal}\t{place.hint}")


def _place_view(place: StalePlace) -> View:
    return {
        "id": place.id,
        "kind": place.kind,
        "place": place.path,
        "offset": place.start,
        "old": place.old,
        "proposal": place.proposal,
        "context": place.text,
        "hint": place.hint or None,
    }


COMMANDS = {
    "templates": templates,
    "template": template,
    "new": new,
    "duties": duties_,
    "copy-forward": copy_forward,
}
