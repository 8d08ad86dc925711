"""The manifest: written in full, read strictly; strict JSON by itself."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.bundles import manifest_json, record_lines, strict_json
from papidesk.bundles.failures import BundleError
from papidesk.bundles.json_failures import JsonError
from papidesk.bundles.limits import Limits
from papidesk.bundles.manifest_failures import ManifestError, StreamError
from papidesk.domain.bundle import (
    Acknowledged,
    Blob,
    Covers,
    DataFile,
    Manifest,
    Totals,
)
from papidesk.domain.record import Record, replace
from tests.bundles.test_records import EXAMPLES, HASH, manifest, told
from tests.bundles.test_schemas import validator

BUNDLE = "0197f000-0000-7000-8000-0000000000b1"
REPORT = manifest(
    kind="report", stream="report:so-noi-vu", to=("so-noi-vu", "H22.1"), seq=12, prev=HASH,
    covers=Covers(kinds=("activity", "figure"), period="2026-H1", duty="bao-cao",
                  since="2025-12-15", until="2026-06-14", full=True),
    files=(
        DataFile(path="mimetype", bytes=35, sha256=HASH),
        DataFile(path="data/activities.jsonl", bytes=100, sha256=HASH, records=3),
    ),
    blobs=(Blob(sha256=HASH, bytes=5, media_type="image/jpeg"),),
    totals=Totals(records=3, money=5, counters={"tin": "3"}),
    acks=(Acknowledged(bundle=BUNDLE),), note="Gửi lại\nlần hai",
    reply_key="age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg",
)  # fmt: skip


def test_a_manifest_comes_out_as_it_went_in() -> None:
    written = manifest_json.dumps(REPORT)
    assert manifest_json.loads(written) == REPORT
    assert manifest_json.dumps(manifest_json.loads(written)) == written
    assert (
        written.endswith(b"}\n")
        and b"\r" not in written
        and written.decode().isprintable() is False
    )
    assert validator("manifest").is_valid(json.loads(written))


def test_every_member_is_written() -> None:
    said = json.loads(manifest_json.dumps(REPORT))
    assert list(said) == list(Manifest.__struct_encode_fields__)
    assert set(said["from"]) == {"unit", "name", "instance", "database", "program"}
    assert said["files"][0] == {"path": "mimetype", "bytes": 35, "sha256": HASH, "records": None}


def covers(**more: Any) -> Callable[[], Manifest]:
    return lambda: replace(REPORT, covers=replace(REPORT.covers, **more))


def sender(**more: Any) -> Callable[[], Manifest]:
    return lambda: replace(REPORT, sender=replace(REPORT.sender, **more))


def said(**more: Any) -> Callable[[], Manifest]:
    return lambda: replace(REPORT, **more)


def file(**more: Any) -> Callable[[], Manifest]:
    return lambda: replace(
        REPORT, files=(REPORT.files[0], replace(REPORT.files[1], **more)), totals=Totals(records=3)
    )


WRONG: dict[str, Callable[[], Manifest]] = {
    "bundle id": said(bundle_id="1"),
    "nobody to send to": said(to=()),
    "one recipient twice": said(to=("a", "a")),
    "accents": said(to=("xã-an-hòa",)),
    "a long unit code": sender(unit="a" * 36),
    "no name": sender(name=" "),
    "instance": sender(instance="PC 1"),
    "database": sender(database=""),
    "stream of nobody": said(stream="report:"),
    "stream of another kind": said(stream="plan:so-noi-vu"),
    "number 0": said(seq=0, prev=""),
    "number 2 without the one before": said(prev=""),
    "number 1 with one before": said(seq=1),
    "one before that is no hash": said(prev="AB" * 32),
    "a kind of record it does not carry": covers(kinds=("key",)),
    "one kind twice": covers(kinds=("figure", "figure")),
    "period": covers(period="2026-Q5"),
    "an end before the beginning": covers(since="2026-06-14", until="2025-12-15"),
    "part 3 of 2": covers(part=3, parts=2, whole=BUNDLE),
    "a part of nothing": covers(part=2, parts=2),
    "a first part of another whole": covers(part=1, parts=2, whole=BUNDLE),
    "a whole without parts": covers(whole=BUNDLE),
    "a set of keys in a report": covers(keyset=1),
    "a time of day alone": said(created_at="16:20"),
    "local time": said(created_at="2026-06-19T16:20:00+07:00"),
    "an answer to nobody": said(reply_key="age1x"),
    "a long note": said(note="a" * 4_001),
    "an acknowledgement of nothing": said(acks=(Acknowledged(bundle="1"),)),
    "an unknown outcome": said(acks=(Acknowledged(bundle=BUNDLE, outcome="lost"),)),
    "one file twice": said(files=(REPORT.files[1], REPORT.files[1])),
    "a path elsewhere": file(path="data/../x.jsonl"),
    "itself": file(path="META/manifest.json", records=None),
    "negative bytes": file(bytes=-1),
    "more bytes than a stream has": file(bytes=64 * 1024 * 1024 + 1),
    "a stream without a count": file(records=None),
    "another count than the totals": file(records=4),
    "a hash in capitals": file(sha256="AB" * 32),
    "one blob twice": said(blobs=(REPORT.blobs[0], REPORT.blobs[0])),
    "a blob above the limit": said(blobs=(Blob(sha256=HASH, bytes=50 * 1024 * 1024 + 1),)),
    "no media type": said(blobs=(Blob(sha256=HASH, bytes=1, media_type="photo"),)),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_no_manifest_says_is_refused(name: str) -> None:
    with pytest.raises(ManifestError):
        manifest_json.loads(manifest_json.dumps(WRONG[name]()))


def test_a_stream_of_another_kind_of_bundle_is_refused() -> None:
    with pytest.raises(StreamError):
        manifest_json.loads(manifest_json.dumps(file(path="data/keys.jsonl")()))


def test_limits_can_be_smaller() -> None:
    written = manifest_json.dumps(REPORT)
    for limits in (Limits(entries=3), Limits(stream=99), Limits(blob=4), Limits(total=130)):
        with pytest.raises(ManifestError):
            manifest_json.loads(written, limits=limits)


def test_of_a_later_minor_version_what_is_unknown_is_passed_over() -> None:
    plain = json.loads(manifest_json.dumps(REPORT))
    plain["version"]["minor"] = 9
    plain |= {"colour": "xanh"}
    plain["covers"]["mood"] = plain["files"][0]["mood"] = "vui"
    found = manifest_json.loads(json.dumps(plain).encode())
    assert replace(found, version=REPORT.version) == REPORT


@pytest.mark.parametrize(
    "place", ["from", "covers", "schema", "totals", "version", "files", "acks"]
)
def test_of_this_version_an_unknown_member_is_refused_wherever_it_stands(place: str) -> None:
    plain = json.loads(manifest_json.dumps(REPORT))
    inner = plain[place][0] if isinstance(plain[place], list) else plain[place]
    inner["mood"] = "vui"
    with pytest.raises(ManifestError) as told_as:
        manifest_json.loads(json.dumps(plain).encode())
    assert told_as.value.code == "manifest-unknown-member"
    assert told_as.value.values["name"] == f"{place}.mood"


@given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_any_bytes_are_read_as_other_readers_read_them_or_refused(data: bytes) -> None:
    try:
        found = strict_json.loads(data)
    except JsonError:
        return
    assert json.loads(data) == found


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**54), 2**54) | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(_VALUES, st.booleans(), st.booleans())
def test_both_ways_of_reading_agree(value: Any, ascii_only: bool, spaced: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, separators=None if spaced else (",", ":"))
    data = text.encode(errors="surrogatepass")
    try:
        plain = strict_json.loads(data)
    except JsonError as error:
        with pytest.raises(JsonError) as again:
            strict_json.loads(b" " + data)
        assert again.value.code == error.code
        return
    assert plain == strict_json.loads(b" " + data) == json.loads(data)


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda one: type(one).__name__)
def test_a_line_with_bytes_changed_is_refused_or_says_the_same(record: Record) -> None:
    """No change of a byte leads to anything but a refusal, or to the very same record."""
    honest = told(record)
    line = record_lines.dumps(honest)
    form = manifest([honest])
    chance = random.Random(20260620)
    for _ in range(300):
        bent = bytearray(line)
        for _ in range(chance.choice((1, 1, 2, 5))):
            at = chance.randrange(len(bent))
            bent[at : at + chance.choice((0, 1, 1, 3))] = chance.randbytes(
                chance.choice((0, 1, 1, 2))
            )
        try:
            found = record_lines.loads(bytes(bent), honest.kind, form, place="1")
        except BundleError:
            continue
        # Owner, versions and who changed it are not in the hash: the signature holds them.
        assert found.fields == honest.fields and found.deleted == honest.deleted


def test_a_manifest_with_bytes_changed_is_refused_or_read() -> None:
    written = manifest_json.dumps(REPORT)
    chance = random.Random(20260620)
    for _ in range(3_000):
        bent = bytearray(written)
        at = chance.randrange(len(bent))
        bent[at : at + chance.choice((0, 1, 4))] = chance.randbytes(chance.choice((0, 1, 2)))
        try:
            assert isinstance(manifest_json.loads(bytes(bent)), Manifest)
        except BundleError:
            continue


def test_the_stored_bundle_of_each_schema_version_is_there() -> None:
    from papidesk.bundles.upgrades import OLDEST
    from papidesk.domain.bundle import SCHEMA_VERSION

    folder = Path(__file__).resolve().parents[1] / "data" / "bundles"
    import zipfile

    versions = set()
    for path in folder.glob("good-*.papi"):
        with zipfile.ZipFile(path) as zipped:
            versions.add(json.loads(zipped.read("META/manifest.json"))["schema"]["version"])
    assert versions >= set(range(OLDEST, SCHEMA_VERSION + 1))
