"""The bad test vectors of the records: JSON that is not strict, values that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.bundles.vectors_build import (
    DATABASE,
    LATER_TASK,
    OTHER_ENTRY,
    PHOTO,
    TASK,
    Json,
    Vector,
    bad,
    entry,
    evidence,
    figure,
    line,
    task,
)


def bad_lines() -> Iterator[Vector]:
    """Yield streams whose JSON is not strict."""

    def lines(name: str, outcome: str, says: str, data: bytes, **more: Any) -> Vector:
        return bad(name, outcome, says, records=[], raw={"activities": data}, **more)

    honest = line(entry())
    swap = honest.replace
    yield lines("json-nan", "json-not-a-number", "NaN", swap(b'"people":120', b'"people":NaN'))
    yield lines("json-infinity", "json-not-a-number", "Infinity",
                swap(b'"people":120', b'"people":Infinity'))  # fmt: skip
    yield lines("json-1e999", "json-float", "1e999", swap(b'"people":120', b'"people":1e999'))
    yield lines("json-float", "json-float", "120.0 for 120",
                swap(b'"people":120', b'"people":120.0'))  # fmt: skip
    yield lines("json-bool-for-number", "record-invalid", "true for a number",
                line(entry(people=True)))  # fmt: skip
    yield lines("json-5000-digits", "json-number-too-big", "a number of 5,000 digits",
                swap(b'"people":120', b'"people":' + b"9" * 5000))  # fmt: skip
    yield lines("json-2-to-53", "json-number-too-big", "2^53",
                swap(b'"people":120', b'"people":9007199254740992'))  # fmt: skip
    yield lines("json-duplicate-key", "json-duplicate-key", "people stands twice",
                swap(b'"people":120', b'"people":120,"people":121'))  # fmt: skip
    yield lines("json-lone-surrogate", "json-lone-surrogate", "half a letter",
                swap(b"ng\xc3\xa2n", b"\\ud83d"))  # fmt: skip
    yield lines("json-nul", "json-control-character", "\\u0000",
                swap(b"ng\xc3\xa2n", b"\\u0000"))  # fmt: skip
    yield lines("json-escape-character", "json-control-character", "a terminal's escape",
                swap(b"ng\xc3\xa2n", b"\\u001b[31m"))  # fmt: skip
    yield lines("json-nfd", "json-not-nfc", "letters that are not composed",
                swap(b"ng\xc3\xa2n", b"nga\xcc\x82n"))  # fmt: skip
    yield lines("json-nfd-escaped", "json-not-nfc", "the same, as an escape",
                swap(b"ng\xc3\xa2n", b"nga\\u0302n"))  # fmt: skip
    yield lines("json-latin1", "json-not-utf8", "a byte that is no UTF-8",
                swap(b"ng\xc3\xa2n", b"ng\xe2n"))  # fmt: skip
    yield lines("json-byte-order-mark", "json-byte-order-mark", "a mark before the first line",
                b"\xef\xbb\xbf" + honest)  # fmt: skip
    yield lines("json-trailing-text", "json-malformed", "text behind the record",
                honest[:-1] + b" extra\n")  # fmt: skip
    yield lines("json-17-deep", "json-too-deep", "17 levels",
                swap(b'"people":120', b'"people":' + b"[" * 15 + b"]" * 15))  # fmt: skip
    yield lines("json-100000-brackets", "json-too-deep", "100,000 opening brackets",
                b"[" * 100_000 + b"\n")  # fmt: skip
    yield lines("json-long-string", "json-string-too-long", "a text of 70,000 letters",
                line(entry(note="a" * 70_000)))  # fmt: skip
    yield lines("line-too-long", "line-too-long", "a line of 300,000 bytes",
                line(entry(note="a" * 300_000)))  # fmt: skip
    yield lines("empty-line", "json-malformed", "a line with nothing in it", honest + b"\n")
    yield lines("carriage-return", "json-control-character", "lines ended by CR LF",
                honest[:-1] + b"\r\n")  # fmt: skip
    yield lines("no-last-line-end", "lines-differ", "the last line is not ended", honest[:-1])
    yield lines("more-lines", "lines-differ", "two lines where one is listed",
                honest + line(entry(OTHER_ENTRY)),
                change=_said_one)  # fmt: skip
    yield lines("not-an-object", "record-invalid", "an array for a record", b"[1]\n")


def _said_one(manifest: Json) -> None:
    for one in manifest["files"]:
        if "records" in one:
            one["records"] = 1
    manifest["totals"]["records"] = 1


def bad_records() -> Iterator[Vector]:
    """Yield records no honest program writes."""

    def one(name: str, outcome: str, says: str, *records: Json, **more: Any) -> Vector:
        return bad(name, outcome, says, records=list(records), **more)

    range_ = "record-out-of-range"
    yield one("negative-quantity", range_, "less than nothing",
              entry(amounts=[{"counter": "luot-phat-thanh", "quantity": "-2"}]))  # fmt: skip
    yield one("overflowing-quantity", range_, "more than anything is counted",
              entry(amounts=[{"counter": "luot-phat-thanh", "quantity": "9" * 14}]))  # fmt: skip
    yield one("progress-101", range_, "101 % of a task", task(progress=101))
    yield one("negative-cost", range_, "negative money", entry(cost=-1))
    yield one("overflowing-money", range_, "more money than there is", entry(cost=10**15))
    yield one("negative-people", range_, "minus ten people", entry(people=-10))
    yield one("quantity-as-number", "record-invalid", "a quantity that is not written as text",
              entry(amounts=[{"counter": "luot-phat-thanh", "quantity": 2}]))  # fmt: skip
    yield one("quantity-with-exponent", "record-invalid", "1E3 for 1000",
              entry(amounts=[{"counter": "luot-phat-thanh", "quantity": "1E3"}]))  # fmt: skip
    yield one("no-title", "record-invalid", "an entry that says nothing", entry(title=" "))
    yield one("unknown-field", "record-unknown-member", "a field format 1.0 does not have",
              entry(weather="mưa"))  # fmt: skip
    yield one("unknown-nested-field", "record-unknown-member", "such a field of an amount",
              entry(amounts=[{"counter": "tin", "quantity": "1", "mood": "vui"}]))  # fmt: skip
    yield one("unknown-record-member", "record-unknown-member", "a member a record does not have",
              entry() | {"mood": "vui"})  # fmt: skip
    yield one("wrong-hash", "record-hash-differs", "the hash of another content",
              entry() | {"hash": "0" * 64})  # fmt: skip
    yield one("id-not-v7", "record-invalid", "a UUID of another version",
              entry("0197f000-0000-4000-8000-0000000000e1"))  # fmt: skip
    yield one("id-twice", "record-twice", "two entries of one id", entry(), entry(people=5))
    yield one("empty-vector", "record-versions-wrong", "no change at all", entry() | {"vv": {}})
    yield one("dot-beyond-vector", "record-versions-wrong", "a field from a change not in it",
              entry() | {"dots": {"title": f"{DATABASE}:9"}})  # fmt: skip
    yield one("kind-in-wrong-stream", "record-invalid", "a task among the entries",
              raw={"activities": line(task())})  # fmt: skip
    yield one("figure-of-other-place", "record-invalid", "an id that is not the figure's own",
              figure() | {"id": "bao-cao-dinh-ky/2026-H2/luot-phat-thanh/-"})  # fmt: skip
    yield one("text-for-day", "record-invalid", "no day at all", entry(date="hôm qua"))
    yield one("link-of-other-scheme", "record-invalid", "a link that runs a program",
              entry(), evidence(sha256="", url="javascript:alert(1)"))  # fmt: skip
    yield one("dangling-task", "reference-dangling", "an entry for a task that is not there",
              task(), entry(tasks=[LATER_TASK]))  # fmt: skip
    yield one("dangling-evidence", "reference-dangling", "a photo of an entry that is not there",
              entry(OTHER_ENTRY), evidence(), blobs={"image/jpeg": PHOTO})  # fmt: skip
    yield one("cycle", "reference-cycle", "two tasks, each the successor of the other",
              task(superseded_by=LATER_TASK), task(LATER_TASK, superseded_by=TASK))  # fmt: skip
    yield one("attachment-missing", "attachment-missing", "a photo the manifest does not name",
              entry(), evidence())  # fmt: skip
    yield one("attachment-orphan", "attachment-orphan", "a photo that belongs to nothing",
              entry(), blobs={"image/jpeg": PHOTO})  # fmt: skip
