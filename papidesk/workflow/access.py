"""The password for opening the program: set, changed, removed, asked for.

It keeps colleagues at a shared computer out of the window and the commands. It does not encrypt:
whoever may read the workspace's folder can read the database with other programs. So there is a
way back in for who may change that folder, and it leaves a trace that the next start tells.
"""

from __future__ import annotations

import unicodedata

from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import access as stored
from papidesk.storage import audit
from papidesk.storage.store import Store

LEAST, MOST = 8, 200  # characters
FREE_TRIES = 3
LONGEST_WAIT = 60  # seconds


class WrongPasswordError(PapiDeskError):
    """A password that is not the one."""

    message = N_("This is not the password. Check Caps Lock and the Vietnamese keyboard.")


class ShortPasswordError(PapiDeskError):
    """A new password that is too easily guessed."""

    message = N_(
        "A password needs {least} to {most} characters. Several words in a row are easy to keep."
    )


class NoPasswordError(PapiDeskError):
    """A password that should be changed or removed, and there is none."""

    message = N_("No password is set for this workspace. Set one first.")


class Trace(Record, frozen=True, kw_only=True):
    """That a password was taken away without knowing it: when (UTC) and by whom."""

    at: str
    who: str = ""


def is_set(store: Store) -> bool:
    """Tell whether the program asks for a password."""
    return stored.get(store) is not None


def since(store: Store) -> str:
    """Return when the password was set (UTC), "" without one."""
    known = stored.get(store)
    return known.set_at if known else ""


def check(store: Store, password: str) -> None:
    """Let the right password pass; raises :class:`WrongPasswordError`. None set lets all pass."""
    known = stored.get(store)
    if known is not None and not stored.matches(known, password):
        raise WrongPasswordError


def set_password(store: Store, password: str, *, old: str = "", who: str) -> None:
    """Keep ``password``; ``old`` must be the one before it. The own key is sealed with it.

    Raises :class:`WrongPasswordError`, :class:`ShortPasswordError`.
    """
    from papidesk.workflow import identity  # keys are seldom needed: not at every start

    check(store, old)
    check_new(password)
    with identity.sealed_anew(store, old=old, new=password):
        stored.put(store, password, who=who)


def check_new(password: str) -> None:
    """Refuse a password that is too short or endless; raises :class:`ShortPasswordError`."""
    if not LEAST <= len(unicodedata.normalize("NFC", password)) <= MOST:
        raise ShortPasswordError(least=LEAST, most=MOST)


def remove(store: Store, *, old: str, who: str) -> None:
    """Open without a password from now on; raises :class:`WrongPasswordError`, NoPasswordError."""
    from papidesk.workflow import identity

    if not is_set(store):
        raise NoPasswordError
    check(store, old)
    with identity.sealed_anew(store, old=old, new=""):
        stored.remove(store, who=who)


def remove_forgotten(store: Store, *, who: str) -> None:
    """Take a forgotten password away and leave a trace; raises :class:`NoPasswordError`.

    A key sealed with it stays sealed: who does not know it needs a new key.
    """
    if not stored.remove(store, forgotten=True, who=who):
        raise NoPasswordError


def trace(store: Store) -> Trace | None:
    """Return that the password was last taken away as forgotten, until one is set again."""
    for entry in audit.entries(store, subject=stored.SUBJECT):
        if entry.act in ("access.set", "access.removed", "access.forgotten_told"):
            return None
        if entry.act == "access.forgotten":
            return Trace(at=entry.at, who=entry.who)
    return None


def told(store: Store, *, who: str) -> None:
    """Enter that the trace was told, so that it is told once."""
    audit.add(store, "access.forgotten_told", who=who, subject=stored.SUBJECT)


def wait_after(wrong: int) -> int:
    """Return how many seconds to wait after so many wrong tries in a row: 2, 4, 8 … a minute."""
    beyond = wrong - FREE_TRIES
    return 0 if beyond < 0 else min(LONGEST_WAIT, 2 ** min(beyond + 1, 10))
