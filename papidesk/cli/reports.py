"""Commands of periodic reports: draft one, see which are due."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.figures import AS_JSON, PERIOD, SINCE, UNTIL, chosen_days
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from papidesk.domain.document import Document
    from papidesk.storage.duty_reports import DutyReport
    from papidesk.storage.store import Store


class NoSignerError(PapiDeskError):
    """An office where nobody signs."""

    message = N_("Nobody may sign for the office today. Enter who signs in the settings first.")


class UnknownSignerError(PapiDeskError):
    """A name that nobody who may sign has."""

    message = N_("Nobody called “{text}” signs for the office today. Who may: {names}.")


@click.command(
    "report",
    help=N_("Draft the report of a period from the log and the tasks; keep it as a document."),
)
@PERIOD
@click.option(
    "--duty", default="", type=WORDS,
    help=N_("The report duty's code; without it the first that asks for a report of the period."),
)  # fmt: skip
@SINCE
@UNTIL
@click.option(
    "--rounded/--exact", default=None, help=N_("Round numbers in the text, or give exact ones.")
)
@click.option("--no-charts", is_flag=True, help=N_("Leave out the charts."))
@click.option(
    "--signer", default="", type=WORDS, help=N_("Who signs: a name, or an id of the office's.")
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("Print it too: a name that ends in .pdf or .docx."),
)  # fmt: skip
@AS_JSON
@click.pass_obj
def report(
    session: Session, period: str, duty: str, since: str | None, until: str | None,
    rounded: bool | None, no_charts: bool, signer: str, output: Path | None, as_json: bool,
) -> None:  # fmt: skip
    from papidesk.workflow import duty_terms, papers, reports

    if output is not None and output.suffix.lower() not in (".pdf", ".docx"):
        raise papers.UnknownPaperError(name=output.name)
    today = datetime.date.today()
    with session.workspace() as workspace:
        store = workspace.store
        if signer:
            signer = _signer(store, signer, today)
        code = duty or reports.default_duty(store, period)
        usual = duty_terms.query(store, code, period)
        days = chosen_days(usual, since, until)
        order = reports.ReportOrder(
            duty=code, period=period, since=None if days == usual else days.since,
            until=None if days == usual else days.until, rounded=rounded, charts=not no_charts,
            signer=signer,
        )  # fmt: skip
        with store.unit_of_work():  # what cannot be written is not kept
            made = reports.make(store, order, today=today, who=session.who)
            claimed = reports.claims(store, made)
            bare, entries = reports.without_evidence(store, order)
            if output is not None:
                papers.print_document(store, made.id, output)
        served = reports.duties_of(store, made.id)
    window = served[0]
    if as_json:
        view = _view(made, window, output)
        show_json({**view, "claims": len(claimed), "entries": entries, "without_evidence": bare})
        return
    click.echo(made.id)
    if output is not None:
        click.echo(str(output))
    click.echo(
        _(
            "Drafted from {since} to {until}. What only a person can write is left as “…………”."
        ).format(since=f"{window.since:%d/%m/%Y}", until=f"{window.until:%d/%m/%Y}"),
        err=True,
    )
    if bare:
        said = ngettext(
            "{bare} of {count} entry of the window has no evidence. The report does not say so.",
            "{bare} of {count} entries of the window have no evidence. The report does not say so.",
            entries,
        )
        click.echo(said.format(bare=bare, count=entries), err=True)


def _view(made: Document, window: DutyReport, output: Path | None) -> dict[str, object]:
    return {
        "id": made.id, "kind": made.kind, "title": made.title, "duty": window.duty,
        "period": window.period, "since": window.since.isoformat(),
        "until": window.until.isoformat(), "output": str(output) if output else None,
    }  # fmt: skip


def _signer(store: Store, text: str, today: datetime.date) -> str:
    """Return the id of who may sign today, told by the beginning of the id or by the name."""
    from papidesk.domain.office import valid_on
    from papidesk.text.fold import fold
    from papidesk.workflow import offices

    possible = valid_on(offices.on(store, today).signers, today)
    found = [
        one.id
        for one in possible
        if one.id.startswith(text.strip().lower()) or fold(one.name) == fold(text)
    ]
    if not possible:
        raise NoSignerError
    if len(found) != 1:
        raise UnknownSignerError(text=text[:80], names=", ".join(one.name for one in possible))
    return found[0]


@click.command("report-duties", help=N_("List the reports of a year: when due, how each stands."))
@click.option("--year", type=click.IntRange(1900, 9998), help=N_("The reporting year."))
@click.option(
    "--from", "plan", metavar="ID", type=WORDS,
    help=N_("Take over the report duties that a superior's plan gives, first."),
)  # fmt: skip
@AS_JSON
@click.pass_obj
def duties(session: Session, year: int | None, plan: str | None, as_json: bool) -> None:
    from papidesk.domain.duty_terms import TERM_STATES
    from papidesk.workflow import duty_terms

    today = datetime.date.today()
    with session.workspace() as workspace:
        if plan is not None:
            _take_over(workspace.store, plan, session.who)
        states = duty_terms.states(workspace.store, year or today.year, today=today)
    if as_json:
        show_json(
            [
                {
                    "duty": each.duty.code,
                    "name": each.duty.name,
                    "period": each.term.period,
                    "since": each.term.since.isoformat(),
                    "until": each.term.until.isoformat(),
                    "due": each.term.due.isoformat(),
                    "state": each.state,
                    "days_left": each.days_left,
                    "document": each.document or None,
                    "filled": each.filled,
                    "wanted": each.wanted,
                }
                for each in states
            ]
        )
        return
    for each in states:
        click.echo(
            f"{each.term.due}\t{each.duty.code}\t{each.term.period}\t"
            f"{_(TERM_STATES[each.state])}\t{each.filled}/{each.wanted}\t{each.duty.name}"
        )


def _take_over(store: Store, plan: str, who: str) -> None:
    from papidesk.workflow import documents, report_duty_proposals

    found = report_duty_proposals.propose(store, documents.find_id(store, plan))
    kept = report_duty_proposals.keep(store, found, who=who)
    for duty in kept:
        click.echo(_("Report duty added: {code} ({name})").format(
            code=duty.code, name=duty.name), err=True)  # fmt: skip
    if not kept:
        click.echo(_("Its report duties are there already."), err=True)


@click.command(
    "report-paper",
    help=N_("Note a document written in another way as the report of a duty and period."),
)
@click.argument("identifier", metavar="ID", type=WORDS)
@click.option("--duty", required=True, type=WORDS, help=N_("The report duty's code."))
@PERIOD
@click.option("--let-go", is_flag=True, help=N_("It is no longer that report."))
@click.pass_obj
def paper(session: Session, identifier: str, duty: str, period: str, let_go: bool) -> None:
    from papidesk.workflow import catalogues, documents, duty_terms, report_links

    with session.workspace() as workspace:
        store = workspace.store
        id = documents.find_id(store, identifier)
        term = duty_terms.of_period(store, catalogues.report_duty(store, duty), period)
        if not let_go:
            report_links.take_as(store, term, id, who=session.who)
        elif not report_links.let_go(store, term, id, who=session.who):
            raise report_links.NotTheReportError
    click.echo(f"{duty}\t{term.period}\t{'-' if let_go else id}")


COMMANDS = {"report": report, "report-duties": duties, "report-paper": paper}
