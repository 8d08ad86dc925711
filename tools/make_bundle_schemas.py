"""Make the JSON Schemas of the bundle format: resources/schema, from the records themselves."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from papidesk.bundles.record_kinds import KINDS, members  # noqa: E402
from papidesk.domain.bundle import Manifest  # noqa: E402

TARGET = ROOT / "resources" / "schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LARGEST = 2**53 - 1
UUID7 = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
HASH = "^[0-9a-f]{64}$"
UNIT = "^[0-9A-Za-z.-]{1,35}$"
TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
NUMBER = r"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,20})?$"
ID = "^[0-9A-Za-z-][0-9A-Za-z._:/-]{0,199}$"
PATH = r"^(mimetype|README\.txt|META/keys\.json|data/[a-z][a-z0-9_]{0,39}\.jsonl)$"
DOT = UUID7[:-1] + ":[1-9][0-9]{0,15}$"
Json = dict[str, Any]


def text(pattern: str, *, empty: bool = False) -> Json:
    """Return the schema of a text of this form."""
    return {"type": "string", "pattern": f"^$|{pattern}" if empty else pattern}


def exact(node: Any) -> Any:
    """Return a schema with what the format says beyond types: whole numbers, numbers as text."""
    if isinstance(node, list):
        return [exact(one) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "number" or node.get("format") == "decimal":
        return text(NUMBER) | ({"default": str(node["default"])} if "default" in node else {})
    if node.get("format") == "date":
        return text(DAY) | {key: node[key] for key in node if key == "default"}
    found = {key: exact(value) for key, value in node.items()}
    if node.get("type") == "integer":
        found = {"minimum": -LARGEST, "maximum": LARGEST} | found
    return found


def defs_of(types: list[type]) -> tuple[list[Json], Json]:
    """Return a reference for each type, and the definitions they need."""
    out, components = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    return [exact(one) for one in out], {name: exact(one) for name, one in components.items()}


def manifest() -> Json:
    """Return the schema of META/manifest.json, format 1.0."""
    _, defs = defs_of([Manifest])
    for one in defs.values():
        one["additionalProperties"] = False
    patterns: dict[tuple[str, str], Json] = {
        ("Manifest", "format"): {"const": "papidesk-bundle"},
        ("Manifest", "bundle_id"): text(UUID7),
        ("Manifest", "prev"): text(HASH, empty=True),
        ("Manifest", "created_at"): text(TIME),
        ("Manifest", "to"): {
            "type": "array", "items": text(UNIT), "minItems": 1, "uniqueItems": True,
        },
        ("Manifest", "seq"): {"type": "integer", "minimum": 1, "maximum": LARGEST},
        ("Manifest", "stream"): text("^[a-z]+:[0-9A-Za-z.-]{1,35}$"),
        ("Sender", "unit"): text(UNIT),
        ("Sender", "instance"): text(UUID7),
        ("Sender", "database"): text(UUID7),
        ("Version", "major"): {"const": 1},
        ("Version", "minor"): {"type": "integer", "minimum": 0},
        ("DataFile", "path"): text(PATH),
        ("DataFile", "sha256"): text(HASH),
        ("DataFile", "bytes"): {"type": "integer", "minimum": 0, "maximum": 64 * 1024 * 1024},
        ("Blob", "sha256"): text(HASH),
        ("Blob", "bytes"): {"type": "integer", "minimum": 0, "maximum": 50 * 1024 * 1024},
        ("Acknowledged", "bundle"): text(UUID7),
    }  # fmt: skip
    for (name, member), schema in patterns.items():
        defs[name]["properties"][member] = schema
    for name in ("counters", "figures"):
        defs["Totals"]["properties"][name] = {
            "type": "object", "additionalProperties": text(NUMBER),
        }  # fmt: skip
    return {
        "$schema": DIALECT,
        "title": "PapiDesk bundle, META/manifest.json, format 1.0",
        "$ref": "#/$defs/Manifest",
        "$defs": defs,
    }


def records() -> Json:
    """Return the schema of one line of a stream, schema papidesk-records 1."""
    types = [spec.type for spec in KINDS.values()]
    refs, defs = defs_of(types)
    for one in defs.values():
        one["additionalProperties"] = False
    choices = []
    for (kind, spec), ref in zip(KINDS.items(), refs, strict=True):
        name = ref["$ref"].rpartition("/")[2]
        fields = json.loads(json.dumps(defs[name]))
        known = members(kind)
        fields["properties"] = {
            key: value for key, value in fields["properties"].items() if key in known
        }
        fields["required"] = [one for one in fields.get("required", ()) if one in known]
        fields["additionalProperties"] = False
        defs[f"fields-{kind}"] = fields
        choices.append(_line(kind, own_id=spec.own_id))
    choices.append(_piece())
    return {
        "$schema": DIALECT,
        "title": "PapiDesk bundle, one line of data/*.jsonl, schema papidesk-records 1",
        "oneOf": choices,
        "$defs": defs,
    }


def _line(kind: str, *, own_id: bool) -> Json:
    """Return the schema of the records of one kind: a tombstone may have no fields."""
    fields: Json = {"$ref": f"#/$defs/fields-{kind}"}
    properties: Json = {
        "kind": {"const": kind},
        "id": text(UUID7 if own_id else ID),
        "owner": text(UNIT),
        "vv": {
            "type": "object", "minProperties": 1, "maxProperties": 256,
            "propertyNames": {"pattern": UUID7},
            "additionalProperties": {"type": "integer", "minimum": 1, "maximum": LARGEST},
        },
        "dots": {"type": "object", "additionalProperties": text(DOT)},
        "hash": text(HASH),
        "deleted": {"type": "boolean", "default": False},
        "changed_at": text(TIME, empty=True),
        "changed_by": {"type": "string", "maxLength": 300},
        "fields": {"type": "object"},
        "pieces": {"type": "integer", "minimum": 1},
    }  # fmt: skip
    return {
        "type": "object",
        "properties": properties,
        "required": ["kind", "id", "owner", "vv", "hash"],
        "additionalProperties": False,
        "if": {"properties": {"deleted": {"const": True}}, "required": ["deleted"]},
        "then": {"properties": {"fields": {"anyOf": [{"maxProperties": 0}, fields]}}},
        "else": {
            "properties": {"fields": fields},
            "oneOf": [{"required": ["fields"]}, {"required": ["pieces"]}],
        },
    }


def _piece() -> Json:
    """Return the schema of a piece of a record that goes over several lines."""
    return {
        "type": "object",
        "properties": {
            "kind": {"enum": list(KINDS)},
            "id": text(ID),
            "piece": {"type": "integer", "minimum": 1},
            "text": {"type": "string", "minLength": 1},
        },
        "required": ["kind", "id", "piece", "text"],
        "additionalProperties": False,
    }


def schemas() -> dict[str, bytes]:
    """Return the files by name."""
    made = {"manifest.schema.json": manifest(), "records.schema.json": records()}
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=False).encode() + b"\n"
        for name, schema in made.items()
    }


def main() -> None:
    """Write both schemas anew."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in schemas().items():
        (TARGET / name).write_bytes(data)
        print(name, len(data))


if __name__ == "__main__":
    main()
