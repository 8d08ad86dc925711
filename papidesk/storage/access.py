"""The password for opening the program: what scrypt made of it, never the password itself.

The numbers of scrypt are those of OWASP's list for 32 MiB: old machines with 4 GB of memory stay
usable, a try takes a fraction of a second, and a million guesses take days.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from datetime import datetime

from papidesk.domain.record import Record
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.schema import ACCESS
from papidesk.storage.store import Store

COST, BLOCK, PARALLEL = 1 << 15, 8, 3
LENGTH, SALT = 32, 16  # bytes
# What the audit log has acts on the password under, to find them among all others.
SUBJECT = "password"
# What scrypt may take: 128 bytes for each of cost × block, and its own small change.
_ROOM = 128 * BLOCK * (1 << 17) + (1 << 20)


class Access(Record, frozen=True, kw_only=True):
    """What is kept of a password; ``cost`` is scrypt's N, ``salt`` and ``hash`` are hex."""

    salt: str
    hash: str
    cost: int
    set_at: str
    set_by: str = ""


def derive(
    password: str, salt: bytes, cost: int = COST, *, parallel: int = PARALLEL, length: int = LENGTH
) -> bytes:
    """Return what scrypt makes of ``password``, composed first: keyboards differ in that."""
    composed = unicodedata.normalize("NFC", password).encode()
    return hashlib.scrypt(
        composed, salt=salt, n=cost, r=BLOCK, p=parallel, maxmem=_ROOM, dklen=length
    )


def get(store: Store) -> Access | None:
    """Return what is kept of the password; None when the program opens without one."""
    found = store.row("SELECT salt, hash, cost, set_at, set_by FROM access")
    if found is None:
        return None
    salt, hashed, cost, set_at, set_by = found
    return Access(salt=salt, hash=hashed, cost=int(cost), set_at=set_at, set_by=set_by)


def put(store: Store, password: str, *, who: str = "", now: datetime | None = None) -> None:
    """Keep a new password in place of the old one."""
    salt = secrets.token_bytes(SALT)
    hashed = derive(password, salt)
    with store.joined():
        changed = store.write("DELETE FROM access")
        store.insert(
            ACCESS,
            {
                "one": 1,
                "salt": salt.hex(),
                "hash": hashed.hex(),
                "cost": COST,
                "set_at": stored_time(now),
                "set_by": who,
            },
        )
        act = "access.changed" if changed else "access.set"
        audit.add(store, act, who=who, subject=SUBJECT, now=now)


def matches(known: Access, password: str) -> bool:
    """Tell whether ``password`` is the one, in a time that does not tell how near it was."""
    try:
        salt, expected = bytes.fromhex(known.salt), bytes.fromhex(known.hash)
        tried = derive(password, salt, known.cost)
    except ValueError:  # a damaged row opens nothing
        return False
    return hmac.compare_digest(tried, expected)


def remove(
    store: Store, *, forgotten: bool = False, who: str = "", now: datetime | None = None
) -> bool:
    """Let the program open without a password again; tell whether there was one."""
    with store.joined():
        gone = store.write("DELETE FROM access")
        if gone:
            act = "access.forgotten" if forgotten else "access.removed"
            audit.add(store, act, who=who, subject=SUBJECT, now=now)
    return bool(gone)
