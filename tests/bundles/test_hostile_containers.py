"""Files that are no bundle, or no longer one: each refused with its code, nothing left behind."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from papidesk import i18n
from papidesk.bundles import container, reader
from papidesk.bundles.failures import BundleError
from papidesk.domain import record
from papidesk.domain.record import replace
from tests.bundles.container_parts import (
    KEY,
    LIMITS,
    SIGNER,
    STRANGER,
    Part,
    Zip,
    blob,
    deflated,
    introduction,
    manifest,
    receive,
    signed_anew,
    taken_apart,
    trusting,
    with_manifest,
    write,
)

STREAM = "data/channels.jsonl"


@pytest.fixture
def honest(tmp_path: Path) -> bytes:
    """An honest bundle with a stream and an attachment."""
    place = tmp_path / "honest"
    place.mkdir()
    write(place / "a.papi", blobs=[blob(place, b"a photo")])
    return (place / "a.papi").read_bytes()


def refused(data: bytes, tmp_path: Path, **more: object) -> str:
    """Return the code ``data`` is refused with; a sentence in both languages, nothing left."""
    came, staging = tmp_path / "came.papi", tmp_path / "staging"
    came.write_bytes(data)
    staging.mkdir()
    with pytest.raises(BundleError) as caught:
        receive(came, staging, **more)
    assert list(staging.iterdir()) == []
    said = []
    for language in ("en", "vi"):
        i18n.use(language)
        said.append(i18n.say(caught.value))
    i18n.use("vi")
    assert all(len(sentence) > 20 and "{" not in sentence for sentence in said)
    assert said[0] != said[1]
    assert caught.value.code != BundleError.code
    staging.rmdir()
    return caught.value.code


def extra(name: bytes, **changes: object) -> Callable[[Zip], Zip]:
    """Return what puts one more entry into a bundle."""
    return lambda made: made.insert(Part(name, b"more", **changes))  # type: ignore[arg-type]


def test_an_honest_bundle_taken_apart_and_put_together_is_taken(
    honest: bytes, tmp_path: Path
) -> None:
    came, staging = tmp_path / "came.papi", tmp_path / "staging"
    staging.mkdir()
    for made in (taken_apart(honest), signed_anew(taken_apart(honest))):
        came.write_bytes(made.built())
        read = receive(came, staging)
        assert [one.fields["name"] for one in read.records()] == [
            "Kênh số 0", "Kênh số 1", "Kênh số 2",
        ]  # fmt: skip
        assert [path.read_bytes() for path in read.blobs.values()] == [b"a photo"]
        for place in ("data", "blobs"):
            for path in (staging / place).iterdir():
                path.unlink()
            (staging / place).rmdir()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"P", "not-a-bundle"),
        (b"\0", "not-a-bundle"),
        (b"a text\n" * 500, "not-a-bundle"),
        (b"PK\x05\x06" + bytes(18), "not-a-bundle"),
    ],
)
def test_what_is_no_zip_at_all_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    assert refused(data, tmp_path) == code


def test_a_word_file_is_refused_as_no_bundle(tmp_path: Path) -> None:
    place = tmp_path / "a.docx"
    with zipfile.ZipFile(place, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w:document/>")
    assert refused(place.read_bytes(), tmp_path) == "not-a-bundle"
    with zipfile.ZipFile(place, "a") as made:
        made.comment = b"a comment"
    assert refused(place.read_bytes(), tmp_path) == "not-a-bundle"


def test_a_file_cut_at_any_byte_is_refused(honest: bytes, tmp_path: Path) -> None:
    lengths = {1, *range(0, len(honest), 3)}
    codes = {refused(honest[:length], tmp_path) for length in lengths}
    assert codes == {"file-empty", "not-a-bundle", "file-cut-off"}
    # Whatever begins as a bundle is said to be cut off, not to be something else.
    assert refused(honest[:2], tmp_path) == "file-cut-off"
    assert refused(honest[:-1], tmp_path) == "file-cut-off"


def test_any_flipped_bit_is_refused_or_changes_nothing_that_was_signed(
    honest: bytes, tmp_path: Path
) -> None:
    came, staging = tmp_path / "came.papi", tmp_path / "staging"
    harmless = []
    for place in range(len(honest)):
        changed = bytearray(honest)
        changed[place] ^= 1 << (place % 8)
        came.write_bytes(changed)
        staging.mkdir(exist_ok=True)
        try:
            read = receive(came, staging)
        except BundleError:
            assert list(staging.iterdir()) == []
            continue
        harmless.append(place)
        assert [path.read_bytes() for path in read.blobs.values()] == [b"a photo"]
        assert len(list(read.records())) == 3
        for room in ("data", "blobs"):
            for path in (staging / room).iterdir():
                path.unlink()
            (staging / room).rmdir()
    # Only inside deflated entries: a distance that copies the same letters, the last byte's rest.
    assert len(harmless) < 10


OTHER_NAMES = [
    b"../x", b"../bag-evil/x", b"data/../../x.jsonl", b"/etc/passwd", b"C:\\x", b"C:/x",
    b"\\\\server\\share\\x", b"data\\channels.jsonl", b"META/Manifest.json", b"README.TXT",
    b"data/Channels.jsonl", b"CON", b"data/con.txt", b"nul.txt", b"README.txt.", b"README.txt ",
    b"a:b", b"README.txt:stream", b"README.txt\0.exe", b"data/channels.jsonl\0", b"data/",
    b"data", b"", b".", b"..", b"blobs/" + b"A" * 64, b"blobs/" + b"0" * 63, b"blobs/" + b"0" * 65,
    "data/thẻ.jsonl".encode(), "data/the\u0309.jsonl".encode(), "META/ｍanifest.json".encode(),
    b"data/" + b"a" * 41 + b".jsonl", b"data/1.jsonl", b"data/a.jsonl\n", b"\xff\xfe", b"x" * 65535,
]  # fmt: skip


@pytest.mark.parametrize("name", OTHER_NAMES, ids=lambda name: repr(name)[:30])
def test_a_name_out_of_the_grammar_is_refused(name: bytes, honest: bytes, tmp_path: Path) -> None:
    data = extra(name)(taken_apart(honest)).built()
    # One line of the directory may be no longer than the longest name of the grammar.
    expected = "zip-bad-structure" if len(name) > 1000 else "zip-bad-name"
    assert refused(data, tmp_path) == expected


def test_names_in_two_unicode_forms_are_refused(honest: bytes, tmp_path: Path) -> None:
    made = extra("data/thẻ.jsonl".encode())(
        extra("data/the\u0309.jsonl".encode())(taken_apart(honest))
    )
    assert refused(made.built(), tmp_path) == "zip-bad-name"


def bomb(made: Zip) -> Zip:
    """Make a stream that says it is small and unpacks to 100 MB of blanks."""
    made.swap(STREAM, method=8, packed=deflated(bytes(100_000_000)))
    return made


def lying(made: Zip) -> Zip:
    """Make a stream that says it is one byte shorter than it is, in all of its heads."""
    part = made.part(STREAM)
    return made.swap(STREAM, size=len(part.data) - 1)


def overlapping(made: Zip) -> Zip:
    """List the README with the place of the stream: one content under two heads."""
    readme, stream = made.part(container.README), made.part(STREAM)
    made.directory = [record_with(part, at=0) if part is readme else part for part in made.parts]
    assert stream in made.directory
    return made


def record_with(part: Part, **changes: object) -> Part:
    """Return a copy of ``part`` with ``changes``."""
    import dataclasses

    return dataclasses.replace(part, **changes)  # type: ignore[arg-type]


def listed_twice(made: Zip) -> Zip:
    """List one entry twice in the directory."""
    made.directory = [*made.parts, made.parts[-1]]
    return made


def unlisted(made: Zip) -> Zip:
    """Leave the last entry out of the directory: bytes nobody speaks of."""
    made.directory = made.parts[:-1]
    return made


def many(made: Zip) -> Zip:
    """Make a directory of 60,000 entries."""
    made.directory = [made.parts[0], *[made.parts[1]] * 59_999]
    return made


STRUCTURES: dict[str, tuple[Callable[[Zip], Zip], str]] = {
    "zip bomb": (bomb, "entry-damaged"),
    "overlapping entries": (overlapping, "zip-overlap"),
    "an entry listed twice": (listed_twice, "zip-duplicate-name"),
    "an entry not listed": (unlisted, "zip-extra-bytes"),
    "60,000 entries": (many, "zip-too-many-entries"),
    "lying sizes": (lying, "zip-headers-differ"),
    "lying size of a deflated entry": (
        lambda made: made.swap(STREAM, method=8, size=10), "entry-changed",
    ),
    "a deflated entry longer than it says": (
        lambda made: made.swap(STREAM, size=10_000), "entry-changed",
    ),
    "a checksum that does not fit": (lambda made: made.swap(STREAM, crc=1), "entry-damaged"),
    "a deflate stream cut off": (
        lambda made: made.swap(STREAM, packed=deflated(made.part(STREAM).data)[:-3]),
        "entry-damaged",
    ),
    "bytes behind a deflate stream": (
        lambda made: made.swap(STREAM, packed=deflated(made.part(STREAM).data) + b"more"),
        "entry-damaged",
    ),
    "a deflate stream that is none": (
        lambda made: made.swap(STREAM, packed=b"\xff" * 100), "entry-damaged",
    ),
    "a size in ZIP64": (lambda made: made.swap(STREAM, size=0xFFFFFFFF), "zip-64"),
    "a place in ZIP64": (lambda made: made.swap(STREAM, at=0xFFFFFFFF), "zip-64"),
    "a count in ZIP64": (lambda made: replace_zip(made, count=0xFFFF), "zip-64"),
    "a stream bigger than its limit": (
        lambda made: made.swap(STREAM, size=65 << 20), "entry-too-big",
    ),
    "a symlink": (lambda made: made.swap(STREAM, outside=0o120777 << 16), "zip-not-a-file"),
    "a folder": (lambda made: made.swap(STREAM, outside=0o040755 << 16 | 0x10), "zip-not-a-file"),
    "a device": (lambda made: made.swap(STREAM, outside=0o060644 << 16), "zip-not-a-file"),
    "other rights": (lambda made: made.swap(STREAM, outside=0o104755 << 16), "zip-bad-structure"),
    "made by another system": (lambda made: made.swap(STREAM, made_by=0x0014), "zip-bad-structure"),
    "another day": (lambda made: made.swap(STREAM, day=0x5A21), "zip-bad-structure"),
    "another version needed": (lambda made: made.swap(STREAM, needs=45), "zip-bad-structure"),
    "an encrypted entry": (lambda made: made.swap(STREAM, flags=1), "zip-encrypted"),
    "a strongly encrypted entry": (lambda made: made.swap(STREAM, flags=0x41), "zip-encrypted"),
    "a masked directory": (lambda made: made.swap(STREAM, flags=0x2000), "zip-encrypted"),
    "a data descriptor": (lambda made: made.swap(STREAM, flags=8), "zip-bad-structure"),
    "a name said to be UTF-8": (lambda made: made.swap(STREAM, flags=0x800), "zip-bad-structure"),
    "an extra field": (lambda made: made.swap(STREAM, extra=b"\1\0\0\0"), "zip-bad-structure"),
    "an extra field in the head": (
        lambda made: made.swap(STREAM, local_extra=b"\1\0\0\0"), "zip-headers-differ",
    ),
    "a comment of an entry": (lambda made: made.swap(STREAM, comment=b"x"), "zip-bad-structure"),
    "a comment of the file": (lambda made: replace_zip(made, comment=b"hello"), "zip-extra-bytes"),
    "bytes before": (lambda made: replace_zip(made, before=b"junk"), "zip-extra-bytes"),
    "bytes before, places shifted": (
        lambda made: replace_zip(made, before=b"junk", shift=4), "zip-extra-bytes",
    ),
    "a picture before": (
        lambda made: replace_zip(made, before=b"\x89PNG\r\n" + bytes(64), shift=70),
        "zip-extra-bytes",
    ),
    "bytes after": (lambda made: replace_zip(made, after=b"junk"), "zip-extra-bytes"),
    "zeros after": (lambda made: replace_zip(made, after=bytes(4096)), "zip-extra-bytes"),
    "bytes between": (lambda made: made.swap(STREAM, before=b"junk"), "zip-extra-bytes"),
    "bytes before the directory": (lambda made: replace_zip(made, gap=b"junk"), "zip-extra-bytes"),
    "two joined files": (
        lambda made: replace_zip(made, before=taken_apart_again(made)), "zip-extra-bytes",
    ),
    "another name in the head": (
        lambda made: made.swap(STREAM, local_name=b"data/documents.json"), "zip-headers-differ",
    ),
    "another size in the head": (
        lambda made: made.swap(STREAM, local_size=1), "zip-headers-differ",
    ),
    "another order": (lambda made: replace_zip(made, parts=made.parts[:3] + made.parts[:2:-1]),
                      "zip-bad-structure"),
    "a directory in another order": (
        lambda made: replace_zip(made, directory=[made.parts[0], *made.parts[:0:-1]]),
        "zip-extra-bytes",
    ),
    "another mimetype": (
        lambda made: made.swap("mimetype", data=b"application/vnd.oasis.opendocument"),
        "not-a-bundle",
    ),
    "a mimetype of the same length": (
        lambda made: made.swap("mimetype", data=b"x" * 35), "not-a-bundle",
    ),
    "a deflated mimetype": (lambda made: made.swap("mimetype", method=8), "not-a-bundle"),
    "fewer entries than counted": (
        lambda made: replace_zip(made, count=len(made.parts) + 1), "zip-bad-structure",
    ),
    "more entries than counted": (
        lambda made: replace_zip(made, count=len(made.parts) - 1), "zip-bad-structure",
    ),
    "no signature": (lambda made: without(made, container.SIGNATURE), "unsigned"),
    "no manifest": (lambda made: without(made, container.MANIFEST), "unsigned"),
    "an entry not in the manifest": (
        lambda made: made.insert(Part(b"data/tasks.jsonl", b"more"), before=STREAM),
        "entry-not-listed",
    ),
    "an attachment not in the manifest": (
        lambda made: made.insert(Part(b"blobs/" + b"0" * 64, b"x")), "entry-not-listed",
    ),
    "a listed entry missing": (lambda made: without(made, STREAM), "entry-missing"),
    "a listed attachment missing": (
        lambda made: replace_zip(
            made, parts=[part for part in made.parts if not part.name.startswith(b"blobs/")]
        ),
        "entry-missing",
    ),
    "an entry of the same length changed": (
        lambda made: made.swap(STREAM, data=made.part(STREAM).data.replace(b"0", b"1")),
        "entry-changed",
    ),
    "an entry made longer": (
        lambda made: made.swap(STREAM, data=made.part(STREAM).data * 2), "entry-changed",
    ),
    "the README changed": (
        lambda made: made.swap(container.README, data=b"x" * len(made.part(container.README).data)),
        "entry-changed",
    ),
    "the manifest edited": (
        lambda made: made.swap(
            container.MANIFEST,
            data=made.part(container.MANIFEST).data.replace(b"2026-Q1", b"2026-Q2"),
        ),
        "signature-wrong",
    ),
}  # fmt: skip
METHODS = {"bzip2": 12, "lzma": 14, "deflate64": 9, "zstd": 93, "xz": 95, "AES": 99, "none": 65535}


def replace_zip(made: Zip, **changes: object) -> Zip:
    """Return a copy of ``made`` with ``changes``."""
    import dataclasses

    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def taken_apart_again(made: Zip) -> bytes:
    """Return the whole file once more, to be put before itself."""
    return made.built()


def without(made: Zip, name: str) -> Zip:
    """Return ``made`` without the entry of that name."""
    return replace_zip(made, parts=[part for part in made.parts if part.name != name.encode()])


@pytest.mark.parametrize("wrong", STRUCTURES)
def test_a_container_built_in_another_way_is_refused(
    wrong: str, honest: bytes, tmp_path: Path
) -> None:
    build, code = STRUCTURES[wrong]
    made = taken_apart(honest)
    made.swap(STREAM, method=8)
    if wrong == "lying sizes":
        made.swap(STREAM, method=0)
    assert refused(build(made).built(), tmp_path) == code


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())
def test_an_entry_packed_in_another_way_is_refused(
    method: int, honest: bytes, tmp_path: Path
) -> None:
    made = taken_apart(honest).swap(STREAM, method=method)
    assert refused(made.built(), tmp_path) == "zip-unknown-method"


def test_two_hundred_thousand_entries_are_refused_unread(honest: bytes, tmp_path: Path) -> None:
    # More than a plain end record can count: the count runs over, the directory does not fit it.
    made = taken_apart(honest)
    made.directory = [made.parts[0], *[made.parts[1]] * 199_999]
    made.count = 200_000 % 65_536
    assert refused(made.built(), tmp_path) == "zip-bad-structure"


def test_many_entries_that_are_too_big_together_are_refused(honest: bytes, tmp_path: Path) -> None:
    small = replace(LIMITS, total=1000)
    assert refused(honest, tmp_path, limits=small) == "entry-too-big"


@pytest.mark.parametrize(
    ("name", "most"),
    [
        (container.MANIFEST, LIMITS.manifest),
        (container.SIGNATURE, LIMITS.small),
        (container.INTRODUCTION, LIMITS.small),
        (container.README, LIMITS.small),
        (STREAM, LIMITS.stream),
        ("blobs/" + "0" * 64, LIMITS.blob),
    ],
)
def test_each_kind_of_entry_has_its_limit(
    name: str, most: int, honest: bytes, tmp_path: Path
) -> None:
    made = taken_apart(honest)
    if name.startswith("blobs/"):
        made.insert(Part(name.encode(), b""))
    made.swap(name, method=8)
    assert refused(made.swap(name, size=most + 1).built(), tmp_path) == "entry-too-big"
    assert refused(made.swap(name, size=most).built(), tmp_path) != "entry-too-big"


def test_a_file_above_the_limit_is_not_read(honest: bytes, tmp_path: Path) -> None:
    assert refused(honest, tmp_path, limits=replace(LIMITS, file=1000)) == "file-too-big"


def test_a_bundle_for_which_the_disk_has_no_room_is_refused(honest: bytes, tmp_path: Path) -> None:
    assert refused(honest, tmp_path, limits=replace(LIMITS, spare=1 << 60)) == "disk-full"


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    staging = tmp_path / "staging"
    staging.mkdir()
    for source in (tmp_path / "nothing.papi", staging):
        with pytest.raises(BundleError) as caught:
            reader.stage(source, staging, limits=LIMITS)
        assert caught.value.code == "source-gone"
    assert list(staging.iterdir()) == []


def envelope(said: bytes) -> Callable[[Zip], Zip]:
    """Return what puts another signature file in."""
    return lambda made: made.swap(container.SIGNATURE, data=said)


def forged(made: Zip) -> Zip:
    """Sign with a stranger's key under the name of the trusted one."""
    with_manifest(made, made.part(container.MANIFEST).data, signer=STRANGER)
    said = made.part(container.SIGNATURE).data
    return made.swap(
        container.SIGNATURE, data=said.replace(STRANGER.keyid.encode(), SIGNER.keyid.encode())
    )


