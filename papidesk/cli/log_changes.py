"""Commands that change single entries of the log, and what the commands of the log share."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.domain.activity import Activity, Evidence
    from papidesk.storage.store import Store
    from papidesk.workflow.log import ActivityRow

F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
REASON = click.option(
    "--reason", type=WORDS, default="", help=N_("Why, where the period is closed already.")
)
ENTRY = click.argument("identifier", metavar="ID", type=WORDS)
ENTRIES = click.argument("identifiers", metavar="ID…", type=WORDS, nargs=-1, required=True)
FIELDS = (
    click.option("--date", "day", help=N_("The day, as 2026-01-05; today without it.")),
    click.option("--title", type=WORDS, help=N_("What was done.")),
    click.option("--counter", type=WORDS, help=N_("What is counted: a counter’s code or name.")),
    click.option("--quantity", type=WORDS, help=N_("How much of it; 1 without it.")),
    click.option("--amount", "amounts", type=WORDS, multiple=True, metavar="CODE=N",
                 help=N_("How much of a further counter.")),
    click.option("--channel", type=WORDS, help=N_("The channel, by its code or name.")),
    click.option("--unit", type=WORDS, help=N_("Who did it.")),
    click.option("--task", "tasks", type=WORDS, multiple=True,
                 help=N_("The task it serves, by the beginning of its ID.")),
    click.option("--dimension", "dimensions", type=WORDS, multiple=True,
                 help=N_("A PAPI sub-dimension, as 5.4.")),
    click.option("--people", type=WORDS, help=N_("How many people were reached.")),
    click.option("--cost", type=WORDS, help=N_("What it cost, in đồng.")),
    click.option("--place", type=WORDS, help=N_("Where.")),
    click.option("--note", type=WORDS, help=N_("A note.")),
)  # fmt: skip


def with_options(options: Sequence[Callable[[F], F]]) -> Callable[[F], F]:
    """Return a decorator that gives a command all of ``options``."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def day_of(text: object) -> datetime.date | None:
    """Return the day an option gives (2026-01-05, 5/1/2026); None without one."""
    from papidesk.domain.day_reading import read_day

    return read_day(str(text)) if text else None


def number(quantity: Decimal | None) -> int | float | None:
    """Return a quantity as JSON has numbers."""
    if quantity is None:
        return None
    return int(quantity) if quantity == quantity.to_integral_value() else float(quantity)


def activity_of(store: Store, before: Activity, given: dict[str, Any]) -> Activity:
    """Return ``before`` with what the options give."""
    from papidesk.domain.quantities import read_whole
    from papidesk.domain.record import replace
    from papidesk.workflow import catalogues, tasks

    changes: dict[str, Any] = {
        name: given[name] for name in ("title", "unit", "place", "note") if given[name] is not None
    }
    if given["day"]:
        changes["date"] = day_of(given["day"])
    for name in ("people", "cost"):
        if given[name] is not None:
            changes[name] = read_whole(given[name]) if given[name].strip() else None
    if given["channel"] is not None:
        text = given["channel"]
        found = catalogues.find_channel(store, text) if text else None
        changes["channel"] = found.code if found else text
    # An empty text empties a field; of several values it stands for none.
    if given["tasks"]:
        changes["tasks"] = tuple(tasks.find_id(store, text) for text in given["tasks"] if text)
    if given["dimensions"]:
        changes["dimensions"] = tuple(filter(None, given["dimensions"]))
    amounts = _amounts(store, before, given)
    return replace(before, **changes, amounts=amounts)


def _amounts(store: Store, before: Activity, given: dict[str, Any]) -> tuple[Any, ...]:
    """Return the amounts the options give; those of ``before`` where they give none."""
    from papidesk.domain.activity import Amount
    from papidesk.domain.activity_rules import TwiceCountedError
    from papidesk.domain.record import replace

    counter, quantity = given["counter"], given["quantity"]
    amounts = list(before.amounts)
    told: set[str] = set()
    if counter == "" and quantity is None:
        amounts = []
    elif counter is not None:
        named = _counter(store, counter)
        asked = "1" if quantity is None else quantity
        amounts[:1] = [Amount(counter=named.code, quantity=_read(asked, named.decimals))]
        told.add(named.code)
    elif quantity is not None:
        if not amounts:
            raise click.UsageError(_("Give --counter with --quantity."))
        decimals = _counter(store, amounts[0].counter).decimals
        amounts[0] = replace(amounts[0], quantity=_read(quantity, decimals))
        told.add(amounts[0].counter)
    for text in given["amounts"]:
        code, sign, many = text.partition("=")
        if not sign:
            raise click.UsageError(_("Write --amount CODE=N, for example nguoi-du=45."))
        named = _counter(store, code.strip())
        if named.code in told:
            raise TwiceCountedError(name=named.name)
        told.add(named.code)
        amounts = [one for one in amounts if one.counter != named.code]
        amounts.append(Amount(counter=named.code, quantity=_read(many, named.decimals)))
    return tuple(amounts)


def _counter(store: Store, text: str) -> Any:
    from papidesk.domain.activity_rules import no_counter
    from papidesk.workflow import catalogues

    found = catalogues.find_counter(store, text)
    if found is None:
        raise no_counter(text, catalogues.counters(store))
    return found


def _read(text: str, decimals: int) -> Decimal:
    from papidesk.domain.quantities import read

    return read(text, whole=decimals == 0)


