"""The hostile files of the design's list of faults, made here, by the words of that list."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from papidesk.bundles import encryption, keys
from papidesk.domain import bundle
from papidesk.domain.bundle import BundleRecord
from papidesk.domain.version_vector import content_hash
from tests.bundles import container_parts, test_hostile_containers, test_hostile_contents
from tests.bundles.container_parts import Part, Zip, deflated, signed_anew, taken_apart
from tests.bundles.vectors_bad_container import sign_again
from tests.bundles.vectors_build import (
    LATER_TASK,
    OTHER_DATABASE,
    OTHER_ENTRY,
    PHOTO,
    REVOKED,
    STRANGER,
    SUPERIOR,
    TASK,
    Build,
    Json,
    entry,
    evidence,
    figure,
    line,
    setting,
    task,
)

MIB = 1 << 20
ABOVE, ABOVE_UNIT = keys.Signer(bytes(range(3, 35))), "bo-noi-vu"
OTHER_UNIT = "xa-binh-minh"
TAKEN = "0197f000-0000-7000-8000-0000000000b9"
STREAM = "data/channels.jsonl"


@dataclass(frozen=True)
class World:
    """What a hostile sender knows of the receiver: its encryption recipient, a folder to use."""

    recipient: str
    folder: Path


@dataclass(frozen=True)
class Hostile:
    """One hostile file: what it is, its bytes, the codes it may be refused with."""

    name: str
    data: Callable[[World], bytes]
    codes: frozenset[str]


def case(name: str, data: Callable[[World], bytes] | bytes, *codes: str) -> Hostile:
    """Return one hostile file."""
    made = data if callable(data) else lambda world: data
    return Hostile(name, made, frozenset(codes))


def honest() -> bytes:
    """Return a bundle with a stream and an attachment that would be taken in."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        photo = container_parts.blob(place, b"a photo")
        container_parts.write(
            place / "a.papi",
            records={"channel": container_parts.channels(1), "evidence": []},
            blobs=[photo],
        )
        return (place / "a.papi").read_bytes()


def built(name: str, change: Callable[[Zip], Zip], *codes: str) -> Hostile:
    """Return an honest bundle put together wrong."""
    return case(name, lambda world: change(taken_apart(honest()).swap(STREAM, method=8)).built(),
                *codes)  # fmt: skip


def structures(*names: str) -> list[Hostile]:
    """Return containers the tests of the container build wrong, by what they call them."""
    wanted = [(name, *test_hostile_containers.STRUCTURES[name]) for name in names]
    return [built(name, change, code) for name, change, code in wanted]


def signatures(*names: str) -> list[Hostile]:
    """Return bundles with wrong signatures, by what their tests call them."""
    wanted = [(name, *test_hostile_containers.SIGNATURES[name]) for name in names]
    return [built(name, change, code) for name, change, code in wanted]


def contents(*names: str) -> list[Hostile]:
    """Return signed bundles with records nobody writes, by what their tests call them."""
    made = []
    for name in names:
        change, code = test_hostile_contents.CONTENTS[name]
        made.append(case(name, lambda world, change=change: change(_plain()).built(), code))
    return made


def _plain() -> Zip:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "a.papi"
        container_parts.write(place, records={"channel": container_parts.channels(1)})
        return taken_apart(place.read_bytes())


def named(*names: bytes) -> list[Hostile]:
    """Return bundles with one more entry of each name."""
    return [
        built(repr(name)[:40], lambda made, name=name: made.insert(Part(name, b"more")),
              "zip-bad-name")
        for name in names
    ]  # fmt: skip


def vector(name: str, code: str, **build: Any) -> Hostile:
    """Return a bundle of tasks, entries and figures, bent as :class:`Build` says."""
    return case(name, lambda world: Build(**build).data(), code)


def lines(name: str, code: str, change: Callable[[bytes], bytes]) -> Hostile:
    """Return a signed bundle whose one entry of the log is written in another way."""
    said = change(line(entry()))
    return vector(name, code, records=[], raw={"activities": said})


def swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Return what puts ``new`` in place of ``old``."""
    return lambda said: said.replace(old, new)


def cut() -> Iterable[Hostile]:
    """Yield an honest bundle cut at many of its bytes."""

    def part(length: Callable[[int], int]) -> Callable[[World], bytes]:
        def made(world: World) -> bytes:
            whole = honest()
            return whole[: length(len(whole))]

        return made

    codes = ("file-empty", "not-a-bundle", "file-cut-off")
    for number in (0, 1, 2, 35, 60):
        yield case(f"after {number}", part(lambda size, number=number: number), *codes)
    for number in range(1, 24):
        yield case(f"at {number}/24", part(lambda size, n=number: size * n // 24), *codes)
    yield case("before the last", part(lambda size: size - 1), *codes)


def docx() -> bytes:
    """Return a Word file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


