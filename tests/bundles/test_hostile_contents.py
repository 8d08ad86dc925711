"""What a trusted but hostile sender can sign is refused as well, and in little memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from papidesk import i18n
from papidesk.bundles import container, reader, references
from papidesk.bundles.failures import BundleError
from papidesk.domain.record import replace
from papidesk.domain.version_vector import content_hash
from tests.bundles.container_parts import (
    KEY,
    LIMITS,
    Zip,
    channels,
    receive,
    signed_anew,
    taken_apart,
    trusting,
    with_manifest,
    write,
)

MIB = 1 << 20
STREAM = "data/channels.jsonl"


@pytest.fixture
def honest(tmp_path: Path) -> Zip:
    """An honest bundle of one record, in parts."""
    write(tmp_path / "a.papi", records={"channel": channels(1)})
    return taken_apart((tmp_path / "a.papi").read_bytes())


def refused(made: Zip, tmp_path: Path, *, most: int = 16 * MIB) -> str:
    """Return the code it is refused with, by whoever reads all of it, in at most ``most`` bytes."""
    came, staging = tmp_path / "came.papi", tmp_path / "staging"
    came.write_bytes(made.built())
    staging.mkdir()
    tracemalloc.start()
    try:
        with pytest.raises(BundleError) as caught:
            read = receive(came, staging)
            list(references.judged(read.manifest, read.records()))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < most
    assert len(i18n.say(caught.value)) > 20
    return caught.value.code


def stream(change: Callable[[bytes], bytes]) -> Callable[[Zip], Zip]:
    """Return what puts another line in place of the record, deflated and signed."""

    def put(made: Zip) -> Zip:
        line = made.part(STREAM).data.rstrip(b"\n")
        return signed_anew(made.swap(STREAM, data=change(line) + b"\n", method=8))

    return put


def manifest(change: Callable[[bytes], bytes]) -> Callable[[Zip], Zip]:
    """Return what signs other bytes as the manifest."""
    return lambda made: with_manifest(made, change(made.part(container.MANIFEST).data))


CONTENTS: dict[str, tuple[Callable[[Zip], Zip], str]] = {
    "a stream that says it has 500 MiB": (
        lambda made: made.swap(STREAM, method=8, size=500 * MIB), "entry-too-big",
    ),
    "a line of 30 MiB": (
        stream(lambda line: line[:-1] + b',"note":"' + b"a" * 30 * MIB + b'"}'),
        "line-too-long",
    ),
    "100,000 nested lists": (stream(lambda line: b"[" * 100_000), "json-too-deep"),
    "100,000 nested objects": (stream(lambda line: b'{"a":' * 40_000), "json-too-deep"),
    "100,000 nested lists in the manifest": (
        manifest(lambda said: b"[" * 100_000), "json-too-deep",
    ),
    "100,000 closed lists": (
        stream(lambda line: line[:-1] + b',"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        "json-too-deep",
    ),
    "an integer of 5,000 digits": (
        stream(lambda line: line.replace(b":1}", b":" + b"9" * 5000 + b"}")), "json-number-too-big",
    ),
    "a string of 200 KiB": (
        stream(lambda line: line.replace("Kênh".encode(), b"K" * 200 * 1024)),
        "json-string-too-long",
    ),
    "NaN": (stream(lambda line: line.replace(b":1}", b":NaN}")), "json-not-a-number"),
    "Infinity": (stream(lambda line: line.replace(b":1}", b":-Infinity}")), "json-not-a-number"),
    "1e999": (stream(lambda line: line.replace(b":1}", b":1e999}")), "json-float"),
    "1.0 for 1": (stream(lambda line: line.replace(b":1}", b":1.0}")), "json-float"),
    "true for 1": (stream(lambda line: line.replace(b":1}", b":true}")), "record-invalid"),
    "a member twice": (
        stream(lambda line: line.replace(b"{", b'{"kind":"channel",', 1)), "json-duplicate-key",
    ),
    "a byte order mark": (stream(lambda line: b"\xef\xbb\xbf" + line), "json-byte-order-mark"),
    "text after the record": (stream(lambda line: line + b" x"), "json-malformed"),
    "bad UTF-8": (stream(lambda line: line.replace("ê".encode(), b"\xc3")), "json-not-utf8"),
    "a lone surrogate": (
        stream(lambda line: line.replace("ê".encode(), b"\\ud800")), "json-lone-surrogate",
    ),
    "a NUL": (
        stream(lambda line: line.replace("ê".encode(), b"\\u0000")), "json-control-character",
    ),
    "letters and marks apart": (
        stream(lambda line: line.replace("ê".encode(), "e\u0302".encode())), "json-not-nfc",
    ),
    "an empty line": (stream(lambda line: line + b"\n"), "json-malformed"),
    "one line more than counted": (stream(lambda line: line + b"\n" + line), "record-twice"),
    "no line": (lambda made: signed_anew(made.swap(STREAM, data=b"")), "lines-differ"),
    "a last line without an end": (
        lambda made: signed_anew(made.swap(STREAM, data=made.part(STREAM).data[:-1])),
        "lines-differ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", CONTENTS)
def test_what_no_honest_program_writes_is_refused_though_signed(
    wrong: str, honest: Zip, tmp_path: Path
) -> None:
    build, code = CONTENTS[wrong]
    assert refused(build(honest), tmp_path) == code


def test_many_records_are_read_one_at_a_time(tmp_path: Path) -> None:
    one, many = channels(1)[0], 10_000
    write(
        tmp_path / "a.papi",
        records={"channel": (replace(one, id=f"kenh-{number}") for number in range(many))},
    )
    staging = tmp_path / "staging"
    staging.mkdir()
    tracemalloc.start()
    read = receive(tmp_path / "a.papi", staging)
    assert sum(1 for _ in read.records()) == many
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The ids are remembered, so that none comes twice: about 100 bytes a record, nothing else.
    assert peak < 8 * MIB


def test_more_records_than_allowed_are_refused_before_any_is_read(
    honest: Zip, tmp_path: Path
) -> None:
    came, staging = tmp_path / "came.papi", tmp_path / "staging"
    came.write_bytes(honest.built())
    staging.mkdir()
    with pytest.raises(BundleError) as caught:
        reader.open_bundle(
            came, folder=staging, key_of=trusting(KEY), limits=replace(LIMITS, records=0)
        )
    assert caught.value.code in {"too-many-records", "manifest-invalid"}
    assert list(staging.iterdir()) == []


def test_few_records_that_are_long_are_not_kept_in_memory(tmp_path: Path) -> None:
    long = [
        replace(one, fields=fields, hash=content_hash(fields))
        for one in channels(240)
        for fields in [{"name": one.fields["name"], "words": [f"{n} " * 9_000 for n in range(8)]}]
    ]
    written = write(tmp_path / "a.papi", records={"channel": long})
    assert written.manifest.totals.records == 240
    del long
    staging = tmp_path / "staging"
    staging.mkdir()
    read = receive(tmp_path / "a.papi", staging)
    tracemalloc.start()
    try:
        for _ in range(2):
            assert sum(1 for _ in read.records()) == 240
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16 * MIB
