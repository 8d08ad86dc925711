"""The words and colours of what is sent and received: kinds, states, holds, fields, senders."""

from __future__ import annotations

from typing import Any

from papidesk.domain.bundle import BUNDLE_KINDS, RECORD_KINDS, Manifest
from papidesk.domain.exchange import (
    RECEIVED_STATES,
    SENT_STATES,
    ReceivedBundle,
    SentBundle,
)
from papidesk.domain.import_plan import LINE_STATES, LineState, PlanLine
from papidesk.domain.task import TASK_STATES
from papidesk.errors import N_
from papidesk.i18n import _, say
from ui.reports.term_states import period_name
from ui.widgets.labels import Tone
from ui.words import STATES, local_time

LINE_TONES: dict[LineState, Tone] = {
    "new": "done",
    "changed": "accent",
    "unchanged": "neutral",
    "conflicting": "warning",
    "refused": "error",
}
SENT_TONES: dict[str, Tone] = {
    "drafted": "neutral",
    "exported": "warning",
    "handed_over": "accent",
    "received": "accent",
    "applied": "done",
    "applied_with_remarks": "done",
    "refused": "error",
    "returned": "warning",
    "superseded": "neutral",
}
RECEIVED_TONES: dict[str, Tone] = {
    "waiting": "warning",
    "applied": "done",
    "refused": "error",
    "superseded": "neutral",
    "declined": "neutral",
    "undone": "neutral",
}
# How a bundle's sequence stands to what was taken in before, as a person reads it.
SEQUENCES = {
    "first": N_("Bundle {seq}, the first of this unit"),
    "next": N_("Bundle {seq}, follows bundle {before}"),
    "gap": N_("Bundle {seq}; the one before it has not come in"),
    "known": N_("Bundle {seq}, taken in before"),
    "older": N_("Bundle {seq}; a later one was taken in already"),
}
# What a person decides where a bundle is held, and what happens then.
HOLDS_DECIDED = {
    "unknown-key": N_(
        "Compare the fingerprint below with the one on the sender’s key sheet, or ask for it by "
        "telephone. Only if they are the same, trust the key; then this bundle can be taken in."
    ),
    "new-database": N_(
        "The sender restored a copy or works on a new computer. Ask them by telephone whether that "
        "is so. Agree only then: the bundle holds everything and replaces what came before."
    ),
    "fork": N_(
        "Two copies of the sender’s data were worked on side by side. Ask them which one counts "
        "and take in only that one; put the other aside."
    ),
    "locked": N_(
        "The figures of this period were consolidated and closed. Open the consolidation again "
        "before taking the bundle in, or ask the unit to correct it in its next report."
    ),
    "conflicts": N_(
        "What is here stays in force until you choose. Both values are kept and shown side by side "
        "under Conflicts."
    ),
}
FIELDS = {
    "": N_("Deleted or kept"),
    "abstract": N_("Subject"),
    "amounts": N_("Amounts"),
    "blocks": N_("Text"),
    "budget": N_("Budget"),
    "channel": N_("Channel"),
    "cooperating": N_("Cooperating units"),
    "cost": N_("Cost"),
    "date": N_("Date"),
    "dimensions": N_("Sub-dimensions"),
    "done_on": N_("Done on"),
    "due": N_("Due"),
    "evidence": N_("Evidence"),
    "lead": N_("Leading unit"),
    "name": N_("Name"),
    "note": N_("Note"),
    "number": N_("Number"),
    "people": N_("People"),
    "place": N_("Place"),
    "product": N_("Product"),
    "progress": N_("Progress"),
    "recipients": N_("Recipients"),
    "signature": N_("Signature"),
    "start": N_("Begins"),
    "state": N_("State"),
    "stop_reason": N_("Why it was stopped"),
    "symbol": N_("Symbol"),
    "targets": N_("Targets"),
    "tasks": N_("Tasks"),
    "terms": N_("Terms"),
    "text": N_("Content"),
    "title": N_("Title"),
    "unit": N_("Unit"),
    "value": N_("Figure"),
    "year": N_("Year"),
}
NOTHING = "–"
GROUPS, GROUP = 5, 4  # of a key's fingerprint: its first 80 bits


def line_word(state: LineState) -> str:
    """Return the word for what becomes of a record."""
    return _(LINE_STATES[state])


def record_word(kind: str) -> str:
    """Return the word for a kind of record."""
    return _(RECORD_KINDS[kind]) if kind in RECORD_KINDS else _("Record")


def kind_word(kind: str) -> str:
    """Return the word for a kind of bundle; "Not known" for a file that could not be read."""
    return _(BUNDLE_KINDS[kind]) if kind in BUNDLE_KINDS else _("Not known")


def field_word(name: str) -> str:
    """Return what a field is called; its own name where there is no word for it."""
    return _(FIELDS[name]) if name in FIELDS else name


def sent_word(bundle: SentBundle) -> str:
    """Return the word for how far a bundle is on its way."""
    return _(SENT_STATES[bundle.state])


def received_word(bundle: ReceivedBundle) -> str:
    """Return the word for what became of a file."""
    return _(RECEIVED_STATES[bundle.state])


def step_word(state: str) -> str:
    """Return the word for one step of a bundle's way, sent or received."""
    for known in (SENT_STATES, RECEIVED_STATES):
        if state in known:
            return _(known[state])  # type: ignore[index]
    return state


def what_text(kind: str, period: str) -> str:
    """Return "Báo cáo, 6 tháng đầu năm 2026"."""
    word = kind_word(kind)
    return f"{word}, {_lowered(period_name(period))}" if period else word


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def moment(stored: str) -> str:
    """Return a stored UTC time as dd/mm/yyyy hh:mm here; "" for none or an unreadable one."""
    try:
        return f"{local_time(stored):%d/%m/%Y %H:%M}" if stored else ""
    except (ValueError, OverflowError):
        return stored


def reason_text(line: PlanLine) -> str:
    """Return why a line is as it is, in the chosen language; "" where nothing is to be said."""
    if line.problem is not None:
        return say(line.problem)
    return _(line.reason) if line.reason else ""


def value_word(kind: str, field: str, value: str) -> str:
    """Return a value as a person reads it: states of tasks and papers are kept as codes."""
    if field != "state" or not value:
        return value
    if kind == "task":
        return _(TASK_STATES.get(value, value))  # type: ignore[call-overload]
    return _(STATES[value][0]) if kind == "document" and value in STATES else _(value)


def sequence_text(manifest: Manifest, sequence: str) -> str:
    """Return how a bundle follows those before it."""
    return _(SEQUENCES[sequence]).format(seq=manifest.seq, before=manifest.seq - 1)


def plain_text(value: Any) -> str:
    """Return a plain value as a person reads it: lists by commas, nothing as a dash."""
    if value is None or value in ("", [], {}, ()):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return "; ".join(f"{field_word(key)}: {plain_text(held)}" for key, held in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(plain_text(held) for held in value)
    text = str(value)
    return _as_day(text) or text


def _as_day(text: str) -> str:
    if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit():
        return f"{text[8:]}/{text[5:7]}/{text[:4]}"
    return ""
