"""Commands on the password for opening the program, and asking for it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.cli.app import Session
    from papidesk.storage.store import Store

VARIABLE, NEW_VARIABLE = "PAPIDESK_PASSWORD", "PAPIDESK_NEW_PASSWORD"


class PasswordNeededError(PapiDeskError):
    """A workspace with a password, and nobody there who could be asked."""

    message = N_(
        "This workspace opens with a password. Put it into the variable {variable}, or run the "
        "command in a terminal and type it."
    )


class DifferentError(PapiDeskError):
    """Two entries of a new password that differ."""

    message = N_("The two entries differ. Nothing was changed; try again.")


def let_in(store: Store) -> str:
    """Ask for the password where one is set, and return it ("" without one).

    Taken from the environment, else asked for at the terminal without showing it. Raises
    :class:`PasswordNeededError` and what a wrong one is refused with.
    """
    from papidesk.workflow import access

    if not access.is_set(store):
        return ""
    password = _asked(VARIABLE, _("Password"))
    access.check(store, password)
    return password


def _asked(variable: str, words: str) -> str:
    given = os.environ.get(variable)
    if given is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise PasswordNeededError(variable=variable)
    return str(click.prompt(words, hide_input=True, err=True))


def _asked_twice() -> str:
    given = os.environ.get(NEW_VARIABLE)
    if given is not None:
        return given
    first = _asked(NEW_VARIABLE, _("New password"))
    if _asked(NEW_VARIABLE, _("The new password once more")) != first:
        raise DifferentError
    return first


@click.command("set", help=N_("Set or change the password for opening this workspace."))
@click.pass_obj
def set_password(session: Session) -> None:
    from papidesk.workflow import access

    with session.workspace() as workspace:
        access.set_password(workspace.store, _asked_twice(), old=session.password, who=session.who)
    click.echo(_("The password is set. It is asked for at the next start."))


@click.command("remove", help=N_("Open this workspace without a password again."))
@click.option(
    "--forgotten", is_flag=True,
    help=N_("Without knowing it. The next start of the window tells who did this and when."),
)  # fmt: skip
@click.pass_obj
def remove(session: Session, forgotten: bool) -> None:
    from papidesk.workflow import access

    with session.workspace(locked=not forgotten) as workspace:
        if forgotten:
            access.remove_forgotten(workspace.store, who=session.who)
        else:
            access.remove(workspace.store, old=session.password, who=session.who)
    click.echo(_("The password is removed."))


@click.command("check", help=N_("Tell whether a password is set, and whether the one given is it."))
@click.pass_obj
def check(session: Session) -> None:
    from papidesk.workflow import access

    with session.workspace() as workspace:
        known = access.is_set(workspace.store)
    click.echo(_("The password is right.") if known else _("No password is set."))


def _group() -> click.Group:
    from papidesk.cli.offices import Spoken

    made = Spoken("password", help=N_("The password for opening the program."))
    for command in (set_password, remove, check):
        made.add_command(command)
    return made


COMMANDS = {"password": _group()}
