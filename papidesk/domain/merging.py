"""Two versions of one record made one: field by field, by which side knew of whose change.

No clock is asked. What one side changed knowing of the other's change is the later; what both
changed without knowing of each other is a conflict, unless they wrote the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from msgspec import field

from papidesk.domain.bundle import BundleRecord
from papidesk.domain.record import Record
from papidesk.domain.version_vector import advanced, dot, joined, knows, order

MergeState = Literal["new", "changed", "unchanged", "conflicting"]
# A conflict of the whole record: one side deleted what the other changed.
WHOLE = ""
_ABSENT: Any = object()


class Versioned(Record, frozen=True, kw_only=True):
    """A record as it is here with its versions; ``fields`` without those that hold a default."""

    fields: dict[str, Any]
    vv: dict[str, int]
    dots: dict[str, str] = field(default_factory=dict)
    deleted: bool = False
    changed_at: str = ""
    changed_by: str = ""


class FieldConflict(Record, frozen=True, kw_only=True):
    """A field both sides changed; None stands for the default, the field :data:`WHOLE` for all.

    For :data:`WHOLE` the values are True on the side that deleted the record, False on the other.
    """

    field: str
    local: Any = None
    other: Any = None


class Merged(Record, frozen=True, kw_only=True):
    """What a record becomes. With ``conflicts`` the local side of each stays in force.

    While there are conflicts ``vv`` and ``dots`` stay the local ones: what was taken from the other
    side then is a change of one's own, and the other side is not told that we know of its change.
    :func:`settled` puts that right once a person has decided.
    """

    state: MergeState
    fields: dict[str, Any]
    vv: dict[str, int]
    dots: dict[str, str] = field(default_factory=dict)
    deleted: bool = False
    conflicts: tuple[FieldConflict, ...] = ()


def versioned(record: BundleRecord) -> Versioned:
    """Return the versions of a record of a bundle."""
    return Versioned(
        fields=record.fields,
        vv=record.vv,
        dots=record.dots,
        deleted=record.deleted,
        changed_at=record.changed_at,
        changed_by=record.changed_by,
    )


def merge(local: Versioned | None, remote: Versioned | BundleRecord) -> Merged:
    """Return what becomes of ``local`` (None where there is none) when ``remote`` comes.

    A remote change known here is kept out, a local change known there gives way, two changes that
    do not know of each other are one where they are equal and a conflict where they differ. An edit
    against a deletion is one conflict of the whole record.
    """
    other = versioned(remote) if isinstance(remote, BundleRecord) else remote
    if local is None:
        return _as(other, "new")
    match order(local.vv, other.vv):
        case "after":
            return _as(local, "unchanged")
        case "before":
            same = local.fields == other.fields and local.deleted == other.deleted
            return _as(other, "unchanged" if same else "changed")
        case _:  # the same vector with other content is a copied database: field by field, too
            return _concurrent(local, other)


def _as(side: Versioned, state: MergeState) -> Merged:
    return Merged(
        state=state,
        fields=dict(side.fields),
        vv=dict(side.vv),
        dots=dict(side.dots),
        deleted=side.deleted,
    )


def _concurrent(local: Versioned, other: Versioned) -> Merged:
    if local.deleted != other.deleted:
        conflict = FieldConflict(field=WHOLE, local=local.deleted, other=other.deleted)
        return _held(local, dict(local.fields), [conflict])
    fields: dict[str, Any] = {}
    dots: dict[str, str] = {}
    conflicts: list[FieldConflict] = []
    for name in sorted(_names(local) | _names(other)):
        value, origin, found = _field(name, local, other)
        if value is not _ABSENT:
            fields[name] = value
        if origin:
            dots[name] = origin
        if found is not None:
            conflicts.append(found)
    if conflicts:
        return _held(local, fields, conflicts)
    vv = joined(local.vv, other.vv)
    return Merged(
        state="unchanged" if fields == local.fields else "changed",
        fields=fields,
        vv=vv,
        dots=dots,
        deleted=local.deleted,
    )


def _names(side: Versioned) -> set[str]:
    return side.fields.keys() | side.dots.keys()


def _held(local: Versioned, fields: dict[str, Any], conflicts: list[FieldConflict]) -> Merged:
    return Merged(
        state="conflicting",
        fields=fields,
        vv=dict(local.vv),
        dots=dict(local.dots),
        deleted=local.deleted,
        conflicts=tuple(conflicts),
    )


def _field(name: str, local: Versioned, other: Versioned) -> tuple[Any, str, FieldConflict | None]:
    """Return a field's value, the dot it comes from, and the conflict there is about it."""
    ours, theirs = local.fields.get(name, _ABSENT), other.fields.get(name, _ABSENT)
    our_dot, their_dot = local.dots.get(name, ""), other.dots.get(name, "")
    if ours is theirs or ours == theirs:
        # Both wrote the same: of two names for it the same one is kept on both sides.
        return ours, _kept_dot(our_dot, their_dot, local, other), None
    they_know, we_know = _know_each_other(local, other, our_dot, their_dot)
    if they_know and not we_know:
        return theirs, their_dot, None
    if we_know and not they_know:
        return ours, our_dot, None
    conflict = FieldConflict(
        field=name,
        local=None if ours is _ABSENT else ours,
        other=None if theirs is _ABSENT else theirs,
    )
    return ours, our_dot, conflict