def thousands(made: Zip) -> Zip:
    """Make a directory of 200,000 entries, which its end cannot count."""
    made.directory = [made.parts[0], *[made.parts[1]] * 199_999]
    made.count = 200_000 % 65_536
    return made


def unpacking(size: int) -> Callable[[Zip], Zip]:
    """Return what makes a stream, truly signed, of ``size`` bytes in one line."""

    def change(made: Zip) -> Zip:
        return signed_anew(made.swap(STREAM, data=b'"' + b"a" * size + b'"\n', method=8))

    return change


def encrypted(change: Callable[[bytes], bytes], *, ours: bool = True) -> Callable[[World], bytes]:
    """Return what encrypts an honest bundle, for us or somebody else, and bends the file."""

    def made(world: World) -> bytes:
        place = world.folder / "plain"
        place.write_bytes(honest())
        recipient = world.recipient if ours else keys.new_age_identity()[1]
        encryption.encrypt(place, world.folder / "sealed", [recipient])
        data = (world.folder / "sealed").read_bytes()
        for name in ("plain", "sealed"):
            (world.folder / name).unlink()
        return change(data)

    return made


def flipped(at: int) -> Callable[[bytes], bytes]:
    """Return what flips one bit."""

    def change(data: bytes) -> bytes:
        changed = bytearray(data)
        changed[at] ^= 4
        return bytes(changed)

    return change


