"""Commands on the office and the password: office, office set, office series, password."""

from __future__ import annotations

import datetime
from typing import Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.i18n import N_, _

_FIELDS = ("name", "place", "code", "symbol", "body", "superior_line", "address")


class Spoken(click.Group):
    """A group inside the command line whose own commands speak the language in use."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with its help translated."""
        from papidesk.cli.app import speak

        found = super().get_command(ctx, cmd_name)
        if found is not None:
            speak(found)
        return found


class Listing(Spoken):
    """A group that lists when no command of its own is named: the arguments are then "list"'s."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; without a command among them they are those of ``list``."""
        named = args and args[0] in self.commands
        if not named and not set(args) & set(ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(
    "office",
    cls=Spoken,
    invoke_without_command=True,
    help=N_("The office that works here: name, superior, units, signers, number series."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), default=None,
    help=N_("As it was on this day (2024-06-20)."),
)  # fmt: skip
@click.pass_context
def office(context: click.Context, as_json: bool, day: datetime.datetime | None) -> None:
    from papidesk.domain.record import plain
    from papidesk.workflow import offices

    if context.invoked_subcommand is not None:
        return
    with context.obj.workspace() as workspace:
        now = offices.current(workspace.store)
        shown = offices.on(workspace.store, day.date()) if day else now
    if as_json:
        show_json(plain(shown))
        return
    for name, text in (
        (_("Name"), shown.full_name),
        (_("Place"), shown.place),
        (_("Symbol"), shown.symbol),
        (_("Code"), shown.code),
        (_("Superior"), shown.superiors[0].name if shown.superiors else ""),
        (_("Address"), shown.address),
        (_("Since"), _day(shown.validity.since)),
    ):
        if text:
            click.echo(f"{name}: {text}")


@click.command("set", help=N_("Change the office; with --since a new name from that day on."))
@click.option("--name", type=WORDS, default=None, help=N_('The unit, for instance "xã An Hòa".'))
@click.option("--place", type=WORDS, default=None, help=N_("The name in the date line."))
@click.option("--code", type=WORDS, default=None, help=N_("The organisation code."))
@click.option("--symbol", type=WORDS, default=None, help=N_("The office's letters in symbols."))
@click.option("--body", type=WORDS, default=None, help=N_("The collective body, empty for none."))
@click.option(
    "--superior-line", type=WORDS, default=None, help=N_("What is printed above the name.")
)
@click.option("--address", type=WORDS, default=None, help=N_("The address, printed on letters."))
@click.option("--superior", type=WORDS, default=None, help=N_("The body next above."))
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), default=None,
    help=N_("The day a new name holds from; the present one ends the day before."),
)  # fmt: skip
@click.option("--basis", type=WORDS, default="", help=N_("The paper that made it so."))
@click.pass_obj
def set_office(
    session: Session,
    /,
    *,
    since: datetime.datetime | None,
    basis: str,
    superior: str | None,
    **given: Any,
) -> None:
    from papidesk.domain.office import Office
    from papidesk.domain.office_history import change_form, present_form
    from papidesk.domain.record import replace
    from papidesk.workflow import offices

    changes = {name: given[name] for name in _FIELDS if given[name] is not None}
    if not changes and superior is None:
        raise click.UsageError(_("Say what to change, for instance --name or --address."))
    with session.workspace() as workspace:
        before = offices.current(workspace.store)
        changed: Office
        if since is not None:
            form = replace(present_form(before), basis=basis, **changes)
            changed = change_form(before, form, since.date())
        else:
            changed = replace(before, **changes)
        if superior is not None:
            changed = _under(changed, superior, since.date() if since else None)
        offices.save(workspace.store, changed, who=session.who)
    click.echo(_("Kept: {name}").format(name=changed.full_name))


def _under(office: Any, superior: str, since: datetime.date | None) -> Any:
    """Return ``office`` with another body next above it: from ``since`` on, or in place of it."""
    from papidesk.domain.office import Superior
    from papidesk.domain.office_history import end_all
    from papidesk.domain.record import Validity, replace

    name = " ".join(superior.split())
    if since is not None:
        ended = end_all(office.superiors, since - datetime.timedelta(days=1))
        new = (Superior(name=name, validity=Validity(since=since)),) if name else ()
        return replace(office, superiors=(*new, *ended))
    first, *others = office.superiors or (Superior(name=""),)
    named = (replace(first, name=name),) if name else ()
    return replace(office, superiors=(*named, *others))


@click.command("series", help=N_("The number series with the number each gives next."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.option("--year", type=click.IntRange(1900, 9999), default=None, help=N_("Another year."))
@click.pass_obj
def series(session: Session, as_json: bool, year: int | None) -> None:
    from papidesk.domain.issuing import number_text
    from papidesk.workflow import offices

    counted = year or datetime.date.today().year
    with session.workspace() as workspace:
        states = offices.series_states(workspace.store, offices.current(workspace.store), counted)
    rows = [
        {
            "id": state.series.id,
            "name": state.series.name,
            "kinds": list(state.series.kinds),
            "year": counted,
            "given": state.given,
            "next": number_text(state.next_number),
            **_validity(state.series),
        }
        for state in states
    ]
    _show(rows, as_json, ("name", "kinds", "given", "next", "since", "until"))


@click.command("units", help=N_("The units of the office."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def units(session: Session, as_json: bool) -> None:
    from papidesk.workflow import offices

    with session.workspace() as workspace:
        known = offices.current(workspace.store).units
    rows = [
        {"id": u.id, "name": u.name, "abbreviation": u.abbreviation, **_validity(u)} for u in known
    ]
    _show(rows, as_json, ("name", "abbreviation", "since", "until"))


@click.command("signers", help=N_("Those who sign, with their lines."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def signers(session: Session, as_json: bool) -> None:
    from papidesk.workflow import offices

    with session.workspace() as workspace:
        known = offices.current(workspace.store).signers
    rows = [
        {"id": s.id, "name": s.name, "lines": list(s.signature().lines), **_validity(s)}
        for s in known
    ]
    _show(rows, as_json, ("name", "lines", "since", "until"))


def _validity(record: Any) -> dict[str, str | None]:
    since, until = record.validity.since, record.validity.until
    return {
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
    }


def _day(day: datetime.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _show(rows: list[dict[str, Any]], as_json: bool, columns: tuple[str, ...]) -> None:
    """Print rows as JSON, or a line each with a tab between the columns."""
    if as_json:
        show_json(rows)
        return
    for row in rows:
        cells = (row[column] for column in columns)
        shown = (", ".join(cell) if isinstance(cell, list) else cell for cell in cells)
        click.echo("\t".join("" if cell is None else str(cell) for cell in shown).rstrip())


office.add_command(set_office)
for _command in (series, units, signers):
    office.add_command(_command)
COMMANDS = {"office": office}