def _know_each_other(
    local: Versioned, other: Versioned, our_dot: str, their_dot: str
) -> tuple[bool, bool]:
    """Tell whether the other side knows of our change of a field, and we of theirs.

    The record's first change has no dot of its own. Who shares no database with it knows nothing of
    it: a record of before a restore may be told for the first time twice.
    """
    related = not local.vv.keys().isdisjoint(other.vv.keys())
    return (
        knows(other.vv, our_dot) and (related or bool(our_dot)),
        knows(local.vv, their_dot) and (related or bool(their_dot)),
    )


def _kept_dot(ours: str, theirs: str, local: Versioned, other: Versioned) -> str:
    they_know, we_know = _know_each_other(local, other, ours, theirs)
    if they_know != we_know:
        return theirs if they_know else ours
    return max(ours, theirs)


def changed(
    before: Versioned, fields: Mapping[str, Any], database: str, *, deleted: bool = False
) -> Versioned:
    """Return ``before`` after one more change made in ``database``; as it is when nothing changed.

    The fields that differ get the new change as their dot.
    """
    names = {
        name
        for name in before.fields.keys() | fields.keys()
        if before.fields.get(name, _ABSENT) != fields.get(name, _ABSENT)
    }
    if not names and before.deleted == deleted:
        return before
    vv = advanced(before.vv, database)
    return _marked(before, dict(fields), vv, names, database, deleted=deleted)


def _marked(
    before: Versioned,
    fields: dict[str, Any],
    vv: dict[str, int],
    names: Iterable[str],
    database: str,
    *,
    deleted: bool,
) -> Versioned:
    mark = dot(database, vv[database])
    return Versioned(
        fields=fields,
        vv=vv,
        dots=dict(sorted((before.dots | dict.fromkeys(names, mark)).items())),
        deleted=deleted,
    )


def settled(
    local: Versioned,
    remote: Versioned | BundleRecord,
    chosen: Mapping[str, Literal["local", "other"]],
    database: str,
) -> Versioned:
    """Return ``local`` after a person decided every conflict with ``remote``, by field.

    The result knows of both sides' changes and is itself a change of ``database``, so that it goes
    before both wherever it comes. A conflict not named in ``chosen`` keeps the local value.
    """
    other = versioned(remote) if isinstance(remote, BundleRecord) else remote
    merged = merge(local, other)
    vv = advanced(joined(local.vv, other.vv), database)
    if any(conflict.field == WHOLE for conflict in merged.conflicts):
        side = other if chosen.get(WHOLE) == "other" else local
        names: set[str] = set(side.fields)
        return _marked(side, dict(side.fields), vv, names, database, deleted=side.deleted)
    fields = dict(merged.fields)
    names = {conflict.field for conflict in merged.conflicts}
    for name in names:
        if chosen.get(name) == "other":
            fields.pop(name, None)
            if name in other.fields:
                fields[name] = other.fields[name]
    names |= {
        name
        for name in fields.keys() | local.fields.keys()
        if fields.get(name, _ABSENT) != local.fields.get(name, _ABSENT)
    }
    return _marked(local, fields, vv, names, database, deleted=local.deleted)
