"""Commands on keys of other offices and the own one: trust list, add, approve, revoke and more."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.offices import Listing
from papidesk.domain.exchange import KEY_ROLES, KEY_STATES
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.domain.exchange import TrustedKey
    from papidesk.workflow.identity import OwnIdentity

PROTECTIONS = {
    "keystore": N_("in the system’s key store"),
    "password": N_("sealed with the program’s password"),
    "file": N_("in a file only this user may read; set a password to seal it"),
}
AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
ROLE = click.option(
    "--role", type=click.Choice(list(KEY_ROLES)), default=None,
    help=N_("What the unit is to this office, where its data do not tell."),
)  # fmt: skip
FINGERPRINT = click.option(
    "--fingerprint", "typed", type=WORDS, default=None,
    help=N_("The fingerprint as the other office told it: five groups or eight words."),
)  # fmt: skip
_KEY_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)


class NotComparedError(PapiDeskError):
    """A key that is to be trusted without its fingerprint."""

    message = N_(
        "The key of {unit} has the fingerprint {groups} ({words}). Ask the unit for it by "
        "telephone or on its sheet, then give it with --fingerprint."
    )


@click.command("list", help=N_("List the own key and the keys of other offices."))
@AS_JSON
@click.pass_obj
def list_keys(session: Session, as_json: bool) -> None:
    from papidesk.workflow import identity, trust

    with session.workspace() as workspace:
        own = identity.own(workspace.store, password=session.password)
        keys = trust.every(workspace.store)
    if as_json:
        show_json([_own_answer(own), *(_answer(key) for key in keys)])
        return
    click.echo(_("Own key: {name} ({unit})").format(name=own.name, unit=own.unit))
    _tell(own.keyid, _(PROTECTIONS[own.protection]))
    if own.lost and not own.approved:
        click.echo("  " + _("New since the earlier key was lost: the superior must approve it."))
    for key in keys:
        click.echo(f"{key.name} ({key.unit})")
        said = [_(KEY_ROLES[key.role]), _(KEY_STATES[key.state]), key.reason]
        _tell(key.keyid, ", ".join(text for text in said if text))


def _tell(keyid: str, said: str) -> None:
    from papidesk.workflow import trust

    click.echo(f"  {trust.groups(keyid)}  {trust.words(keyid)}")
    click.echo(f"  {said}")


def _answer(key: TrustedKey) -> dict[str, Any]:
    from papidesk.domain.record import whole
    from papidesk.workflow import trust

    groups, words = trust.groups(key.keyid), trust.words(key.keyid)
    return whole(key) | {"own": False, "groups": groups, "words": words}


def _own_answer(own: OwnIdentity) -> dict[str, Any]:
    from papidesk.domain.record import whole

    state = "revoked" if own.revoked else "trusted"
    said = {"own": True, "role": "own", "state": state, "groups": own.groups, "words": own.words}
    return whole(own) | said


@click.command(
    "add",
    help=N_(
        "Trust the key in KEYFILE; compare its fingerprint, which is printed, before or after."
    ),
)
@click.argument("path", metavar="KEYFILE", type=_KEY_FILE)
@FINGERPRINT
@ROLE
@click.option(
    "--replaces", type=WORDS, default=None,
    help=N_("The key it takes the place of, because that computer is gone."),
)  # fmt: skip
@AS_JSON
@click.pass_obj
def add(
    session: Session,
    path: Path,
    typed: str | None,
    role: Any,
    replaces: str | None,
    as_json: bool,
) -> None:
    from papidesk.workflow import trust

    key = trust.read_file(path)
    if typed is not None:
        _compare(key, typed)
    with session.workspace() as workspace:
        store = workspace.store
        if replaces is not None:
            old = trust.find(store, replaces)
            kept = trust.replace_key(store, old.keyid, key, role=role, who=session.who)
        else:
            kept = trust.add(store, key, role=role, who=session.who)
    _say(kept, as_json)


@click.command("approve", help=N_("Trust the key KEY that came with a bundle and waits."))
@click.argument("text", metavar="KEY", type=WORDS)
@FINGERPRINT
@ROLE
@click.option("--yes", is_flag=True, help=N_("It was compared already; do not ask for it."))
@AS_JSON
@click.pass_obj
def approve(
    session: Session, text: str, typed: str | None, role: Any, yes: bool, as_json: bool
) -> None:
    from papidesk.workflow import trust

    with session.workspace() as workspace:
        key = trust.find(workspace.store, text, waits=True)
        if not yes:
            _compare(key, typed)
        kept = trust.approve(workspace.store, key.keyid, role=role, who=session.who)
    _say(kept, as_json)


def _compare(key: TrustedKey, typed: str | None) -> None:
    """Let a key pass whose fingerprint was given rightly; never one nobody compared."""
    from papidesk.workflow import trust

    groups, words = trust.groups(key.keyid), trust.words(key.keyid)
    if typed is None:
        raise NotComparedError(unit=key.name, groups=groups, words=words)
    if not trust.matches(key.keyid, typed):
        raise trust.OtherFingerprintError(unit=key.name)


@click.command("revoke", help=N_("Take nothing more that the key KEY signed."))
@click.argument("text", metavar="KEY", type=WORDS)
@click.option("--reason", type=WORDS, default="", help=N_("Why."))
@AS_JSON
@click.pass_obj
def revoke(session: Session, text: str, reason: str, as_json: bool) -> None:
    from papidesk.workflow import trust

    with session.workspace() as workspace:
        key = trust.find(workspace.store, text)
        trust.revoke(workspace.store, key.keyid, reason=reason, who=session.who)
        kept = trust.find(workspace.store, key.keyid)
    _say(kept, as_json)


@click.command("export", help=N_("Write the own key’s file (.papikey) for other offices."))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.pass_obj
def export(session: Session, target: Path) -> None:
    from papidesk.workflow import key_files

    with session.workspace() as workspace:
        written = key_files.export(workspace.store, target, password=session.password)
    click.echo(str(written))


@click.command("sheet", help=N_("Write the sheet with the own fingerprint and QR code as PDF."))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.pass_obj
def sheet(session: Session, target: Path) -> None:
    from papidesk.workflow import trust_sheet

    with session.workspace() as workspace:
        written = trust_sheet.write(workspace.store, target, today=datetime.date.today())
    click.echo(str(written))


@click.command("renew", help=N_("Make a new key for this computer; the present one signs it."))
@click.option(
    "--abandon", is_flag=True,
    help=N_("Although the present key cannot be opened: the superior must approve the new one."),
)  # fmt: skip
@AS_JSON
@click.pass_obj
def renew(session: Session, abandon: bool, as_json: bool) -> None:
    from papidesk.workflow import identity

    with session.workspace() as workspace:
        own = identity.renew(
            workspace.store, password=session.password, abandon=abandon, who=session.who
        )
    if as_json:
        show_json(_own_answer(own))
        return
    click.echo(_("A new key was made. Send its key file and sheet to the offices you work with."))
    _tell(own.keyid, _(PROTECTIONS[own.protection]))


def _say(key: TrustedKey, as_json: bool) -> None:
    if as_json:
        show_json(_answer(key))
        return
    click.echo(f"{key.name} ({key.unit}): {_(KEY_STATES[key.state])}")
    _tell(key.keyid, _(KEY_ROLES[key.role]))


def _group() -> click.Group:
    made = Listing("trust", help=N_("Keys: whose bundles are taken in, and the own key."))
    for command in (list_keys, add, approve, revoke, export, sheet, renew):
        made.add_command(command)
    return made


COMMANDS = {"trust": _group()}
