"""The bad test vectors of the container, the signature and the manifest."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from papidesk.bundles import signing
from tests.bundles.vectors_build import (
    NAME,
    PHOTO,
    REVOKED,
    SIGNER,
    STRANGER,
    SUPERIOR,
    UNIT,
    Build,
    Vector,
    bad,
    pack,
    raw,
    record,
    setting,
    sha256,
)


def bad_manifests() -> Iterator[Vector]:
    yield bad(
        "newer-major", "version-newer", "format 2.0",
        manifest={"version": {"major": 2, "minor": 0}},
    )  # fmt: skip
    yield bad(
        "older-major", "version-unsupported", "format 0.9",
        manifest={"version": {"major": 0, "minor": 9}},
    )  # fmt: skip
    yield bad(
        "critical-feature", "critical-unknown", "a feature this reader must know and does not",
        manifest={"critical": ["split-blobs"]},
    )  # fmt: skip
    yield bad("other-format", "manifest-other-format", "signed, but something else",
              manifest={"format": "other"})  # fmt: skip
    yield bad("newer-schema", "schema-newer", "records of a later schema",
              manifest={"schema": {"name": "papidesk-records", "version": 2}})  # fmt: skip
    yield bad("old-schema", "schema-unsupported", "records of a schema before the first",
              manifest={"schema": {"name": "papidesk-records", "version": 0}})  # fmt: skip
    yield bad("unknown-member", "manifest-unknown-member", "a member format 1.0 does not have",
              manifest={"colour": "xanh"})  # fmt: skip
    yield bad("seq-zero", "manifest-invalid", "number 0", manifest={"seq": 0})
    yield bad("seq-true", "manifest-invalid", "true for a number", manifest={"seq": True})
    yield bad("no-prev", "manifest-invalid", "number 2 without the hash of the one before",
              manifest={"seq": 2})  # fmt: skip
    yield bad("stream-of-other-kind", "manifest-invalid", "the stream of another kind",
              manifest={"stream": f"plan:{SUPERIOR}"})  # fmt: skip
    yield bad("bundle-id-not-v7", "manifest-invalid", "a UUID of another version",
              manifest={"bundle_id": "0197f000-0000-4000-8000-0000000000b1"})  # fmt: skip
    yield bad("unit-with-accents", "manifest-invalid", "a unit code that is not ASCII",
              manifest={"to": ["sở-nội-vụ"]})  # fmt: skip
    yield bad("no-such-period", "manifest-invalid", "the fifth quarter",
              change=setting("covers", "period", "2026-Q5"))  # fmt: skip
    yield bad(
        "kind-not-carried", "stream-not-allowed", "a report with a set of keys in it",
        records=[
            record(
                "key", SIGNER.keyid, {"public": SIGNER.public.hex(), "unit": UNIT, "name": NAME}
            )
        ],
        change=setting("covers", "kinds", []),
    )  # fmt: skip
    yield bad("unknown-stream", "stream-not-allowed", "a stream no kind stands in",
              raw={"secrets": b""})  # fmt: skip

    def twice(entries: dict[str, bytes]) -> None:
        said = entries["META/manifest.json"]
        entries["META/manifest.json"] = said.replace(b'"seq": 1,', b'"seq": 1,\n "seq": 1,', 1)
        sign_again(entries)

    yield bad("manifest-member-twice", "json-duplicate-key", "seq stands twice", after=twice)

    def marked(entries: dict[str, bytes]) -> None:
        entries["META/manifest.json"] = b"\xef\xbb\xbf" + entries["META/manifest.json"]
        sign_again(entries)

    yield bad("manifest-byte-order-mark", "json-byte-order-mark", "a mark before it", after=marked)
    yield bad("money-differs", "totals-differ", "the money does not add up",
              change=setting("totals", "money", 499999))  # fmt: skip
    yield bad("counter-differs", "totals-differ", "a counter does not add up",
              change=setting("totals", "counters", "luot-phat-thanh", "3"))  # fmt: skip
    yield bad("figure-differs", "totals-differ", "a figure does not add up",
              change=setting("totals", "figures", "luot-phat-thanh", "161"))  # fmt: skip


def sign_again(entries: dict[str, bytes]) -> None:
    """Sign a manifest whose bytes were bent after they were signed."""
    entries["META/manifest.sig"] = signing.signed(entries["META/manifest.json"], SIGNER)


def bad_signatures() -> Iterator[Vector]:
    yield bad("unsigned", "unsigned", "no signature",
              after=lambda entries: _drop(entries, "META/manifest.sig"))  # fmt: skip
    yield bad("no-manifest", "unsigned", "no manifest",
              after=lambda entries: _drop(entries, "META/manifest.json"))  # fmt: skip

    def edited(entries: dict[str, bytes]) -> None:
        entries["META/manifest.json"] = entries["META/manifest.json"].replace(
            b'"seq": 1', b'"seq": 2'
        )

    yield bad("manifest-edited", "signature-wrong", "changed after it was signed", after=edited)
    yield bad("forged-key", "key-mismatch", "signed by a stranger, introduced as xã An Hòa",
              signer=STRANGER, introduced=SIGNER)  # fmt: skip
    yield bad("other-payload-type", "signature-other-type", "a signature for something else",
              payload_type="application/vnd.example+json")  # fmt: skip
    yield bad("signature-no-json", "signature-malformed", "a signature that is no JSON",
              envelope=b"signed\n")  # fmt: skip
    yield bad("revoked-key", "key-revoked", "a key that was revoked", signer=REVOKED)


def _drop(entries: dict[str, bytes], name: str) -> None:
    del entries[name]


def bad_containers() -> Iterator[Vector]:
    entries = Build().entries()
    honest = pack(entries)
    yield raw("empty-file", "file-empty", "nothing", b"")
    yield raw("one-byte", "not-a-bundle", "one byte", b"P")
    yield raw("docx", "not-a-bundle", "a ZIP of another kind",
              pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}))  # fmt: skip
    yield raw(
        "cut-in-half", "file-cut-off", "the second half is missing", honest[: len(honest) // 2]
    )
    yield raw("junk-before", "zip-extra-bytes", "bytes before the ZIP", b"#!/bin/sh\n" + honest)
    yield raw("junk-after", "zip-extra-bytes", "bytes behind the ZIP", honest + b"junk")
    yield raw("two-joined", "zip-extra-bytes", "two bundles joined", honest + honest)
    pairs = list(entries.items())
    yield raw("name-twice", "zip-duplicate-name", "a stream stands twice",
              _quiet_pack([*pairs, pairs[-1]]))  # fmt: skip
    for name, path in {
        "parent-folder": "../x", "absolute": "/etc/passwd", "drive": "C:/x", "backslash": "data\\x",
        "upper-case": "DATA/tasks.jsonl", "device": "CON", "stream-of-windows": "data/a:b",
    }.items():  # fmt: skip
        yield raw(f"name-{name}", "zip-bad-name", f"an entry {path}", pack([*pairs, (path, b"x")]))
    extra = dict(entries)
    extra[f"blobs/{sha256(PHOTO)}"] = PHOTO
    extra["README.txt"] = extra.pop("README.txt")
    yield raw("entry-not-listed", "entry-not-listed", "a part nobody signed", pack(extra))
    yield bad("entry-missing", "entry-missing", "a part that was signed is not there",
              after=lambda e: _drop(e, "data/tasks.jsonl"))  # fmt: skip

    def swapped(e: dict[str, bytes]) -> None:
        e["README.txt"] = e["README.txt"].replace("Mở".encode(), "Bỏ".encode())

    yield bad("entry-changed", "entry-changed", "a part that is not what was signed", after=swapped)
    at = honest.index(b"Ph\xc3\xa1t thanh v")
    flipped = bytearray(honest)
    flipped[at] ^= 1
    yield raw("flipped-bit", "entry-damaged", "one bit of a record is flipped", bytes(flipped))


def _quiet_pack(pairs: list[tuple[str, bytes]]) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice, which is what is wanted
        return pack(pairs)