def views(store: Store, rows: Iterable[ActivityRow]) -> list[dict[str, Any]]:
    """Return entries as the contract of ``log --json`` shows them."""
    from papidesk.workflow import evidence

    rows = list(rows)
    proofs: dict[str, list[Evidence]] = {}
    for one in evidence.of_many(store, "activity", [row.activity.id for row in rows]):
        proofs.setdefault(one.owner_id, []).append(one)
    return [_view(row, proofs.get(row.activity.id, [])) for row in rows]


def _view(row: ActivityRow, proofs: Sequence[Evidence]) -> dict[str, Any]:
    one = row.activity
    first = one.amounts[0] if one.amounts else None
    return {
        "id": one.id,
        "date": one.date.isoformat(),
        "counter": first.counter if first else None,
        "quantity": number(first.quantity) if first else None,
        "amounts": [{"counter": a.counter, "quantity": number(a.quantity)} for a in one.amounts],
        "title": one.title,
        "tasks": list(one.tasks),
        "evidence": [evidence_view(proof) for proof in proofs],
        "channel": one.channel or None,
        "unit": one.unit or None,
        "dimensions": list(one.dimensions),
        "people": one.people,
        "cost": one.cost,
        "place": one.place or None,
        "note": one.note or None,
        "series": one.series or None,
        "batch": one.batch or None,
        "closed": row.closed,
    } | ({"damaged": True} if row.damaged else {})


def evidence_view(one: Evidence) -> dict[str, Any]:
    """Return a piece of evidence as the contract shows it."""
    return {
        "id": one.id, "name": one.name, "sha256": one.sha256 or None, "url": one.url or None,
        "document": one.document or None, "bytes": one.bytes,
        "taken_on": one.taken_on.isoformat() if one.taken_on else None,
    }  # fmt: skip


def tell(store: Store, id: str, as_json: bool) -> None:
    """Print one entry."""
    from papidesk.workflow import log

    row = log.by_ids(store, [id])[0]
    if as_json:
        show_json(views(store, [row])[0])
        return
    one = row.activity
    amounts = ", ".join(f"{a.counter} {a.quantity:f}" for a in one.amounts) or "-"
    click.echo(f"{one.id}\t{one.date}\t{amounts}\t{one.title}\t{row.evidence}")


@click.command("show", help=N_("Show an entry with its evidence."))
@ENTRY
@AS_JSON
@click.pass_obj
def show(session: Session, identifier: str, as_json: bool) -> None:
    from papidesk.workflow import evidence, log

    with session.workspace() as workspace:
        store = workspace.store
        id = log.find_id(store, identifier)
        tell(store, id, as_json)
        if not as_json:
            for one in evidence.of(store, "activity", id):
                click.echo(
                    f"  {one.id[:13]}\t{one.name}\t{one.url or one.document[:13] or one.bytes}"
                )


@click.command(
    "edit", help=N_("Change an entry: what no option gives stays, an empty text empties a field.")
)
@ENTRY
@with_options(FIELDS)
@REASON
@AS_JSON
@click.pass_obj
def edit(session: Session, /, identifier: str, reason: str, as_json: bool, **given: Any) -> None:
    from papidesk.workflow import log

    with session.workspace() as workspace:
        store = workspace.store
        before = log.get(store, log.find_id(store, identifier))
        after = activity_of(store, before, given)
        kept = log.change(store, after, who=session.who, reason=reason, seen=before)
        for doubt in log.doubts(store, kept):
            click.echo(doubt.sentence, err=True)
        tell(store, kept.id, as_json)


@click.command("remove", help=N_("Put entries into the trash: they count no more."))
@ENTRIES
@REASON
@click.pass_obj
def remove(session: Session, identifiers: tuple[str, ...], reason: str) -> None:
    from papidesk.workflow import log

    with session.workspace() as workspace:
        store = workspace.store
        ids = [log.find_id(store, text) for text in identifiers]
        gone = log.remove(store, ids, who=session.who, reason=reason)
    click.echo(
        _("In the trash: {count}. To bring them back: log restore ID.").format(count=len(gone))
    )


@click.command("restore", help=N_("Bring entries back from the trash."))
@ENTRIES
@REASON
@click.pass_obj
def restore(session: Session, identifiers: tuple[str, ...], reason: str) -> None:
    from papidesk.workflow import log

    with session.workspace() as workspace:
        store = workspace.store
        ids = [log.find_id(store, text) for text in identifiers]
        back = log.restore(store, ids, who=session.who, reason=reason)
    click.echo(_("Brought back: {count}").format(count=len(back)))


@click.command("duplicate", help=N_("Add a copy of an entry on another day."))
@ENTRY
@click.option("--date", "day", required=True, help=N_("The day of the copy, as 2026-01-05."))
@REASON
@AS_JSON
@click.pass_obj
def duplicate(session: Session, identifier: str, day: str, reason: str, as_json: bool) -> None:
    from papidesk.workflow import log

    date = day_of(day)
    assert date is not None
    with session.workspace() as workspace:
        store = workspace.store
        id = log.find_id(store, identifier)
        kept = log.duplicate(store, id, date=date, who=session.who, reason=reason)
        tell(store, kept.id, as_json)


@click.command("undo", help=N_("Put everything an import brought into the trash."))
@click.argument("batch", type=WORDS)
@REASON
@click.pass_obj
def undo(session: Session, batch: str, reason: str) -> None:
    from papidesk.workflow import log_import

    with session.workspace() as workspace:
        count = log_import.undo(workspace.store, batch, who=session.who, reason=reason)
    click.echo(_("In the trash: {count}. To bring them back: log restore ID.").format(count=count))


CHANGES = (show, edit, remove, restore, duplicate, undo)
