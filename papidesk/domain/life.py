"""The life of a document: which act leads from which state to which."""

from __future__ import annotations

from typing import Literal, get_args

from papidesk.domain.document import State
from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError, Term

ActName = Literal[
    "submit", "withdraw", "return", "approve", "reopen", "issue", "send", "acknowledge",
    "supersede", "cancel", "archive", "reinstate",
]  # fmt: skip
# What follows from another act and is nobody's choice: what a cancelled document had replaced is
# in force again.
_FOLLOWS: frozenset[ActName] = frozenset({"reinstate"})
ACTS: tuple[ActName, ...] = tuple(name for name in get_args(ActName) if name not in _FOLLOWS)

# From where each act is possible, and what comes of it. A small office may issue a draft at once.
TRANSITIONS: dict[ActName, tuple[frozenset[State], State]] = {
    "submit": (frozenset({"draft", "returned"}), "submitted"),
    "withdraw": (frozenset({"submitted"}), "draft"),
    "return": (frozenset({"submitted", "approved"}), "returned"),
    "approve": (frozenset({"submitted"}), "approved"),
    "reopen": (frozenset({"approved", "returned"}), "draft"),
    "issue": (frozenset({"draft", "submitted", "returned", "approved"}), "issued"),
    "send": (frozenset({"issued"}), "sent"),
    "acknowledge": (frozenset({"sent"}), "acknowledged"),
    "supersede": (frozenset({"issued", "sent", "acknowledged"}), "superseded"),
    "cancel": (frozenset({"issued", "sent", "acknowledged"}), "cancelled"),
    "archive": (frozenset({"issued", "sent", "acknowledged", "superseded"}), "archived"),
}
# What must be said with an act: why it came back, why it holds no more.
NEEDS_REASON: frozenset[ActName] = frozenset({"return", "cancel"})

STATE_NAMES: dict[State, str] = {
    "draft": N_("draft"),
    "submitted": N_("submitted"),
    "returned": N_("returned"),
    "approved": N_("approved"),
    "issued": N_("issued"),
    "sent": N_("sent"),
    "acknowledged": N_("acknowledged"),
    "superseded": N_("superseded"),
    "cancelled": N_("cancelled"),
    "archived": N_("archived"),
}
# In these states the text is read, not written: it waits for a decision.
READ_ONLY_STATES: frozenset[State] = frozenset({"submitted", "approved"})


class NotPossibleNowError(PapiDeskError):
    """An act that does not follow from the state the document is in."""

    message = N_(
        "“{title}” is {state}: {act} is not possible now. Refresh the list and look again."
    )


class ReasonMissingError(PapiDeskError):
    """An act whose reason stays on record, without one."""

    message = N_("Say why: {act} needs a reason that stays on record.")


ACT_NAMES: dict[ActName, str] = {
    "submit": N_("submitting it"),
    "withdraw": N_("taking it back"),
    "return": N_("returning it"),
    "approve": N_("approving it"),
    "reopen": N_("opening it again"),
    "issue": N_("issuing it"),
    "send": N_("sending it"),
    "acknowledge": N_("noting the receipt"),
    "supersede": N_("replacing it"),
    "cancel": N_("cancelling it"),
    "archive": N_("filing it"),
    "reinstate": N_("putting it back in force"),
}


class Act(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One step in a document's life, as it is kept: who, when (UTC), from where to where, why."""

    document_id: str
    name: ActName
    before: State
    after: State
    reason: str = ""
    who: str = ""
    at: str = ""
    version: int = 0
    id: str = ""


class RemarkNote(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A reader's remark on a place of a document, kept until somebody settles it.

    ``place`` is a path of :mod:`papidesk.domain.manuscript` ("" for the whole document), ``quote``
    the words it is about.
    """

    document_id: str
    text: str
    place: str = ""
    quote: str = ""
    who: str = ""
    at: str = ""
    settled_by: str = ""
    settled_at: str | None = None
    id: str = ""


def possible(state: State) -> tuple[ActName, ...]:
    """Return the acts that ``state`` allows."""
    return tuple(name for name in ACTS if state in TRANSITIONS[name][0])


def after(name: ActName, state: State, *, title: str, reason: str = "") -> State:
    """Return the state that act ``name`` leads to from ``state``.

    Raises :class:`NotPossibleNowError`, and :class:`ReasonMissingError` where a reason must be.
    """
    allowed, target = TRANSITIONS[name]
    if state not in allowed:
        raise NotPossibleNowError(
            title=title, state=Term(STATE_NAMES[state]), act=Term(ACT_NAMES[name])
        )
    if name in NEEDS_REASON and not reason.strip():
        raise ReasonMissingError(act=Term(ACT_NAMES[name]))
    return target
