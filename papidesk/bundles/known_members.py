"""Which members a record may have at every level: what its version does not have is found."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import msgspec


class Shape(NamedTuple):
    """What may stand at a place: an object with ``members``, a list of ``items``, one of several.

    ``tagged`` are objects told apart by their member ``tag``. A place that holds neither object nor
    list, or an object with free names, has no shape (None).
    """

    members: dict[str, Shape | None] | None = None
    items: Shape | None = None
    tag: str = ""
    tagged: dict[str, Shape] | None = None


@cache
def shape_of(kind: type) -> Shape:
    """Return the shape of a record type."""
    return _shape(msgspec.inspect.type_info(kind)) or Shape(members={})


def _shape(info: msgspec.inspect.Type) -> Shape | None:
    if isinstance(info, msgspec.inspect.StructType):
        members = {field.encode_name: _shape(field.type) for field in info.fields}
        if info.tag_field:
            members[info.tag_field] = None
        return Shape(members=members)
    if isinstance(info, msgspec.inspect.UnionType):
        return _one_of(info)
    if isinstance(info, msgspec.inspect.VarTupleType | msgspec.inspect.ListType):
        items = _shape(info.item_type)
        return Shape(items=items) if items else None
    return None


def _one_of(info: msgspec.inspect.UnionType) -> Shape | None:
    structs = [one for one in info.types if isinstance(one, msgspec.inspect.StructType)]
    if len(structs) < 2:
        found = [shape for one in info.types if (shape := _shape(one)) is not None]
        return found[0] if found else None
    tagged = {str(one.tag): shape for one in structs if (shape := _shape(one)) is not None}
    return Shape(tag=structs[0].tag_field or "", tagged=tagged)


def first_unknown(value: Any, shape: Shape | None) -> str:
    """Return the way to the first member of ``value`` that ``shape`` does not have, "" for none.

    ``value`` has been found to be of the type ``shape`` was made of.
    """
    if shape is None:
        return ""
    if isinstance(value, list):
        for one in value:
            found = first_unknown(one, shape.items)
            if found:
                return found
        return ""
    if not isinstance(value, dict):
        return ""
    if shape.tagged is not None:
        shape = shape.tagged.get(value.get(shape.tag, ""), Shape(members={}))
    members = shape.members or {}
    for name, inner in value.items():
        if name not in members:
            return str(name)
        deeper = members[name]
        if deeper is not None and inner:
            found = first_unknown(inner, deeper)
            if found:
                return f"{name}.{found}"
    return ""
