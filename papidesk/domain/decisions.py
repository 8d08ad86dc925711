"""Decisions a person wrote down in a file: read, or refused with a sentence."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError

T = TypeVar("T")


class BadDecisionsError(PapiDeskError):
    """A file that holds no decisions."""

    message = N_(
        "The decisions cannot be read ({detail}). Write a JSON list of objects with an id, as the "
        "list of places shows them."
    )


class PlaceDecision(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What becomes of a place that may be stale: ``text`` instead, or ``keep``."""

    id: str
    text: str | None = None
    keep: bool = False


class DutyDecision(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What becomes of a proposed duty; what is given takes the place of what was proposed."""

    id: str
    accept: bool = True
    text: str | None = None
    lead: str | None = None
    cooperating: tuple[str, ...] | None = None
    time: str | None = None
    product: str | None = None


def places(data: bytes) -> list[PlaceDecision]:
    """Return the decisions on places in JSON ``data``; raises :class:`BadDecisionsError`."""
    return _read(data, list[PlaceDecision])


def duties(data: bytes) -> list[DutyDecision]:
    """Return the decisions on duties in JSON ``data``; raises :class:`BadDecisionsError`."""
    return _read(data, list[DutyDecision])


def _read(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BadDecisionsError(detail=str(error)[:120]) from error
