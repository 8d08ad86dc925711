"""The kinds of records a bundle carries: their fields, what makes them good, what people see."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec

from papidesk.bundles import record_rules, record_titles
from papidesk.bundles.known_members import first_unknown, shape_of
from papidesk.bundles.record_failures import NoSuchDayError, RecordError
from papidesk.bundles.record_numbers import badly_written, plain_numbers, whole_numbers
from papidesk.domain.activity import Activity, ActivitySeries, Evidence
from papidesk.domain.bundle import BundleRecord, RecordKind
from papidesk.domain.bundle_records import Decision, Figure, KeyRecord, Paper, Receipt
from papidesk.domain.closing import Closing, Correction
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.document import Document
from papidesk.domain.ids import is_id
from papidesk.domain.life import RemarkNote
from papidesk.domain.record import Record
from papidesk.domain.report_duty import ReportDuty
from papidesk.domain.task import Task
from papidesk.domain.templates import Template
from papidesk.text.clean import clean

# Where the format writes a document's files and links, beside the document's own fields.
PAPER = "paper"
_CODE = re.compile(r"[0-9A-Za-z-][0-9A-Za-z._:/-]{0,199}")
_DAY = re.compile(r"-?\d{4}-\d\d-\d\d")
_PLACE = re.compile(r"`\$(.*)`")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_SOME_DAY = "2000-01-01"


class DocumentFields(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A document as a bundle writes it: with its paper's files and links."""

    paper: Paper = Paper()


class RecordSpec(NamedTuple):
    """What a kind of record is.

    ``type`` is the record its fields make; ``key`` the field that is the id and is not repeated
    among the fields ("" where the id is made of others); ``own_id`` tells that ids are UUIDs.
    ``rule`` raises for values that cannot be, ``refuse`` for those that refuse the record alone;
    ``title`` is what a person sees.
    """

    type: type[Record]
    key: str
    own_id: bool
    rule: Callable[[Any, str], None]
    refuse: Callable[[Any], None]
    title: Callable[[Mapping[str, Any]], str]


def _spec(type: type[Record], key: str, *, own_id: bool, name: str) -> RecordSpec:
    return RecordSpec(
        type=type,
        key=key,
        own_id=own_id,
        rule=record_rules.RULES[name],
        refuse=record_rules.REFUSALS.get(name, record_rules.refuse_nothing),
        title=record_titles.TITLES[name],
    )


KINDS: Mapping[RecordKind, RecordSpec] = {
    "document": _spec(DocumentFields, "id", own_id=True, name="document"),
    "task": _spec(Task, "id", own_id=True, name="task"),
    "activity": _spec(Activity, "id", own_id=True, name="activity"),
    "evidence": _spec(Evidence, "id", own_id=True, name="evidence"),
    "series": _spec(ActivitySeries, "id", own_id=True, name="series"),
    "figure": _spec(Figure, "", own_id=False, name="figure"),
    "correction": _spec(Correction, "id", own_id=True, name="correction"),
    "closing": _spec(Closing, "id", own_id=True, name="closing"),
    "duty": _spec(ReportDuty, "code", own_id=False, name="duty"),
    "counter": _spec(Counter, "code", own_id=False, name="counter"),
    "channel": _spec(Channel, "code", own_id=False, name="channel"),
    "template": _spec(Template, "id", own_id=False, name="template"),
    "remark": _spec(RemarkNote, "id", own_id=True, name="remark"),
    "decision": _spec(Decision, "bundle", own_id=False, name="decision"),
    "receipt": _spec(Receipt, "bundle", own_id=False, name="receipt"),
    "key": _spec(KeyRecord, "keyid", own_id=False, name="key"),
}


@cache
def members(kind: RecordKind) -> frozenset[str]:
    """Return the names of the fields a record of ``kind`` has on the wire."""
    spec = KINDS[kind]
    return frozenset(spec.type.__struct_encode_fields__) - {spec.key}


def to_domain(record: BundleRecord) -> Any:
    """Return the record ``record`` stands for: a Task, an Activity, a Document …

    Members of a newer minor version are left out; :func:`unknown_fields` gives them. A document's
    files and links are given by :func:`paper_of`. Raises
    :class:`~papidesk.bundles.record_failures.RecordRefusedError` for a day that does not exist,
    :class:`RecordError` for what is no record of its kind.
    """
    found = _converted(record)
    if isinstance(found, DocumentFields):
        values = {name: getattr(found, name) for name in Document.__struct_fields__}
        return Document(**values)
    return found


def paper_of(record: BundleRecord) -> Paper:
    """Return the files and links of a document's record; raises as :func:`to_domain`."""
    found = _converted(record)
    return found.paper if isinstance(found, DocumentFields) else Paper()


def unknown_fields(record: BundleRecord) -> dict[str, Any]:
    """Return the fields that this version does not know: to be kept and sent on."""
    known = members(record.kind)
    return {name: value for name, value in record.fields.items() if name not in known}


def is_newer(record: BundleRecord) -> bool:
    """Tell whether there is a member or field in ``record`` that this version does not know."""
    if record.unknown or not record.fields.keys() <= members(record.kind):
        return True
    return bool(first_unknown(record.fields, shape_of(KINDS[record.kind].type)))


