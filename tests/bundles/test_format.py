"""The specification: another program can write a bundle from it, and nothing is left out of it."""

from __future__ import annotations

import base64
import hashlib
import importlib
import json
import pkgutil
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

import papidesk
from papidesk.bundles import keys, reader, references
from papidesk.bundles.failures import BundleError
from papidesk.bundles.limits import LIMITS, MIB, Limits
from papidesk.bundles.record_kinds import KINDS
from papidesk.domain.bundle import CARRIES, STREAMS, Manifest
from papidesk.domain.exchange import TrustedKey

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "bundle-format.md").read_text(encoding="utf-8")


def sections() -> dict[str, str]:
    """Return the specification by heading."""
    parts = re.split(r"^#{2,4} (.+)$", TEXT, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def described(section: str) -> dict[str, tuple[str, str]]:
    """Return the members a table describes: by name what is left out, and what they mean."""
    rows = re.findall(r"^\| `(\w+)` \|[^|\n]+\| ([^|\n]+) \| (.+) \|$", section, re.MULTILINE)
    return {name: (left_out, meaning) for name, left_out, meaning in rows}


def structures() -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield every structure of manifest and records: heading, schema, member that is the id."""
    own = {spec.type.__name__: (kind, spec.key) for kind, spec in KINDS.items()}
    types = [Manifest, *(spec.type for spec in KINDS.values())]
    _, found = msgspec.json.schema_components(types)
    for name, schema in found.items():
        heading, key = own.get(name, (name, ""))
        yield heading, schema, key


@pytest.mark.parametrize("heading, schema, key", list(structures()), ids=lambda one: str(one)[:20])
def test_every_member_is_described(heading: str, schema: dict[str, Any], key: str) -> None:
    said = described(sections()[heading])
    members = set(schema["properties"]) - {key}
    assert set(said) == members
    required = {name for name, (left_out, _) in said.items() if left_out == "required"}
    assert required >= set(schema.get("required", ())) - {key}
    assert all(meaning.strip() for _, meaning in said.values())


def test_the_members_of_a_line_are_described() -> None:
    from papidesk.bundles.record_lines import _MEMBERS

    assert set(described(sections()["7. Records"])) == set(_MEMBERS)


@cache
def codes() -> dict[str, str]:
    """Return every code of refusal of the program, by code the class."""
    for module in pkgutil.walk_packages(papidesk.__path__, "papidesk."):
        if module.name.startswith(("papidesk.bundles", "papidesk.workflow")):
            importlib.import_module(module.name)
    found: dict[str, str] = {}
    waiting: list[type[BundleError]] = [BundleError]
    while waiting:
        one = waiting.pop()
        if one.__module__.startswith("papidesk."):
            found[one.code] = one.__name__
        waiting += one.__subclasses__()
    return found


def test_every_code_of_refusal_is_described_and_no_other() -> None:
    listed = re.findall(r"^\| `([a-z0-9-]+)` \|", TEXT.partition("## 8. Codes")[2], re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == set(codes()), "write new codes into docs/bundle-format.md, section 8"
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in listed)


def test_kinds_streams_and_limits_are_those_of_the_program() -> None:
    said = sections()["What each kind carries"]
    for kind, carried in CARRIES.items():
        [row] = re.findall(rf"^\| `{kind}` \|.+\| (.+) \|$", said, re.MULTILINE)
        assert set(re.findall(r"`(\w+)`", row)) == carried
    for kind, stream in STREAMS.items():
        assert f"Stream `data/{stream}.jsonl`." in sections()[kind]
    limits = " ".join(sections()["2. Container"].split())
    for words in (
        f"file {LIMITS.file // MIB} MiB", f"{LIMITS.entries:,} entries",
        f"manifest {LIMITS.manifest // MIB} MiB", f"each stream {LIMITS.stream // MIB} MiB",
        f"line {LIMITS.line // 1024} KiB", f"record {LIMITS.record // MIB} MiB",
        f"{LIMITS.records:,} records",
        f"{LIMITS.depth} levels", f"each text {LIMITS.string // 1024} KiB",
        f"each blob {LIMITS.blob // MIB} MiB", f"uncompressed {LIMITS.total // (1024 * MIB)} GiB",
    ):  # fmt: skip
        assert words in limits


# From here on another program, made from the specification alone: nothing of ours is used.
class OtherProgram:
    """Writes a bundle of one entry with a photo and of one figure, as the specification says."""

    unit = "xa-binh-minh"
    database, instance = (
        "0197f111-0000-7000-8000-000000000001",
        "0197f111-0000-7000-8000-0000000000a1",
    )

    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(b"other program, 32 bytes of key!!")
        self.public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.keyid = hashlib.sha256(self.public).hexdigest()

    def envelope(self, kind: str, body: bytes) -> dict[str, Any]:
        signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(body), body)
        value = base64.b64encode(self.private.sign(signed)).decode()
        return {"payloadType": kind, "signatures": [{"keyid": self.keyid, "sig": value}]}

    def introduction(self) -> bytes:
        said = {
            "format": "papidesk-key", "version": 1, "public": self.public.hex(),
            "recipient": "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg",
            "unit": self.unit, "name": "xã Bình Minh", "instance": self.instance, "made_at": "",
            "successions": [],
        }  # fmt: skip
        body = json.dumps(said).encode()
        kind = "application/vnd.papidesk.key+json"
        whole = self.envelope(kind, body) | {"payload": base64.b64encode(body).decode()}
        return json.dumps(whole).encode()

    def record(self, kind: str, id: str, fields: dict[str, Any]) -> dict[str, Any]:
        canonical = json.dumps(
            {"deleted": False, "fields": fields},
            ensure_ascii=False, sort_keys=True, separators=(",", ":"),
        ).encode()  # fmt: skip
        digest = hashlib.sha256(canonical).hexdigest()
        return {
            "fields": fields, "hash": digest, "vv": {self.database: 1}, "owner": self.unit,
            "id": id, "kind": kind,
        }  # fmt: skip

    def write(self, target: Path) -> None:
        photo = b"\xff\xd8 another photo"
        name = hashlib.sha256(photo).hexdigest()
        entry = "0197f111-0000-7000-8000-0000000000e1"
        streams = {
            "activities": [
                self.record("activity", entry, {
                    "date": "2026-05-04", "title": "Hội nghị quán triệt ở thôn 3",
                    "amounts": [{"counter": "hoi-nghi", "quantity": "1"}], "cost": 1_500_000,
                })
            ],
            "evidence": [
                self.record("evidence", "0197f111-0000-7000-8000-0000000000c1", {
                    "owner_id": entry, "sha256": name, "name": "hội nghị.jpg",
                })
            ],
            "figures": [
                self.record("figure", "-/2026-Q2/hoi-nghi/-", {
                    "period": "2026-Q2", "since": "2026-03-15", "until": "2026-06-14",
                    "counter": "hoi-nghi", "name": "Hội nghị", "unit": "buổi", "value": "1",
                    "total": "1", "entries": 1,
                })
            ],
        }  # fmt: skip
        parts = {
            "mimetype": b"application/vnd.papidesk.bundle+zip",
            "META/keys.json": self.introduction(),
        }
        for stream, records in streams.items():
            lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in records]
            parts[f"data/{stream}.jsonl"] = "".join(lines).encode()
        files = [
            {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            | ({"records": data.count(b"\n")} if path.startswith("data/") else {})
            for path, data in parts.items()
        ]
        manifest = json.dumps(self.manifest(files, name, photo), ensure_ascii=False).encode()
        kind = "application/vnd.papidesk.manifest+json"
        signature = json.dumps(self.envelope(kind, manifest)).encode()
        order = [
            ("mimetype", parts.pop("mimetype")), ("META/manifest.json", manifest),
            ("META/manifest.sig", signature), *parts.items(), (f"blobs/{name}", photo),
        ]  # fmt: skip
        with zipfile.ZipFile(target, "w") as zipped:
            for path, data in order:
                head = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
                head.create_system, head.external_attr = 3, 0o100644 << 16
                stored = path == "mimetype" or path.startswith("blobs/")
                head.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                zipped.writestr(head, data)

    def manifest(self, files: list[dict[str, Any]], name: str, photo: bytes) -> dict[str, Any]:
        return {
            "format": "papidesk-bundle",
            "version": {"major": 1, "minor": 0},
            "bundle_id": "0197f111-0000-7000-8000-0000000000b1",
            "kind": "report",
            "from": {
                "unit": self.unit, "name": "UBND xã Bình Minh", "instance": self.instance,
                "database": self.database,
            },
            "to": ["so-noi-vu"],
            "stream": "report:so-noi-vu",
            "seq": 1,
            "covers": {
                "kinds": ["activity", "evidence", "figure"], "period": "2026-Q2", "full": True,
            },
            "created_at": "2026-06-15T01:00:00Z",
            "schema": {"name": "papidesk-records", "version": 1},
            "files": files,
            "blobs": [{"sha256": name, "bytes": len(photo), "media_type": "image/jpeg"}],
            "totals": {
                "records": 3, "money": 1_500_000, "counters": {"hoi-nghi": "1"},
                "figures": {"hoi-nghi": "1"},
            },
        }  # fmt: skip


def test_a_bundle_of_another_program_is_taken_in(tmp_path: Path) -> None:
    other = OtherProgram()
    source = tmp_path / "xa-binh-minh_2026-Q2_report_000001.papi"
    other.write(source)
    limits = Limits(spare=0)
    (tmp_path / "staging").mkdir()
    staged = reader.stage(source, tmp_path / "staging", limits=limits)
    known = TrustedKey(
        keyid=other.keyid, public=other.public.hex(), unit=other.unit, name="xã Bình Minh",
        state="trusted",
    )  # fmt: skip
    bundle = reader.open_bundle(
        staged.path,
        folder=tmp_path / "staging",
        key_of=lambda keyid: known if keyid == known.keyid else None,
        limits=limits,
    )
    found = list(references.judged(bundle.manifest, bundle.records()))
    assert [(record.kind, problem) for record, problem in found] == [
        ("activity", None), ("evidence", None), ("figure", None),
    ]  # fmt: skip
    assert bundle.manifest.sender.unit == other.unit and bundle.key == known
    assert keys.keyid(other.public) == other.keyid and len(bundle.blobs) == 1
