"""Commands that change a single entry of a catalogue: set, remove."""

from __future__ import annotations

import datetime
import json
from typing import Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.i18n import N_, _

AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
KIND = click.argument("kind", metavar="KIND", type=WORDS)
CODE = click.argument("code", metavar="CODE", type=WORDS)
# What an entry is told by, where it has no code.
_KEYS = {"provinces": "name", "papi-breaks": "year", "holidays": "day"}


@click.command(
    "set",
    help=N_(
        "Change fields of an entry, or add one: name=…, unit=…, words=a;b. The fields are those "
        "of “catalogue list KIND --json”; lists of records are JSON; “since=”, “until=” are the "
        "days it holds."
    ),
)
@KIND
@CODE
@click.argument("changes", metavar="FIELD=VALUE…", type=WORDS, nargs=-1, required=True)
@AS_JSON
@click.pass_obj
def set_(session: Session, kind: str, code: str, changes: tuple[str, ...], as_json: bool) -> None:
    from papidesk.domain.record import from_plain, plain
    from papidesk.workflow import catalogue_entries as entries

    of = entries.kind(kind)
    if kind == entries.SCORES:
        raise click.UsageError(_("Enter scores with “papi set”."))
    with session.workspace() as workspace:
        store = workspace.store
        known = entries.find(store, kind, code)
        data = plain(known) if known is not None else {_KEYS.get(kind, "code"): code}
        for change in changes:
            _put(data, of.record, change)
        data.setdefault("name", "")  # without one the check says what is missing
        fields = set(of.record.__struct_fields__)
        record = from_plain(of.record, _read({k: v for k, v in data.items() if k in fields}, of))
        kept = entries.put_for(store, known or record, record, who=session.who)
    if as_json:
        show_json({"code": of.code(kept), **plain(kept), "own": kept.own})
    else:
        click.echo(f"{of.code(kept)}\t{of.title(kept)}")


@click.command(
    "remove", help=N_("Remove an entry of the office; what is in use, or the program's, is ended.")
)
@KIND
@CODE
@click.pass_obj
def remove(session: Session, kind: str, code: str) -> None:
    from papidesk.workflow import catalogue_entries as entries

    today = datetime.date.today()
    with session.workspace() as workspace:
        left = entries.remove(workspace.store, kind, code, who=session.who, today=today)
    until = getattr(getattr(left, "validity", None), "until", None)
    if left is None:
        click.echo(_("Removed: {name}").format(name=code))
    elif until is not None:
        click.echo(_("Ended on {day}: {name}").format(day=f"{until:%d/%m/%Y}", name=code))
    else:
        click.echo(_("Restored: {name}").format(name=code))


def _put(data: dict[str, Any], record: type[Any], change: str) -> None:
    """Write one FIELD=VALUE into ``data``; an empty value takes the field away."""
    name, sign, value = (part.strip() for part in change.partition("="))
    fields = set(record.__struct_fields__) - {"own"}
    dated = "validity" in fields and name in ("since", "until")
    if not sign or not (dated or name in fields):
        known = sorted(
            fields - {"validity"} | ({"since", "until"} if "validity" in fields else set())
        )
        said = _("“{change}” names no field. The fields are: {known}.")
        raise click.UsageError(said.format(change=change[:60], known=", ".join(known)))
    if dated:
        data["validity"] = {**data.get("validity", {}), name: value or None}
    elif value:
        data[name] = value
    else:
        data.pop(name, None)


def _read(data: dict[str, Any], of: Any) -> dict[str, Any]:
    """Return ``data`` with the words of options read as what the fields hold."""
    import msgspec

    found = dict(data)
    for field in msgspec.structs.fields(of.record):
        value = found.get(field.name)
        if not isinstance(value, str):
            continue
        kind = field.type
        try:
            if kind == tuple[str, ...]:
                found[field.name] = [part.strip() for part in value.split(";") if part.strip()]
            elif str(kind).startswith("tuple"):
                found[field.name] = json.loads(value)
            else:
                read = msgspec.convert(value, kind, strict=False)
                found[field.name] = msgspec.to_builtins(read)
        except (msgspec.ValidationError, ValueError) as error:
            said = _("“{value}” cannot stand in {field}.").format(
                value=value[:60], field=field.name
            )
            raise click.UsageError(said) from error
    return found


CHANGES = (set_, remove)
