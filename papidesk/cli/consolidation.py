"""The command of consolidation: who reported, totals by counter and unit, paper and workbook."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.figures import AS_JSON, PERIOD, plain_number
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.domain.outliers import Outlier
    from papidesk.storage.store import Store
    from papidesk.workflow.consolidation import TotalLine
    from papidesk.workflow.unit_board import Board, BoardRow

_ENDINGS = (".pdf", ".docx", ".xlsx")


@click.command(
    "consolidate",
    help=N_("Totals of what the units below reported, who did not, and the report made of it."),
)
@PERIOD
@click.option(
    "--duty", default="", type=WORDS,
    help=N_("The report duty's code; without it the one most units reported the period for."),
)  # fmt: skip
@click.option(
    "--names", type=click.Choice(["now", "then"]), default="now",
    help=N_("Units under the names of now (merged ones together) or of the period."),
)  # fmt: skip
@click.option(
    "--below", default="", type=WORDS, help=N_("Only this unit and those below it: code or name.")
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("Draft the report and print it (.pdf, .docx), or write the workbook (.xlsx)."),
)  # fmt: skip
@click.option("--lock", is_flag=True, help=N_("Close the period: what comes later waits."))
@click.option(
    "--unlock", "unlock", metavar="REASON", type=WORDS,
    help=N_("Open a closed period again, for this reason."),
)  # fmt: skip
@AS_JSON
@click.pass_obj
def consolidate(
    session: Session, period: str, duty: str, names: Literal["now", "then"], below: str,
    output: Path | None, lock: bool, unlock: str | None, as_json: bool,
) -> None:  # fmt: skip
    from papidesk.workflow import consolidation, consolidation_locks, papers, unit_board, units

    if output is not None and output.suffix.lower() not in _ENDINGS:
        raise papers.UnknownPaperError(name=output.name)
    if lock and unlock is not None:
        raise click.UsageError(_("Close the period or open it: not both."))
    today = datetime.date.today()
    with session.workspace() as workspace:
        store = workspace.store
        duty = duty or consolidation.default_duty(store, period)
        within = units.find(store, below).code if below else ""
        if unlock is not None:
            consolidation_locks.unlock(store, duty, period, reason=unlock, who=session.who)
        made = _written(store, duty, period, output, session.who) if output else ""
        if lock:
            consolidation_locks.lock(store, duty, period, document=made, who=session.who)
        board = unit_board.board(store, duty, period, today=today)
        lines = consolidation.totals(store, duty, period, below=within)
        view = _view(store, board, lines, names, within) if as_json else {}
    if as_json:
        show_json({**view, "document": made or None, "output": str(output) if output else None})
        return
    _tell(board, lines)
    if output is not None:
        click.echo(str(output))


def _written(store: Store, duty: str, period: str, output: Path, who: str) -> str:
    """Write the paper or workbook; return the document's id, "" for a workbook."""
    from papidesk.workflow import consolidation_report, consolidation_sheets, papers

    today = datetime.date.today()
    if output.suffix.lower() == ".xlsx":
        consolidation_sheets.write(store, output, duty, period, today=today)
        return ""
    order = consolidation_report.ConsolidationOrder(duty=duty, period=period)
    with store.unit_of_work():  # what cannot be written is not kept
        made = consolidation_report.make(store, order, today=today, who=who)
        papers.print_document(store, made.id, output)
    return made.id


def _tell(board: Board, lines: list[TotalLine]) -> None:
    from papidesk.domain.consolidation import BOARD_STATES
    from papidesk.workflow.figures import number_text

    for line in lines:
        click.echo(
            f"{line.counter.code}\t{line.counter.name}\t{number_text(line.value)}\t"
            f"{line.counter.unit}\t{number_text(line.previous)}\t{line.units}"
        )
    for row in board.of("overdue", "missing", "returned", "late"):
        click.echo(f"{row.unit}\t{row.name}\t{_(BOARD_STATES[row.state])}", err=True)
    click.echo(
        _("{received} of {expected} units have reported; on time: {rate} %.").format(
            received=len(board.received),
            expected=len(board.expected),
            rate=number_text(board.on_time_rate),
        ),
        err=True,
    )


def _view(
    store: Store, board: Board, lines: list[TotalLine], names: Literal["now", "then"], within: str
) -> dict[str, Any]:
    from papidesk.domain.periods import parse
    from papidesk.workflow import consolidation, consolidation_entries

    shown = {row.unit: row.name for row in board.rows}
    return {
        "period": parse(board.period).code,
        "duty": board.duty,
        "due": board.due.isoformat(),
        "locked": board.locked,
        "on_time_rate": plain_number(board.on_time_rate),
        "expected": [_row(row) for row in board.expected],
        "received": [_row(row) for row in board.received],
        "on_time": [_row(row) for row in board.of("on_time")],
        "late": [_row(row) for row in board.of("late")],
        "missing": [_row(row) for row in board.of("overdue", "missing")],
        "returned": [_row(row) for row in board.of("returned")],
        "totals": [_total(store, board, line, names, within) for line in lines],
        "outliers": [
            _outlier(one, shown)
            for one in consolidation_entries.outliers(store, board.duty, board.period)
        ],
        "previous_period": consolidation.previous_period(board.period),
    }


def _row(row: BoardRow) -> dict[str, Any]:
    report = row.report
    return {
        "unit": row.unit,
        "name": row.name,
        "state": row.state,
        "received_on": report.arrived.isoformat() if report else None,
        "days_late": row.days_late,
        "report": report.number or None if report else None,
        "reason": report.reason or None if report else None,
        "by_hand": report.on_paper if report else False,
    }


def _total(
    store: Store, board: Board, line: TotalLine, names: Literal["now", "then"], within: str
) -> dict[str, Any]:
    from papidesk.workflow import consolidation

    parts = consolidation.parts(store, board.duty, board.period, line.counter.code, names=names)
    allowed = consolidation.codes_below(store, within) if within else None
    return {
        "counter": line.counter.code,
        "name": line.counter.name,
        "unit": line.counter.unit,
        "adds_up": line.counter.adds_up,
        "value": plain_number(line.value),
        "previous": plain_number(line.previous),
        "entries": line.entries,
        "left_out": list(line.apart),
        "units": [
            {
                "unit": part.unit,
                "name": part.name,
                "value": plain_number(part.value),
                "previous": plain_number(part.previous),
                "entries": part.entries,
                "reported_as": list(part.sources),
                "returned": part.returned,
                "by_hand": part.typed,
            }
            for part in parts
            if allowed is None or part.unit in allowed
        ],
    }


def _outlier(one: Outlier, names: dict[str, str]) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "name": names.get(one.unit, one.unit),
        "counter": one.counter or None,
        "kind": one.kind,
        "value": plain_number(one.value),
        "message": told(one),
    }


def told(one: Outlier) -> str:
    """Return why a figure stands out, as a sentence in the chosen language."""
    from decimal import Decimal

    from papidesk.workflow.figures import number_text

    values = {
        name: number_text(value) if isinstance(value, int | Decimal) else value
        for name, value in one.values.items()
    }
    return _(one.message).format(**values)


COMMANDS = {"consolidate": consolidate}
