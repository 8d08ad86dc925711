"""Commands on reports of units below: board, accept, return with remarks, entries, reminders."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.figures import AS_JSON, PERIOD, plain_number
from papidesk.cli.log_changes import day_of
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.storage.store import Store
    from papidesk.workflow.consolidation_entries import Behind
    from papidesk.workflow.unit_decisions import Remark

DUTY = click.option(
    "--duty", default="", type=WORDS,
    help=N_("The report duty's code; without it the one most units reported the period for."),
)  # fmt: skip
CODE = click.argument("code", metavar="UNIT", type=WORDS)
CODES = click.argument("codes", metavar="UNIT…", nargs=-1, required=True, type=WORDS)


def _duty(store: Store, duty: str, period: str) -> str:
    from papidesk.workflow import consolidation

    return duty or consolidation.default_duty(store, period)


@click.command("board", help=N_("How each unit stands with the report of a period."))
@PERIOD
@DUTY
@AS_JSON
@click.pass_obj
def board(session: Session, period: str, duty: str, as_json: bool) -> None:
    from papidesk.domain.consolidation import BOARD_STATES
    from papidesk.workflow import unit_board

    with session.workspace() as workspace:
        store = workspace.store
        found = unit_board.board(
            store, _duty(store, duty, period), period, today=datetime.date.today()
        )
    if as_json:
        show_json(
            {
                "period": found.period,
                "duty": found.duty,
                "due": found.due.isoformat(),
                "locked": found.locked,
                "on_time_rate": plain_number(found.on_time_rate),
                "units": [
                    {
                        "unit": row.unit, "name": row.name, "state": row.state,
                        "received_on": row.report.arrived.isoformat() if row.report else None,
                        "days_late": row.days_late,
                        "decision": row.report.state if row.report else None,
                        "by_hand": row.report.on_paper if row.report else False,
                    }
                    for row in found.rows
                ],
            }
        )  # fmt: skip
        return
    for row in found.rows:
        on = f"{row.report.arrived}" if row.report else "-"
        hand = "\t" + _("entered by hand") if row.report and row.report.on_paper else ""
        state = _(BOARD_STATES[row.state])
        click.echo(f"{row.unit}\t{row.name}\t{state}\t{on}\t{row.days_late}{hand}")


@click.command("accept", help=N_("Accept the reports of units."))
@CODES
@PERIOD
@DUTY
@click.option("--tell", is_flag=True, help=N_("Make a bundle for each unit that says so."))
@click.pass_obj
def accept(session: Session, codes: tuple[str, ...], period: str, duty: str, tell: bool) -> None:
    from papidesk.workflow import unit_decisions, units

    with session.workspace() as workspace:
        store = workspace.store
        chosen = [units.find(store, code).code for code in codes]
        kept = unit_decisions.accept(
            store, chosen, _duty(store, duty, period), period, who=session.who, tell=tell,
            password=session.password,
        )  # fmt: skip
    for one in kept:
        click.echo(f"{one.unit}\t{one.period}\t{one.decision or '-'}")


@click.command("return", help=N_("Send a unit's report back, with remarks on its fields."))
@CODE
@PERIOD
@DUTY
@click.option("--reason", default="", type=WORDS, help=N_("Why."))
@click.option(
    "--remark", "remarks", multiple=True, type=WORDS, metavar="COUNTER=TEXT",
    help=N_("A remark on a counter (its code), or on the whole report where there is no “=”."),
)  # fmt: skip
@click.option("--by", "by", default=None, type=WORDS, help=N_("Wanted again by this day."))
@click.option(
    "-o", "--output", type=click.Path(readable=False, path_type=Path),
    help=N_("Write the bundle there: a file or a folder."),
)  # fmt: skip
@click.pass_obj
def send_back(
    session: Session, code: str, period: str, duty: str, reason: str, remarks: tuple[str, ...],
    by: str | None, output: Path | None,
) -> None:  # fmt: skip
    from papidesk.workflow import sending, unit_decisions, units

    with session.workspace() as workspace:
        store = workspace.store
        sent = unit_decisions.send_back(
            store, units.find(store, code).code, _duty(store, duty, period), period,
            reason=reason, remarks=_remarks(store, remarks), wanted_by=day_of(by),
            who=session.who, password=session.password,
        )  # fmt: skip
        if output is not None:
            for path in sending.export(store, [one.id for one in sent], output, who=session.who):
                click.echo(str(path))
    for one in sent:
        click.echo(f"{one.id}\t{one.file_name}")


def _remarks(store: Store, given: Sequence[str]) -> list[Remark]:
    from papidesk.workflow import consolidation
    from papidesk.workflow.unit_decisions import Remark

    known = consolidation.counters_of(store)
    found = []
    for text in given:
        counter, equals, said = text.partition("=")
        about = equals and counter.strip() in known
        found.append(
            Remark(counter=counter.strip(), text=said.strip()) if about else Remark(text=text)
        )
    return found


@click.command("behind", help=N_("The log entries a unit sent behind its figure of a counter."))
@CODE
@click.argument("counter", metavar="COUNTER", type=WORDS)
@PERIOD
@DUTY
@click.option(
    "--evidence", "folder", type=click.Path(file_okay=False, path_type=Path), default=None,
    help=N_("Save copies of the evidence the unit sent with them in this folder."),
)  # fmt: skip
@AS_JSON
@click.pass_obj
def behind(
    session: Session,
    code: str,
    counter: str,
    period: str,
    duty: str,
    folder: Path | None,
    as_json: bool,
) -> None:
    from papidesk.domain.periods import parse
    from papidesk.workflow import consolidation_entries, units
    from papidesk.workflow.figures import number_text

    with session.workspace() as workspace:
        store = workspace.store
        found = consolidation_entries.behind(
            store, units.find(store, code).code, counter, _duty(store, duty, period),
            parse(period).code,
        )  # fmt: skip
        saved = _saved(store, found, folder) if folder is not None else []
    if as_json:
        show_json(
            {
                "evidence": [str(path) for path in saved],
                "told": found.told,
                "sent": found.sent,
                "reported": plain_number(found.reported),
                "differs": found.differs,
                "entries": [
                    {
                        "unit": one.unit, "id": one.id, "date": one.day.isoformat(),
                        "title": one.title, "counter": one.counter,
                        "quantity": plain_number(one.quantity),
                    }
                    for one in found.entries
                ],
            }
        )  # fmt: skip
        return
    for one in found.entries:
        click.echo(f"{one.day}\t{number_text(one.quantity)}\t{one.title}\t{one.unit}\t{one.id}")
    for path in saved:
        click.echo(str(path))


def _saved(store: Store, found: Behind, folder: Path) -> list[Path]:
    from papidesk.workflow import received_evidence

    by_unit: dict[str, list[str]] = {}
    for one in found.entries:
        by_unit.setdefault(one.unit, []).append(one.id)
    pieces = [
        piece
        for unit, ids in by_unit.items()
        for piece in received_evidence.of_entries(store, unit, ids)
    ]
    return received_evidence.save(store, pieces, folder)


@click.command("remind", help=N_("Draft a letter to each unit that has not reported."))
@click.argument("codes", metavar="[UNIT…]", nargs=-1, type=WORDS)
@PERIOD
@DUTY
@click.option("--by", "by", default=None, type=WORDS, help=N_("Wanted by this day."))
@click.option("--together", is_flag=True, help=N_("One letter to all of them."))
@click.pass_obj
def remind(
    session: Session, codes: tuple[str, ...], period: str, duty: str, by: str | None,
    together: bool,
) -> None:  # fmt: skip
    from papidesk.workflow import reminders, units

    with session.workspace() as workspace:
        store = workspace.store
        chosen = [units.find(store, code).code for code in codes]
        made = reminders.draft(
            store, _duty(store, duty, period), period, chosen, today=datetime.date.today(),
            who=session.who, wanted_by=day_of(by), together=together,
        )  # fmt: skip
    for letter in made:
        click.echo(f"{letter.id}\t{', '.join(letter.addressees)}")


REPORTS = (board, accept, send_back, behind, remind)
