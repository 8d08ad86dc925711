"""Parts of the test vectors: bundles built step by step, each step of which can be bent."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from papidesk.bundles import container, key_file, keys, signing
from papidesk.domain.version_vector import content_hash

MIMETYPE = container.MIMETYPE.encode()
UNIT, NAME, SUPERIOR = "xa-an-hoa", "xã An Hòa", "so-noi-vu"
INSTANCE = "0197f000-0000-7000-8000-000000000001"
DATABASE = "0197f000-0000-7000-8000-000000000002"
OTHER_DATABASE = "0197f000-0000-7000-8000-000000000003"
BUNDLE = "0197f000-0000-7000-8000-0000000000b1"
TASK, LATER_TASK = (f"0197f000-0000-7000-8000-0000000000a{n}" for n in (1, 2))
ENTRY, OTHER_ENTRY = (f"0197f000-0000-7000-8000-0000000000e{n}" for n in (1, 2))
EVIDENCE = "0197f000-0000-7000-8000-0000000000c1"
PAPER = "0197f000-0000-7000-8000-0000000000d1"
RECIPIENT = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg"
SIGNER, STRANGER = keys.Signer(bytes(range(32))), keys.Signer(bytes(range(1, 33)))
REVOKED = keys.Signer(bytes(range(2, 34)))
README = "Gói dữ liệu của PapiDesk. Mở bằng chương trình PapiDesk.\n".encode()
PHOTO = b"\xff\xd8\xff\xe0 a photo, for tests"
FULL = ("task", "activity", "evidence", "figure", "counter", "channel", "document")
STREAMS = {
    "activity": "activities", "channel": "channels", "closing": "closings",
    "correction": "corrections", "counter": "counters", "decision": "decisions",
    "document": "documents", "duty": "duties", "evidence": "evidence", "figure": "figures",
    "key": "keys", "receipt": "receipts", "remark": "remarks", "series": "series",
    "task": "tasks", "template": "templates",
}  # fmt: skip
ORDER = (
    "key", "counter", "channel", "template", "duty", "document", "task", "series", "activity",
    "evidence", "closing", "correction", "figure", "remark", "decision", "receipt",
)  # fmt: skip

Json = dict[str, Any]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def record(kind: str, id: str, fields: Json, **more: Any) -> Json:
    """Return a record as a line has it, with its true hash unless ``more`` gives another."""
    made: Json = {
        "kind": kind,
        "id": id,
        "owner": UNIT,
        "vv": {DATABASE: 1},
        "hash": content_hash(fields, deleted=bool(more.get("deleted"))),
        "changed_at": "2026-06-19T09:20:00Z",
        "changed_by": "Nguyễn Văn Mẫu",
        "fields": fields,
    }
    return made | more


def entry(id: str = ENTRY, **fields: Any) -> Json:
    said = {
        "date": "2026-03-02",
        "title": "Phát thanh về công khai ngân sách",
        "amounts": [{"counter": "luot-phat-thanh", "quantity": "2"}],
        "channel": "truyen-thanh",
        "people": 120,
        "cost": 500000,
    }
    return record("activity", id, said | fields)


def task(id: str = TASK, **fields: Any) -> Json:
    said = {"text": "Niêm yết công khai thu, chi ngân sách", "due": "2026-06-30", "progress": 60}
    return record("task", id, said | fields)


def figure(**fields: Any) -> Json:
    said = {
        "duty": "bao-cao-dinh-ky", "period": "2026-H1", "since": "2025-12-15",
        "until": "2026-06-14", "counter": "luot-phat-thanh", "name": "Lượt phát thanh",
        "unit": "lượt", "value": "156", "total": "156", "entries": 78,
    }  # fmt: skip
    return record("figure", "bao-cao-dinh-ky/2026-H1/luot-phat-thanh/-", said | fields)


def evidence(**fields: Any) -> Json:
    said = {"owner_id": ENTRY, "sha256": sha256(PHOTO), "name": "ảnh 1.jpg", "bytes": len(PHOTO)}
    return record("evidence", EVIDENCE, said | fields)


def paper(**fields: Any) -> Json:
    said = {
        "kind": "BC", "state": "issued", "number": "92", "symbol": "BC-UBND",
        "issuer": "ỦY BAN NHÂN DÂN XÃ AN HÒA", "abstract": "Kết quả 6 tháng đầu năm 2026",
        "date": {"day": 19, "month": 6, "year": 2026},
        "blocks": [{"type": "paragraph", "text": "Trên địa bàn xã có 12 thôn."}],
    }  # fmt: skip
    return record("document", PAPER, said | fields)


@dataclass
class Build:
    """One bundle on its way; every step of it can be bent by a vector."""

    records: list[Json] = field(default_factory=lambda: [task(), entry(), figure()])
    raw: dict[str, bytes] = field(default_factory=dict)  # streams written as they are
    blobs: dict[str, bytes] = field(default_factory=dict)
    manifest: Json = field(default_factory=dict)
    change: Callable[[Json], None] | None = None
    signer: keys.Signer = SIGNER
    introduced: keys.Signer | None = None
    payload_type: str = container.PAYLOAD_TYPE
    envelope: bytes | None = None
    after: Callable[[dict[str, bytes]], None] | None = None

    def data(self) -> bytes:
        return pack(self.entries())

    def entries(self) -> dict[str, bytes]:
        streams = self._streams()
        listed = {"mimetype": MIMETYPE, "META/keys.json": self._introduction(), **streams}
        listed["README.txt"] = README
        manifest = self._manifest(listed, streams)
        if self.change is not None:
            self.change(manifest)
        said = json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"
        made = {
            "mimetype": MIMETYPE,
            "META/manifest.json": said,
            "META/manifest.sig": self.envelope or self._envelope(said),
            "META/keys.json": listed["META/keys.json"],
            **streams,
            **{f"blobs/{sha256(one)}": one for one in self.blobs.values()},
            "README.txt": README,
        }
        if self.after is not None:
            self.after(made)
        return made

    def _streams(self) -> dict[str, bytes]:
        kinds = sorted({one["kind"] for one in self.records}, key=ORDER.index)
        made = {
            f"data/{STREAMS[kind]}.jsonl": b"".join(
                line(one) for one in self.records if one["kind"] == kind
            )
            for kind in kinds
        }
        return made | {f"data/{name}.jsonl": data for name, data in self.raw.items()}

    def _introduction(self) -> bytes:
        signer = self.introduced or self.signer
        said = key_file.Introduction(
            public=signer.public.hex(), recipient=RECIPIENT, unit=UNIT, name=NAME,
            instance=INSTANCE,
        )  # fmt: skip
        return key_file.write(said, signer)

    def _envelope(self, said: bytes) -> bytes:
        value = self.signer.sign(signing.pae(said, self.payload_type))
        told = {
            "payloadType": self.payload_type,
            "signatures": [{"keyid": self.signer.keyid, "sig": base64.b64encode(value).decode()}],
        }
        return json.dumps(told, separators=(",", ":")).encode() + b"\n"

    def _manifest(self, listed: dict[str, bytes], streams: dict[str, bytes]) -> Json:
        files = []
        for path, data in listed.items():
            one: Json = {"path": path, "bytes": len(data), "sha256": sha256(data)}
            if path in streams:
                one["records"] = data.count(b"\n")
            files.append(one)
        kinds = sorted({one["kind"] for one in self.records}, key=ORDER.index)
        said: Json = {
            "format": "papidesk-bundle",
            "version": {"major": 1, "minor": 0},
            "critical": [],
            "bundle_id": BUNDLE,
            "kind": "report",
            "from": {
                "unit": UNIT, "name": NAME, "instance": INSTANCE, "database": DATABASE,
                "program": "PapiDesk",
            },
            "to": [SUPERIOR],
            "stream": f"report:{SUPERIOR}",
            "seq": 1,
            "prev": "",
            "covers": {
                "kinds": kinds, "period": "2026-H1", "duty": "bao-cao-dinh-ky",
                "since": "2025-12-15", "until": "2026-06-14", "full": True, "part": 1, "parts": 1,
                "whole": "", "keyset": 0,
            },
            "created_at": "2026-06-19T09:20:00Z",
            "schema": {"name": "papidesk-records", "version": 1},
            "files": files,
            "blobs": [
                {"sha256": sha256(one), "bytes": len(one), "media_type": media, "present": True}
                for media, one in self.blobs.items()
            ],
            "totals": self._totals(streams),
            "acks": [],
            "reply_key": RECIPIENT,
            "note": "",
        }  # fmt: skip
        return said | self.manifest

    def _totals(self, streams: dict[str, bytes]) -> Json:
        money, counters, figures = 0, dict[str, int](), dict[str, int]()
        for one in self.records:
            said = one["fields"]
            if one["kind"] == "activity" and not one.get("deleted"):
                money += said.get("cost") or 0
                for amount in said.get("amounts", []):
                    code = amount["counter"]
                    counters[code] = counters.get(code, 0) + _whole(amount["quantity"])
            if one["kind"] == "figure" and "value" in said:
                figures[said["counter"]] = _whole(said["value"])
        return {
            "records": sum(data.count(b"\n") for data in streams.values()),
            "money": money,
            "counters": {code: str(value) for code, value in sorted(counters.items())},
            "figures": {code: str(value) for code, value in sorted(figures.items())},
        }


def _whole(text: Any) -> int:
    try:
        return int(text)
    except (TypeError, ValueError):
        return 0


def pack(entries: dict[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of these entries as a bundle has it: stored, the same head everywhere."""
    file = io.BytesIO()
    pairs = entries.items() if isinstance(entries, dict) else entries
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as zipped:
        for name, data in pairs:
            head = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            head.create_system, head.external_attr = 3, 0o100644 << 16
            zipped.writestr(head, data)
    return file.getvalue()


