"""Commands of figures: what the counters say of a period, and the entries behind them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from papidesk.cli import narrowing
from papidesk.cli.app import WORDS, Session, show_json
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.domain.filters import FigureQuery
    from papidesk.storage.store import Store
    from papidesk.workflow.figures import FigureLine

AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
Command = TypeVar("Command", bound=Callable[..., Any])

PERIOD = click.option(
    "--period", required=True, type=WORDS,
    help=N_("2024, 2024-H1, 2024-Q1, 2024-9M, 2024-M06 …"),
)  # fmt: skip
DUTY = click.option(
    "--duty", default="", type=WORDS,
    help=N_("A report duty's code: the days it counts. Without it those of the calendar."),
)  # fmt: skip


SINCE = click.option("--since", help=N_("From this day on instead, as 2026-01-05."))
UNTIL = click.option("--until", help=N_("Up to this day instead."))


def many(name: str, text: str) -> Callable[[Command], Command]:
    """Return an option that may be given several times."""
    return click.option(f"--{name}", name, multiple=True, type=WORDS, help=text)


@click.command("figures", help=N_("Show what the counters say of a period."))
@PERIOD
@DUTY
@many("counter", N_("Only this counter, by its code or name."))
@many("unit", N_("Only entries of this unit."))
@many("channel", N_("Only entries of this channel, by its code or name."))
@many("task", N_("Only entries of this task (its id)."))
@many("dimension", N_("Only entries of this sub-dimension (5.4) or dimension (D5)."))
@SINCE
@UNTIL
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help=N_("Write them as an Excel workbook, compared as in the window: .xlsx."),
)  # fmt: skip
@AS_JSON
@click.pass_obj
def figures_(
    session: Session, /, period: str, duty: str, counter: tuple[str, ...], since: str | None,
    until: str | None, output: Path | None, as_json: bool, **narrowed: tuple[str, ...],
) -> None:  # fmt: skip
    from papidesk.workflow import figures

    with session.workspace() as workspace:
        store = workspace.store
        query = chosen_days(_query(store, period, duty, narrowed), since, until)
        counter = tuple(_code(store, text) for text in counter)
        if output is not None:
            click.echo(str(_written(store, query, counter, output)))
            return
        lines = figures.table(store, query, codes=counter)
        views = [_view(store, line, query) for line in lines] if as_json else []
    if as_json:
        show_json(views)
        return
    for line in lines:
        _tell(line)


def _code(store: Store, text: str) -> str:
    """Return the counter ``text`` means; raises :class:`UnknownFigureError`."""
    from papidesk.workflow import catalogues, figures

    if text in {one.code for one in figures.counters(store)}:
        return text
    found = catalogues.find_counter(store, text)
    if found is None:
        raise figures.UnknownFigureError(code=text[:80])
    return found.code


def _written(store: Store, query: FigureQuery, codes: tuple[str, ...], output: Path) -> Path:
    from papidesk.workflow import figure_sheets
    from papidesk.workflow.files import must_end

    must_end(output, ".xlsx")
    return figure_sheets.write_figures(store, output, query, codes=codes)


def chosen_days(query: FigureQuery, since: str | None, until: str | None) -> FigureQuery:
    """Return ``query`` with days chosen instead of its window; an end before it is wrong usage."""
    from papidesk.cli.log_changes import day_of
    from papidesk.domain.record import replace

    first, last = day_of(since) or query.since, day_of(until) or query.until
    if last < first:
        raise click.UsageError(_("The end is before the beginning."))
    if (first, last) == (query.since, query.until):
        return query
    return replace(query, since=first, until=last)


def _query(
    store: Store, period: str, duty: str, narrowed: dict[str, tuple[str, ...]]
) -> FigureQuery:
    from papidesk.domain.record import replace
    from papidesk.workflow import duty_terms, tasks

    query = duty_terms.query(store, duty, period)
    return replace(
        query,
        units=narrowing.units(store, narrowed["unit"]),
        channels=narrowing.channels(store, narrowed["channel"]) or query.channels,
        tasks=tuple(tasks.find_id(store, task) for task in narrowed["task"]),
        dimensions=narrowing.dimensions(store, narrowed["dimension"]) or query.dimensions,
    )


def _tell(line: FigureLine) -> None:
    from papidesk.workflow.figures import number_text

    previous = number_text(line.previous.value if line.previous else None)
    target = number_text(line.target)
    click.echo(
        f"{line.counter.code}\t{line.counter.name}\t{number_text(line.figure.value)}\t"
        f"{line.counter.unit}\t{previous}\t{target}"
    )


def _view(store: Store, line: FigureLine, query: FigureQuery) -> dict[str, Any]:
    from papidesk.workflow import figures

    counter = line.counter
    found = figures.behind(store, counter.code, query)
    return {
        "counter": counter.code,
        "name": counter.name,
        "unit": counter.unit,
        "value": plain_number(line.figure.value),
        "previous": plain_number(line.previous.value if line.previous else None),
        "target": plain_number(line.target),
        "entries": list(found.activities or found.documents or found.incoming),
        "last_year": plain_number(line.last_year.value if line.last_year else None),
        "adds_up": counter.adds_up,
        "since": query.since.isoformat(),
        "until": query.until.isoformat(),
        "corrections": line.corrections,
    }


def plain_number(value: Decimal | None) -> int | float | None:
    """Return a figure as a number of JSON, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


COMMANDS = {"figures": figures_}
