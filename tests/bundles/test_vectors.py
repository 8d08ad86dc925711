"""The test vectors of the format: each file is read and is exactly what its name says."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from papidesk.bundles import keys, reader, references
from papidesk.bundles.failures import BundleError
from papidesk.bundles.limits import Limits
from papidesk.domain.exchange import TrustedKey

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "data" / "bundles"
INDEX: dict[str, Any] = json.loads((FOLDER / "vectors.json").read_bytes())
LIMITS = Limits(spare=0)


@cache
def tool() -> ModuleType:
    """Return the tool that makes the vectors."""
    spec = importlib.util.spec_from_file_location(
        "make_bundle_vectors", ROOT / "tools" / "make_bundle_vectors.py"
    )
    assert spec is not None and spec.loader is not None
    import sys

    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def key_of(keyid: str) -> TrustedKey | None:
    """Return the keys of the vectors as a receiver knows them."""
    for state, name in (("trusted", "trusted"), ("revoked", "revoked")):
        public = INDEX["keys"][name]
        if keys.keyid(bytes.fromhex(public)) == keyid:
            return TrustedKey(
                keyid=keyid, public=public, unit=INDEX["keys"]["unit"], name="xã An Hòa",
                state=state,
            )  # fmt: skip
    return None


def outcome(path: Path, folder: Path) -> str:
    """Return what a reader finds: "accepted", "left-out: " and codes, or the code of refusal."""
    try:
        staged = reader.stage(path, folder, limits=LIMITS)
        bundle = reader.open_bundle(
            staged.path,
            folder=folder,
            identities=[INDEX["keys"]["identity"]],
            key_of=key_of,
            limits=LIMITS,
        )
        judged = list(references.judged(bundle.manifest, bundle.records()))
    except BundleError as error:
        return error.code
    codes = sorted(error.code for _, error in judged if error is not None)
    return f"left-out: {', '.join(codes)}" if codes else "accepted"


@pytest.mark.parametrize("name", sorted(INDEX["vectors"]))
def test_each_vector_is_what_its_name_says(name: str, tmp_path: Path) -> None:
    assert outcome(FOLDER / name, tmp_path) == INDEX["vectors"][name]["outcome"]


def test_the_folder_holds_the_vectors_and_nothing_else() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*INDEX["vectors"], "vectors.json"}


def test_the_tool_makes_the_same_bytes_again() -> None:
    made = tool().vectors()
    for one in made:
        assert (FOLDER / one.name).read_bytes() == one.data, one.name
    assert (FOLDER / "vectors.json").read_bytes() == tool().index(made)


def test_good_vectors_are_called_good_and_bad_ones_bad() -> None:
    for name, told in INDEX["vectors"].items():
        taken_in = told["outcome"] == "accepted" or told["outcome"].startswith("left-out")
        assert name.startswith("good-" if taken_in else "bad-"), name


def test_members_of_a_newer_minor_version_are_kept(tmp_path: Path) -> None:
    from papidesk.bundles import record_kinds, record_lines

    staged = reader.stage(FOLDER / "good-newer-minor.papi", tmp_path, limits=LIMITS)
    bundle = reader.open_bundle(staged.path, folder=tmp_path, key_of=key_of, limits=LIMITS)
    [record] = bundle.records()
    assert record.unknown == {"mood": "vui"}
    assert record_kinds.unknown_fields(record) == {"weather": {"rain": [1, 2]}}
    again = json.loads(record_lines.dumps(record))
    assert again["mood"] == "vui" and again["fields"]["weather"] == {"rain": [1, 2]}
    assert record_kinds.from_domain(record_kinds.to_domain(record), unknown=record.fields) == dict(
        record.fields
    )