@dataclass(frozen=True)
class Vector:
    """One file: its bytes, what a reader must find, and what it is, for people."""

    name: str
    data: bytes
    outcome: str
    says: str


def good(name: str, says: str, outcome: str = "accepted", **build: Any) -> Vector:
    return Vector(f"good-{name}.papi", Build(**build).data(), outcome, says)


def bad(name: str, outcome: str, says: str, **build: Any) -> Vector:
    return Vector(f"bad-{name}.papi", Build(**build).data(), outcome, says)


def raw(name: str, outcome: str, says: str, data: bytes) -> Vector:
    return Vector(f"bad-{name}.papi", data, outcome, says)


def setting(*way: Any) -> Callable[[Json], None]:
    """Return a change of the manifest: ``setting("covers", "part", 0)``."""

    def change(manifest: Json) -> None:
        place = manifest
        for step in way[:-2]:
            place = place[step]
        place[way[-2]] = way[-1]

    return change


def kind_of(kind: str, *kinds: str, keyset: int = 0, to: str = SUPERIOR) -> Json:
    """Return the members of a manifest that differ for another kind of bundle."""
    return {
        "kind": kind,
        "to": [to],
        "stream": f"{kind}:{to}",
        "covers": {
            "kinds": list(kinds), "period": "", "duty": "", "since": "", "until": "",
            "full": True, "part": 1, "parts": 1, "whole": "", "keyset": keyset,
        },
    }  # fmt: skip
