"""The good test vectors: every kind of bundle, and what is harmless although it is odd."""

from __future__ import annotations

import json
from collections.abc import Iterator

from papidesk.domain.version_vector import content_hash
from tests.bundles.vectors_build import (
    BUNDLE,
    DATABASE,
    ENTRY,
    LATER_TASK,
    OTHER_DATABASE,
    OTHER_ENTRY,
    PAPER,
    PHOTO,
    RECIPIENT,
    STRANGER,
    UNIT,
    Json,
    Vector,
    entry,
    evidence,
    good,
    kind_of,
    line,
    paper,
    record,
    sha256,
    task,
)


def good_ones() -> Iterator[Vector]:
    photo = {"image/jpeg": PHOTO}
    yield good("report", "a report with a task, an entry of the log and a figure")
    yield good(
        "report-with-evidence", "a report with a photo that belongs to an entry",
        records=[entry(), evidence()], blobs=photo,
    )  # fmt: skip
    yield good(
        "report-with-paper", "a report with the issued paper and its PDF",
        records=[paper(paper={"pdf": {"sha256": sha256(PHOTO), "name": "92-BC-UBND.pdf"}})],
        blobs={"application/pdf": PHOTO},
    )  # fmt: skip

    def absent(manifest: Json) -> None:
        manifest["blobs"] = [
            {"sha256": sha256(PHOTO), "bytes": len(PHOTO), "media_type": "image/jpeg",
             "present": False}
        ]  # fmt: skip

    yield good(
        "attachment-left-out", "the receiver acknowledged the photo: named, but not in the file",
        records=[entry(), evidence()], change=absent,
    )  # fmt: skip
    yield good("nothing-in-it", "a report without any record", records=[])
    yield good(
        "deleted-entry", "a tombstone: the entry was deleted",
        records=[record("activity", ENTRY, {}, deleted=True, vv={DATABASE: 2})],
    )  # fmt: skip
    yield good(
        "second-of-stream", "number 2, with the hash of the manifest before",
        manifest={"seq": 2, "prev": "ab" * 32},
    )  # fmt: skip
    yield good("clock-1980", "a clock at 1980", manifest={"created_at": "1980-01-01T00:00:00Z"})
    yield good("clock-2099", "a clock at 2099", manifest={"created_at": "2099-12-31T23:59:59Z"})
    yield good(
        "two-databases", "an entry two databases changed, its title by the second",
        records=[
            entry()
            | {"vv": {DATABASE: 3, OTHER_DATABASE: 1}, "dots": {"title": f"{OTHER_DATABASE}:1"}}
        ],
    )  # fmt: skip
    spaced = json.dumps(entry(), ensure_ascii=True, indent=None).encode() + b"\n"
    yield good(
        "other-spelling", "JSON with blanks and escapes, as other programs write it",
        records=[], raw={"activities": spaced},
        change=lambda m: m["totals"].update(
            money=500000, counters={"luot-phat-thanh": "2"}
        ),
    )  # fmt: skip
    yield good(
        "long-record", "a paper with a big table, whose record goes over several lines",
        records=[], raw={"documents": _long_paper()},
        change=_said_one,
    )  # fmt: skip
    yield good(
        "formula-text", "a title that a spreadsheet would take for a formula stays text",
        records=[entry(title="=1+2"), task(text="@SUM(A1)")],
    )  # fmt: skip
    newer = entry()
    newer["mood"] = "vui"
    newer["fields"]["weather"] = {"rain": [1, 2]}
    newer["hash"] = content_hash(newer["fields"])
    yield good(
        "newer-minor", "format 1.7 with members this version does not know",
        records=[newer],
        manifest={"version": {"major": 1, "minor": 7}, "colour": "xanh"},
    )  # fmt: skip
    yield good(
        "first-of-two-parts", "the data of a bundle split for e-mail: the photo comes after",
        records=[entry(), evidence()],
        change=lambda m: m["covers"].update(parts=2, whole=BUNDLE, full=False),
    )  # fmt: skip
    yield good(
        "second-of-two-parts", "the photo of a bundle split for e-mail, with what it belongs to",
        records=[evidence()], blobs=photo,
        manifest={"bundle_id": BUNDLE[:-1] + "2", "seq": 2, "prev": "ab" * 32},
        change=lambda m: m["covers"].update(part=2, parts=2, whole=BUNDLE, full=False),
    )  # fmt: skip
    yield from good_kinds()
    yield good(
        "day-31-02", "an entry of 31 February is left out, the other one is taken in",
        "left-out: day-impossible",
        records=[entry(date="2026-02-31"), entry(OTHER_ENTRY)],
    )  # fmt: skip
    yield good(
        "year-3026", "an entry of the year 3026 is left out", "left-out: day-out-of-range",
        records=[entry(date="3026-03-02"), entry(OTHER_ENTRY)],
    )  # fmt: skip
    yield good(
        "evidence-of-refused-entry", "the photo of an entry of 31 February goes with it",
        "left-out: day-impossible, owner-refused",
        records=[entry(date="2026-02-31"), evidence()], blobs=photo,
    )  # fmt: skip