def from_domain(
    record: Record, *, paper: Paper | None = None, unknown: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the fields a bundle writes for ``record``, those that hold their default left out.

    Text is cleaned as everything that comes into the program is; numbers with places become text.
    ``paper`` are a document's files and links, ``unknown`` the fields kept of a newer version.
    """
    fields: dict[str, Any] = whole_numbers(_cleaned(msgspec.to_builtins(record)))
    kind = kind_of(record)
    fields.pop(KINDS[kind].key, None)
    if paper is not None and paper != Paper():
        fields[PAPER] = _cleaned(msgspec.to_builtins(paper))
    if unknown:
        fields |= {name: value for name, value in unknown.items() if name not in members(kind)}
    return fields


def kind_of(record: Record) -> RecordKind:
    """Return which kind of record of a bundle ``record`` is."""
    for kind, spec in KINDS.items():
        if isinstance(record, spec.type) or (kind == "document" and isinstance(record, Document)):
            return kind
    raise TypeError(type(record).__name__)


def id_of(record: Record) -> str:
    """Return the id ``record`` has in a bundle: its own, its code, or the figure's place."""
    if isinstance(record, Figure):
        window = record.period or f"{record.since:%Y%m%d}-{record.until:%Y%m%d}"
        return "/".join((record.duty or "-", window, record.counter, record.part or "-"))
    return str(getattr(record, KINDS[kind_of(record)].key))


def title(record: BundleRecord) -> str:
    """Return what a person calls ``record``: a task's text, "Báo cáo số 92/BC-UBND", a name.

    Never empty and never a refusal: what has no title (a tombstone) is called by its id.
    """
    said = " ".join(KINDS[record.kind].title(record.fields).split())
    return said[:200] or record.id


def check(record: BundleRecord) -> None:
    """Refuse a record that must be left out while others are taken in.

    Raises :class:`~papidesk.bundles.record_failures.RecordRefusedError`: a day that does not exist
    (31/02) or lies far outside all years. What refuses the whole bundle was refused on reading.
    """
    if record.deleted and not record.fields:
        return
    KINDS[record.kind].refuse(_converted(record))


def check_form(record: BundleRecord, place: str) -> None:
    """Refuse a record no honest program writes; raises :class:`RecordError` with ``place``.

    Looked at are the id, the types of all fields, and their ranges; a day that does not exist
    passes here and is refused by :func:`check`.
    """
    spec = KINDS[record.kind]
    good = is_id(record.id) if spec.own_id else _CODE.fullmatch(record.id) is not None
    if not good:
        raise RecordError(place=place, detail="id")
    if record.deleted and not record.fields:
        return
    if spec.key in record.fields and spec.key:
        raise RecordError(place=place, detail=spec.key)
    found = _readable(record, place)
    spec.rule(found, place)
    for name in badly_written(record.kind, record.fields):
        raise RecordError(place=place, detail=name)
    if not spec.key and id_of(found) != record.id:
        raise RecordError(place=place, detail="id")


def _fields(record: BundleRecord) -> dict[str, Any]:
    key = KINDS[record.kind].key
    fields = record.fields
    if record.kind == "document":
        fields = plain_numbers(fields)
    return {**fields, key: record.id} if key else fields


def _converted(record: BundleRecord) -> Any:
    fields = _fields(record)
    try:
        return msgspec.convert(fields, KINDS[record.kind].type)
    except (msgspec.ValidationError, RecursionError) as error:
        day = _impossible_day(fields, str(error))
        if day:
            raise NoSuchDayError(day=_said(day)) from error
        raise RecordError(place=record.id, detail=str(error)[:200]) from error


def _readable(record: BundleRecord, place: str) -> Any:
    """Return the record with any day that does not exist put to some day that does."""
    fields = _fields(record)
    for _ in range(1_000):
        try:
            return msgspec.convert(fields, KINDS[record.kind].type)
        except (msgspec.ValidationError, RecursionError) as error:
            if not _impossible_day(fields, str(error)):
                raise RecordError(place=place, detail=str(error)[:200]) from error
            fields = _with_some_day(fields, _steps(str(error)))
    raise RecordError(place=place, detail="dates")


def _steps(error: str) -> list[str | int]:
    """Return the way to the value a message of msgspec is about: "… - at `$.rule.since`"."""
    found = _PLACE.search(error)
    way = _STEP.findall(found[1]) if found else []
    return [int(index) if index else name for name, index in way]


def _impossible_day(fields: dict[str, Any], error: str) -> str:
    """Return the day an error is about when it is written as one but does not exist, else ""."""
    if "date" not in error:
        return ""
    value: Any = fields
    try:
        for step in _steps(error):
            value = value[step]
    except (LookupError, TypeError):
        return ""
    return value if isinstance(value, str) and _DAY.fullmatch(value) else ""


def _with_some_day(fields: dict[str, Any], way: list[str | int]) -> dict[str, Any]:
    def at(value: Any, rest: list[str | int]) -> Any:
        if not rest:
            return _SOME_DAY
        copy = value.copy()
        copy[rest[0]] = at(value[rest[0]], rest[1:])
        return copy

    result: dict[str, Any] = at(fields, way)
    return result


def _said(day: str) -> str:
    year, month, number = day.removeprefix("-").split("-")
    return f"{number}/{month}/{year}"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return value