def keyset(version: int, *, state: str = "trusted") -> bytes:
    """Return a set of keys of the superior that says what is thought of one unit's key."""
    said = {
        "public": STRANGER.public.hex(), "unit": OTHER_UNIT, "name": "xã Bình Minh",
        "role": "subordinate", "state": state,
    }  # fmt: skip
    record = BundleRecord(
        kind="key", id=STRANGER.keyid, owner=ABOVE_UNIT, vv={OTHER_DATABASE: 1},
        hash=content_hash(said), fields=said,
    )  # fmt: skip
    manifest = container_parts.manifest(
        bundle_id=f"0197f000-0000-7000-8000-0000000001{version:02}",
        kind="keyset",
        sender=bundle.Sender(
            unit=ABOVE_UNIT, name="Bộ Nội vụ", instance=container_parts.INSTANCE,
            database=OTHER_DATABASE,
        ),
        stream=f"keyset:{SUPERIOR}",
        seq=version,
        prev="ab" * 32 if version > 1 else "",
        covers=bundle.Covers(kinds=("key",), keyset=version, full=True),
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        place = Path(folder) / "k.papi"
        container_parts.write(
            place, said=manifest, records={"key": [record]}, signer=ABOVE, introduction=b""
        )
        return place.read_bytes()


def edited(entries: dict[str, bytes]) -> None:
    """Change the manifest after it was signed."""
    said = entries["META/manifest.json"]
    entries["META/manifest.json"] = said.replace(b"2026-H1", b"2026-H2")


def dropped(name: str) -> Callable[[dict[str, bytes]], None]:
    """Return what leaves an entry out."""

    def change(entries: dict[str, bytes]) -> None:
        del entries[name]

    return change


def marked(entries: dict[str, bytes]) -> None:
    """Put a byte order mark before the manifest and sign that."""
    entries["META/manifest.json"] = b"\xef\xbb\xbf" + entries["META/manifest.json"]
    sign_again(entries)


def methods() -> list[Hostile]:
    """Return bundles with an entry packed in each other way there is."""
    return [
        built(name, lambda made, method=method: made.swap(STREAM, method=method),
              "zip-unknown-method")
        for name, method in test_hostile_containers.METHODS.items()
    ]  # fmt: skip


def taken_before(**build: Any) -> bytes:
    """Return the bundle the receiver has taken in already, or one of its id that differs."""
    return Build(manifest={"bundle_id": TAKEN}, **build).data()


# Refused whole. The words are those of the list; a phrase may need several files.
REFUSED: dict[str, list[Hostile]] = {
    "empty": [case("nothing", b"", "file-empty")],
    "1 byte": [case("P", b"P", "not-a-bundle"), case("NUL", b"\0", "not-a-bundle")],
    "not a zip (docx)": [
        case("docx", docx(), "not-a-bundle"),
        case("text", b"a text\n" * 500, "not-a-bundle"),
        case("only an end", b"PK\x05\x06" + bytes(18), "not-a-bundle"),
    ],
    "cut at any byte": list(cut()),
    "zip bomb": [
        *structures("zip bomb", "a deflated entry longer than it says"),
        built(
            "500 MB in 64 MiB said",
            lambda made: made.swap(
                STREAM, method=8, packed=deflated(bytes(100 * MIB)), size=60 * MIB
            ),
            "entry-damaged", "entry-changed",
        ),
    ],
    "overlapping entries": structures("overlapping entries"),
    "lying sizes": structures(
        "lying size of a deflated entry", "another size in the head", "a count in ZIP64",
        "a size in ZIP64", "a place in ZIP64",
    ),
    "200,000 entries": [
        built("200,000", thousands, "zip-bad-structure"), *structures("60,000 entries"),
    ],
    "`../x`": named(b"../x", b"data/../../x.jsonl", b".."),
    "sibling-prefix `../bag-evil/x`": named(b"../bag-evil/x"),
    "absolute, drive, UNC": named(b"/etc/passwd", b"C:/x", b"C:\\x", b"\\\\server\\share\\x"),
    "backslash": named(b"data\\channels.jsonl"),
    "symlink entry": structures("a symlink", "a folder", "a device"),
    "duplicate name": [
        built(
            "a stream twice",
            lambda made: made.insert(Part(STREAM.encode(), b"{}\n")), "zip-duplicate-name",
        ),
        *structures("an entry listed twice"),
    ],
    "case collision": named(b"META/Manifest.json", b"README.TXT", b"data/Channels.jsonl"),
    "NFC/NFD name pair": [
        built(
            "both",
            lambda made: made.insert(Part("data/thẻ.jsonl".encode(), b"")).insert(
                Part("data/the\u0309.jsonl".encode(), b"")
            ),
            "zip-bad-name",
        )
    ],
    "`CON`, `nul.txt`, trailing dot, `a:b`": named(
        b"CON", b"nul.txt", b"README.txt.", b"README.txt ", b"a:b", b"README.txt:stream"
    ),
    "NUL in name": named(b"README.txt\0.exe", b"data/channels.jsonl\0"),
    "encrypted entry": structures(
        "an encrypted entry", "a strongly encrypted entry", "a masked directory"
    ),
    "unknown method (AES, zstd, bz2, lzma)": methods(),
    "junk before or after, polyglot, two joined zips": structures(
        "bytes before", "bytes before, places shifted", "a picture before", "bytes after",
        "zeros after", "bytes between", "bytes before the directory", "two joined files",
        "a comment of the file",
    ),
    "local/central name mismatch": structures("another name in the head"),
    "entry not in manifest": structures(
        "an entry not in the manifest", "an attachment not in the manifest"
    ),
    "manifest entry missing": structures("a listed entry missing", "a listed attachment missing"),
    "wrong checksum": structures(
        "a checksum that does not fit", "an entry of the same length changed",
        "the README changed",
    ),
    "manifest edited after signing": [
        *structures("the manifest edited"), vector("a period", "signature-wrong", after=edited),
    ],
    "unsigned": [
        vector("no signature", "unsigned", after=dropped("META/manifest.sig")),
        *signatures("nothing"),
    ],
    "forged key with another unit's name": [
        *signatures("a stranger’s signature under a known name",
                    "a stranger’s signature beside a known introduction"),
        vector("a trusted key as another unit", "key-other-unit", signer=STRANGER),
    ],
    "valid key, another unit's records": [
        vector("owner", "record-other-owner", records=[entry() | {"owner": OTHER_UNIT}]),
        vector("owner of one of two", "record-other-owner",
               records=[task(), entry() | {"owner": SUPERIOR}]),
    ],
    "revoked key, older keyset": [
        vector("revoked", "key-revoked", signer=REVOKED),
        case("older", lambda world: keyset(2), "keyset-older"),
        case("other of one version", lambda world: keyset(3, state="revoked"),
             "keyset-older", "same-id-other-content"),
    ],
    "signature over another payload type": signatures(
        "another payload type", "signed as another payload type"
    ),
    "wrong recipient": [vector("to another", "wrong-recipient", manifest={
        "to": ["so-tai-chinh"], "stream": "report:so-tai-chinh"})],
    "encrypted for someone else": [
        case("age", encrypted(lambda data: data, ours=False), "age-not-for-us")
    ],
    "age file cut, extended, flipped (and no plaintext left)": [
        case("cut", encrypted(lambda data: data[:-1]), "age-damaged"),
        case("cut in the head", encrypted(lambda data: data[:60]), "age-damaged"),
        case("cut to its nonce", encrypted(lambda data: data[:-2000]), "age-damaged"),
        case("extended", encrypted(lambda data: data + b"x"), "age-damaged"),
        case("flipped", encrypted(flipped(-300)), "age-damaged"),
        case("flipped at its end", encrypted(flipped(-1)), "age-damaged"),
        case("flipped in the head", encrypted(flipped(100)), "age-damaged", "age-not-for-us"),
    ],
    "unknown major or critical feature": [
        vector("2.0", "version-newer", manifest={"version": {"major": 2, "minor": 0}}),
        vector("0.9", "version-unsupported", manifest={"version": {"major": 0, "minor": 9}}),
        vector("critical", "critical-unknown", manifest={"critical": ["split-blobs"]}),
    ],
    "unsupported old schema": [
        vector("0", "schema-unsupported",
               manifest={"schema": {"name": "papidesk-records", "version": 0}}),
        vector("2", "schema-newer",
               manifest={"schema": {"name": "papidesk-records", "version": 2}}),
    ],
    "line of 500 MiB": [
        *contents("a stream that says it has 500 MiB", "a line of 30 MiB"),
        built("60 MiB, signed", unpacking(60 * MIB), "line-too-long"),
        built("500 MiB, signed", unpacking(500 * MIB), "entry-too-big"),
    ],
    "100,000 nested `[`": [
        *contents("100,000 nested lists", "100,000 nested lists in the manifest",
                  "100,000 closed lists", "100,000 nested objects"),
        *signatures("deep nesting"),
    ],
    "NaN, Infinity, 1e999": contents("NaN", "Infinity", "1e999"),
    "duplicate keys": [
        *contents("a member twice"),
        lines("twice", "json-duplicate-key", swap(b'"people":120', b'"people":1,"people":2')),
        lines("twice, once as an escape", "json-duplicate-key",
              swap(b'"people":120', b'"people":1,"peopl\\u0065":2')),
    ],
    "5,000-digit integer": contents("an integer of 5,000 digits"),
    "lone surrogate, bad UTF-8, BOM, trailing text": [
        *contents("a lone surrogate", "bad UTF-8", "a byte order mark", "text after the record"),
        vector("BOM of the manifest", "json-byte-order-mark", after=marked),
        lines("a surrogate the wrong way round", "json-lone-surrogate",
              swap(b"ng\xc3\xa2n", b"\\udc00\\ud83d")),
    ],
    "`\\u0000`": contents("a NUL"),
    "float for integer, bool for int": contents("1.0 for 1", "true for 1"),
    "NFD text": [
        *contents("letters and marks apart"),
        lines("as an escape", "json-not-nfc", swap(b"ng\xc3\xa2n", b"nga\\u0302n")),
    ],
    "overflow, negative, 101 %": [
        vector("negative quantity", "record-out-of-range", records=[
            entry(amounts=[{"counter": "luot-phat-thanh", "quantity": "-2"}])]),
        vector("overflowing quantity", "record-out-of-range", records=[
            entry(amounts=[{"counter": "luot-phat-thanh", "quantity": "9" * 14}])]),
        vector("101 %", "record-out-of-range", records=[task(progress=101)]),
        vector("money", "record-out-of-range", records=[entry(cost=10**15)]),
        vector("negative money", "record-out-of-range", records=[entry(cost=-1)]),
    ],
    "dangling reference, cycle, orphan attachment": [
        vector("dangling", "reference-dangling", records=[
            task(), entry(tasks=[LATER_TASK])]),
        vector("evidence of nothing", "reference-dangling", records=[
            entry(OTHER_ENTRY), evidence()], blobs={"image/jpeg": PHOTO}),
        vector("cycle", "reference-cycle", records=[
            task(superseded_by=LATER_TASK), task(LATER_TASK, superseded_by=TASK)]),
        vector("of itself", "reference-cycle", records=[task(superseded_by=TASK)]),
        vector("orphan", "attachment-orphan", records=[entry()], blobs={"image/jpeg": PHOTO}),
        vector("missing", "attachment-missing", records=[entry(), evidence()]),
    ],
    "totals disagree": [
        vector("money", "totals-differ", change=setting("totals", "money", 499_999)),
        vector("figure", "totals-differ",
               change=setting("totals", "figures", "luot-phat-thanh", "161")),
        vector("records", "manifest-invalid", change=setting("totals", "records", 2)),
    ],
    "same id, other content": [
        case("another figure", lambda world: taken_before(
            records=[task(), entry(), figure(value="157", total="157")]),
            "same-id-other-content"),
    ],
    "fast-forward sequence": [
        vector("by 10,001 and more", "sequence-jump",
               manifest={"seq": 10_002, "prev": "ab" * 32}),
        vector("to the end of numbers", "sequence-jump",
               manifest={"seq": 2**53 - 1, "prev": "ab" * 32}),
    ],
}  # fmt: skip


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def next_one(number: int, **more: Any) -> Json:
    """Return the members of a manifest that is the ``number``-th of its stream."""
    return {
        "bundle_id": f"0197f000-0000-7000-8000-0000000002{number:02}", "seq": number,
        "prev": "ab" * 32,
    } | more  # fmt: skip