def _long_paper() -> bytes:
    cells = [{"paragraphs": [{"text": f"Dòng {number}"}]} for number in range(7_500)]
    table = {"type": "table", "rows": [{"cells": [cell]} for cell in cells]}
    long = paper(blocks=[table])
    written = line(long.pop("fields"))[:-1].decode()
    texts = [written[at : at + 40_000] for at in range(0, len(written), 40_000)]
    pieces = [
        line({"kind": "document", "id": PAPER, "piece": number, "text": text})
        for number, text in enumerate(texts, 1)
    ]
    return line(long | {"pieces": len(pieces)}) + b"".join(pieces)


def _said_one(manifest: Json) -> None:
    for one in manifest["files"]:
        if "records" in one:
            one["records"] = 1
    manifest["totals"]["records"] = 1


def good_kinds() -> Iterator[Vector]:
    commune = "xa-binh-minh"
    duty = {
        "name": "Báo cáo định kỳ", "recipient": "Sở Nội vụ",
        "terms": [
            {"kind": "half", "since": {"month": 12, "day": 15, "year": -1},
             "until": {"month": 6, "day": 14}, "due": {"month": 6, "day": 20}}
        ],
    }  # fmt: skip
    yield good(
        "directive", "a superior's duty and counter",
        records=[
            record("counter", "luot-phat-thanh", {"name": "Lượt phát thanh", "unit": "lượt"}),
            record("duty", "bao-cao-dinh-ky", duty),
        ],
        manifest=kind_of("directive", "duty", "counter", to=commune),
    )  # fmt: skip
    yield good(
        "plan", "a superior's plan with a task",
        records=[paper(kind="KH", state="issued"), task(plan=PAPER)],
        manifest=kind_of("plan", "document", "task", to=commune),
    )  # fmt: skip
    decision = {"manifest": "cd" * 32, "verdict": "returned", "reason": "Thiếu biểu số liệu"}
    yield good(
        "return", "a report sent back with a remark",
        records=[
            record("remark", LATER_TASK, {"document_id": PAPER, "text": "Bổ sung biểu 2"}),
            record("decision", BUNDLE, decision),
        ],
        manifest=kind_of("return", "decision", "remark", to=commune),
    )  # fmt: skip
    receipt = {"manifest": "cd" * 32, "outcome": "applied", "database": OTHER_DATABASE}
    yield good(
        "receipt", "a receipt",
        records=[record("receipt", BUNDLE, receipt)],
        manifest=kind_of("receipt", "receipt", to=commune),
    )  # fmt: skip
    key = {
        "public": STRANGER.public.hex(), "recipient": RECIPIENT, "unit": commune,
        "name": "xã Bình Minh",
    }  # fmt: skip
    yield good(
        "keyset", "a set with one key",
        records=[record("key", STRANGER.keyid, key)],
        manifest=kind_of("keyset", "key", keyset=1, to=commune),
    )  # fmt: skip
    rule = {"every": "week", "weekdays": [0]}
    series = {
        "name": "Phát thanh thứ Hai",
        "rule": rule,
        "pattern": {"date": "2026-01-05", "title": "Phát thanh"},
    }
    yield good(
        "office", "what one PC of an office tells the other",
        records=[record("series", LATER_TASK, series), entry()],
        manifest=kind_of("office", "series", "activity", to=UNIT),
    )  # fmt: skip