def of_another_type(made: Zip) -> Zip:
    """Put the signature of the introduction in place of the manifest's."""
    said = made.part(container.SIGNATURE).data
    return made.swap(container.SIGNATURE, data=said.replace(b"manifest+json", b"receipts+json"))


def signed_as_another_type(made: Zip) -> Zip:
    """Sign the manifest as a payload of another type, but say it is a manifest."""
    import base64
    import json

    from papidesk.bundles import signing

    said = made.part(container.MANIFEST).data
    value = SIGNER.sign(signing.pae(said, "application/vnd.papidesk.key+json"))
    written = json.loads(made.part(container.SIGNATURE).data)
    written["signatures"][0]["sig"] = base64.b64encode(value).decode()
    return made.swap(container.SIGNATURE, data=json.dumps(written).encode())


SIGNATURES: dict[str, tuple[Callable[[Zip], Zip], str]] = {
    "nothing": (envelope(b""), "signature-malformed"),
    "no JSON": (envelope(b"{"), "signature-malformed"),
    "deep nesting": (envelope(b"[" * 60_000), "signature-malformed"),
    "a list": (envelope(b"[]"), "signature-malformed"),
    "another member": (
        lambda made: envelope(b'{"payload":"",' + made.part(container.SIGNATURE).data[1:])(made),
        "signature-malformed",
    ),
    "a member twice": (
        lambda made: envelope(b'{"payloadType":"x",' + made.part(container.SIGNATURE).data[1:])(
            made
        ),
        "signature-malformed",
    ),
    "two signatures": (
        envelope(
            b'{"payloadType":"application/vnd.papidesk.manifest+json","signatures":[{},{}]}'
        ),
        "signature-malformed",
    ),
    "base64 of another length": (
        lambda made: envelope(
            made.part(container.SIGNATURE).data.replace(b'"sig":"', b'"sig":"AAAA')
        )(made),
        "signature-malformed",
    ),
    "a keyid in capitals": (
        lambda made: envelope(
            made.part(container.SIGNATURE).data.replace(
                SIGNER.keyid.encode(), SIGNER.keyid.upper().encode()
            )
        )(made),
        "signature-malformed",
    ),
    "another payload type": (of_another_type, "signature-other-type"),
    "signed as another payload type": (signed_as_another_type, "signature-wrong"),
    "a stranger’s signature under a known name": (forged, "signature-wrong"),
    "a stranger’s signature beside a known introduction": (
        lambda made: with_manifest(made, made.part(container.MANIFEST).data, signer=STRANGER),
        "key-mismatch",
    ),
    "a stranger’s introduction beside a known signature": (
        lambda made: made.swap(container.INTRODUCTION, data=introduction(STRANGER)),
        "key-mismatch",
    ),
    "an introduction of another unit": (
        lambda made: signed_anew(
            made.swap(container.INTRODUCTION, data=introduction(unit="xa-binh-minh"))
        ),
        "introduction-bad",
    ),
    "an introduction that was changed": (
        lambda made: made.swap(
            container.INTRODUCTION,
            data=made.part(container.INTRODUCTION).data.replace(b": \"eyJ", b": \"eyK"),
        ),
        "introduction-bad",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", SIGNATURES)
def test_a_signature_that_is_not_right_is_refused(
    wrong: str, honest: bytes, tmp_path: Path
) -> None:
    build, code = SIGNATURES[wrong]
    assert refused(build(taken_apart(honest)).built(), tmp_path) == code


def test_a_key_that_was_revoked_signs_nothing_any_more(honest: bytes, tmp_path: Path) -> None:
    revoked = trusting(record.replace(KEY, state="revoked"))
    assert refused(honest, tmp_path, key_of=revoked) == "key-revoked"


def test_a_known_key_with_other_bytes_than_its_name_is_refused(
    honest: bytes, tmp_path: Path
) -> None:
    for public, code in ((STRANGER.public.hex(), "key-mismatch"), ("01" + "00" * 31, "key-weak")):
        wrong = trusting(record.replace(KEY, public=public))
        assert refused(honest, tmp_path, key_of=wrong) == code


def test_an_unknown_key_that_does_not_introduce_itself_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.papi", introduction=b"")
    data = (tmp_path / "a.papi").read_bytes()
    assert refused(data, tmp_path, key_of=trusting()) == "key-unknown"


def test_an_unknown_key_that_introduces_itself_is_for_a_person_to_compare(
    honest: bytes, tmp_path: Path
) -> None:
    came, staging = tmp_path / "came.papi", tmp_path / "staging"
    came.write_bytes(honest)
    staging.mkdir()
    read = receive(came, staging, key_of=trusting())
    assert read.key is None
    assert read.introduction is not None
    assert (read.introduction.keyid, read.introduction.unit) == (SIGNER.keyid, "xa-an-hoa")
    assert read.introduction.state == "waiting"


def test_a_name_of_a_device_as_a_stream_is_laid_out_under_a_number(tmp_path: Path) -> None:
    write(tmp_path / "a.papi")
    staging = tmp_path / "staging"
    staging.mkdir()
    read = receive(tmp_path / "a.papi", staging)
    assert {name: path.name for name, path in read.streams.items()} == {"channels": "0.jsonl"}


def test_sizes_in_the_manifest_that_are_not_those_of_the_entries_are_refused(
    honest: bytes, tmp_path: Path
) -> None:
    made = taken_apart(honest)
    said = manifest()
    from papidesk.bundles import manifest_json

    said = manifest_json.loads(made.part(container.MANIFEST).data)
    files = tuple(
        record.replace(one, bytes=one.bytes + 1) if one.path == STREAM else one
        for one in said.files
    )
    with_manifest(made, record.replace(said, files=files))
    assert refused(made.built(), tmp_path) == "entry-changed"


def test_what_a_plain_zip_tool_makes_of_the_same_parts_is_refused(
    honest: bytes, tmp_path: Path
) -> None:
    place = tmp_path / "packed.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made:
        for part in taken_apart(honest).parts:
            made.writestr(part.name.decode(), part.data)
    assert refused(place.read_bytes(), tmp_path) in {"zip-bad-structure", "not-a-bundle"}


def test_the_end_record_may_not_speak_of_several_disks(honest: bytes, tmp_path: Path) -> None:
    changed = bytearray(honest)
    struct.pack_into("<H", changed, len(changed) - 18, 1)
    assert refused(bytes(changed), tmp_path) == "zip-bad-structure"
