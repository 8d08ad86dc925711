"""What becomes of a record two sides changed where merging alone must not decide.

An issued paper stands as it was issued; of what a superior gave, its own fields are the superior's
and what we do with it is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from papidesk.domain.bundle import RecordKind
from papidesk.domain.document import FROZEN_STATES
from papidesk.domain.merging import WHOLE, FieldConflict, Merged, Versioned, merge
from papidesk.domain.version_vector import joined, knows, order

# Of what a superior gave us: who deals with it here, and how far it is. All else is the superior's.
OURS: Mapping[RecordKind, frozenset[str]] = {
    "task": frozenset({
        "lead", "cooperating", "state", "progress", "done_on", "note", "order", "superseded_by",
        "stop_reason",
    }),
    "remark": frozenset({"settled_by", "settled_at"}),
    "counter": frozenset({"order"}),
    "channel": frozenset({"order"}),
    "duty": frozenset({"order", "note"}),
}  # fmt: skip
# What may still go on with an issued paper.
_GOES_ON = frozenset({"state"})


def is_frozen(side: Versioned) -> bool:
    """Tell whether this version of a document is issued."""
    return side.fields.get("state", "draft") in FROZEN_STATES


def of_document(local: Versioned, other: Versioned) -> Merged:
    """Return what becomes of a document of this office's two PCs.

    Where one side has issued it, that is how it stands; what the other wrote meanwhile is told as
    a conflict, and its values are kept there. Of a paper issued here only its state may go on.
    """
    merged = merge(local, other)
    if merged.state in ("new", "unchanged") or _whole(merged):
        return merged
    if is_frozen(local):
        return _kept_as_issued(local, other, merged)
    if is_frozen(other) and order(local.vv, other.vv) != "before":
        return _taken_as_issued(local, other)
    return merged


def _kept_as_issued(local: Versioned, other: Versioned, merged: Merged) -> Merged:
    names = local.fields.keys() | other.fields.keys()
    goes_on = _GOES_ON if is_frozen(other) else frozenset[str]()
    told = [
        FieldConflict(field=name, local=local.fields.get(name), other=other.fields.get(name))
        for name in sorted(names - goes_on)
        if local.fields.get(name) != other.fields.get(name)
        and not knows(local.vv, other.dots.get(name, ""))
    ]
    own = [one for one in merged.conflicts if one.field in goes_on]
    if not told and not own:
        return merged if _same_but(local.fields, merged.fields, goes_on) else _stays(local, merged)
    fields = dict(local.fields)
    for name in goes_on:
        if name in merged.fields:
            fields[name] = merged.fields[name]
    return Merged(
        state="conflicting", fields=fields, vv=dict(local.vv), dots=dict(local.dots),
        conflicts=(*told, *own),
    )  # fmt: skip


def _same_but(left: Mapping[str, Any], right: Mapping[str, Any], names: Collection[str]) -> bool:
    return all(
        left.get(name) == right.get(name)
        for name in left.keys() | right.keys()
        if name not in names
    )


def _stays(local: Versioned, merged: Merged) -> Merged:
    return Merged(state="unchanged", fields=dict(local.fields), vv=merged.vv, dots=dict(local.dots))


def _taken_as_issued(local: Versioned, other: Versioned) -> Merged:
    names = local.fields.keys() | other.fields.keys()
    lost = [
        # What is in force is what was issued; what we had written is the other value.
        FieldConflict(field=name, local=other.fields.get(name), other=local.fields.get(name))
        for name in sorted(names)
        if local.fields.get(name) != other.fields.get(name)
        and not knows(other.vv, local.dots.get(name, ""))
    ]
    return Merged(
        state="conflicting" if lost else "changed",
        fields=dict(other.fields),
        vv=joined(local.vv, other.vv),
        dots=dict(other.dots),
        conflicts=tuple(lost),
    )


def of_superior(kind: RecordKind, local: Versioned, other: Versioned) -> Merged:
    """Return what becomes of a record a superior gave when the superior tells it anew.

    Nothing is a conflict: each field belongs to one side. What we threw away stays away; what the
    superior takes back goes, unless we have changed it since.
    """
    merged = merge(local, other)
    if not merged.conflicts:
        return merged
    vv = joined(local.vv, other.vv)
    if _whole(merged):
        return Merged(
            state="unchanged", fields=dict(local.fields), vv=vv, dots=dict(local.dots),
            deleted=local.deleted,
        )  # fmt: skip
    ours = OURS.get(kind, frozenset())
    fields, dots = dict(merged.fields), dict(local.dots)
    for conflict in merged.conflicts:
        if conflict.field not in ours:
            fields.pop(conflict.field, None)
            if conflict.field in other.fields:
                fields[conflict.field] = other.fields[conflict.field]
    for name in fields.keys() | other.fields.keys():
        theirs = fields.get(name) == other.fields.get(name)
        if theirs and fields.get(name) != local.fields.get(name) and name in other.dots:
            dots[name] = other.dots[name]
    return Merged(
        state="unchanged" if fields == local.fields else "changed",
        fields=fields, vv=vv, dots=dots, deleted=local.deleted,
    )  # fmt: skip


def _whole(merged: Merged) -> bool:
    return any(conflict.field == WHOLE for conflict in merged.conflicts)
