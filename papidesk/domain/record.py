"""The one external shape of every record: row, JSON line and snapshot are the same dictionary."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

import msgspec

from papidesk.errors import N_, PapiDeskError

R = TypeVar("R", bound="Record")


class BadRecordError(PapiDeskError):
    """Stored or received data does not fit the record it claims to be."""

    message = N_("The data of this {noun} cannot be read ({detail}). Restore it from a backup.")


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of all frozen records; change one with :func:`replace`."""


replace = msgspec.structs.replace


def plain(record: Record) -> dict[str, Any]:
    """Return ``record`` as plain dictionaries, lists, strings and numbers (dates as ISO text).

    Fields that hold their default are left out, so that a new field changes no stored bytes.
    """
    result: dict[str, Any] = msgspec.to_builtins(record)
    return result


def whole(record: Record) -> dict[str, Any]:
    """Return ``record`` as :func:`plain` does, with all of its fields, for readers outside."""
    return {name: msgspec.to_builtins(getattr(record, name)) for name in record.__struct_fields__}


def from_plain(kind: type[R], data: object) -> R:
    """Return the ``kind`` record that ``data`` describes; raises :class:`BadRecordError`."""
    try:
        return msgspec.convert(data, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        raise BadRecordError(noun=kind.__name__, detail=str(error)) from error


def to_json(record: Record) -> bytes:
    """Return ``record`` as UTF-8 JSON with keys in field order.

    What was read from these bytes gives the same bytes again.
    """
    written = msgspec.json.encode(record)
    # A default is left out only where it is the very same object: a word that a window or a file
    # gave ("open") becomes the one of its type by being read once.
    return msgspec.json.encode(from_json(type(record), written))


def from_json(kind: type[R], data: bytes | str) -> R:
    """Return the ``kind`` record in UTF-8 JSON ``data``; raises :class:`BadRecordError`."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BadRecordError(noun=kind.__name__, detail=str(error)) from error


class Validity(Record, frozen=True, kw_only=True, omit_defaults=True):
    """From when to when something holds, both days included; None is open."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether ``day`` lies within."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
