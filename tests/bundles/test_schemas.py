"""The JSON Schemas: made from the records, they take what we write and refuse what we refuse."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "resources" / "schema"
FOLDER = ROOT / "tests" / "data" / "bundles"
INDEX: dict[str, Any] = json.loads((FOLDER / "vectors.json").read_bytes())["vectors"]
GOOD = sorted(
    name
    for name in INDEX
    if name.startswith("good-") and name.endswith(".papi") and name != "good-newer-minor.papi"
)
# What a schema of one record or manifest can see; sums, hashes and references it cannot.
SEEN = {
    "bad-id-not-v7.papi", "bad-unknown-field.papi", "bad-unknown-nested-field.papi",
    "bad-unknown-record-member.papi",
    "bad-empty-vector.papi", "bad-quantity-as-number.papi", "bad-quantity-with-exponent.papi",
    "bad-text-for-day.papi", "bad-json-bool-for-number.papi", "bad-seq-zero.papi",
    "bad-seq-true.papi", "bad-unknown-member.papi", "bad-bundle-id-not-v7.papi",
    "bad-unit-with-accents.papi", "bad-newer-major.papi", "bad-other-format.papi",
}  # fmt: skip


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@cache
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_bundle_schemas", ROOT / "tools" / "make_bundle_schemas.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_valid(path: Path) -> bool:
    """Tell whether manifest and all records of a bundle follow the schemas."""
    with zipfile.ZipFile(path) as zipped:
        if not validator("manifest").is_valid(json.loads(zipped.read("META/manifest.json"))):
            return False
        lines = [
            json.loads(line)
            for name in zipped.namelist()
            if name.startswith("data/")
            for line in zipped.read(name).splitlines()
        ]
    return all(validator("records").is_valid(line) for line in lines)


def test_the_schemas_are_those_of_the_records() -> None:
    """A field that is added shows here: raise MINOR of the format, then make the schemas anew."""
    for name, data in tool().schemas().items():
        assert (SCHEMAS / name).read_bytes() == data, f"tools/make_bundle_schemas.py: {name}"


@pytest.mark.parametrize("name", GOOD)
def test_good_vectors_follow_the_schemas(name: str) -> None:
    assert is_valid(FOLDER / name)


@pytest.mark.parametrize("name", sorted(SEEN))
def test_bad_vectors_do_not_follow_the_schemas(name: str) -> None:
    assert not is_valid(FOLDER / name)
