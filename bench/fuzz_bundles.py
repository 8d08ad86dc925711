"""Opens mutated bundles by the hundred thousand: `python -m bench.fuzz_bundles [count] [seed]`.

Each is refused with a code and leaves nothing behind, or it is exactly what was signed. Anything
else (another exception, a file left over, other content) is printed and ends the run with 1.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from papidesk.bundles import container, encryption, reader, references
from papidesk.bundles.failures import BundleError
from papidesk.domain.version_vector import content_hash
from tests.bundles.container_parts import (
    IDENTITY,
    KEY,
    LIMITS,
    OTHER_RECIPIENT,
    RECIPIENT,
    SIGNER,
    Part,
    Zip,
    blob,
    channels,
    evidence,
    introduction,
    signed_anew,
    taken_apart,
    trusting,
    with_manifest,
    write,
)

COUNT, SEED = 200_000, 1
STREAM = "data/channels.jsonl"
# Whole tokens that have broken readers of JSON before.
TOKENS = (
    b"NaN", b"Infinity", b"-0", b"1e999", b"1.0", b"null", b"true", b"[]", b"{}", b'""', b"[[[[",
    b"9" * 40, b"9007199254740993", b"\\u0000", b"\\ud800", b"\xff", b"\xed\xa0\x80", b"\0", b"\n",
    b"\xef\xbb\xbf", "e\u0301".encode(), b'"a":1,"a":2', b",", b":", b'"', b"\\", b"{" * 40,
    b"0" * 64, b"../x", b"data/tasks.jsonl", b"2026-02-31", b"-1",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**53, -(2**63), 10**30, 1.5, "", "a", "x" * 70_000, "e\u0301",
    "\u202e", "\x7f", "0" * 64, [], [[]], {}, {"a": 1}, [None], "2026-02-31", "../x", "\ud800",
)  # fmt: skip


class Fuzz:
    """The honest bundles that are mutated, and what came of each mutation."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.folder, self.came = folder / "staging", folder / "came"
        self.folder.mkdir()
        photo = blob(folder, b"a photo")
        shown = evidence(photo)
        write(
            folder / "a.papi",
            records={"channel": channels(2), "evidence": [shown]},
            blobs=[photo],
        )
        write(
            folder / "b.papi.age",
            records={"channel": channels(2)},
            encrypt_to=[RECIPIENT, OTHER_RECIPIENT],
            identities=[IDENTITY],
        )
        self.plain = (folder / "a.papi").read_bytes()
        self.sealed = (folder / "b.papi.age").read_bytes()
        self.parts = taken_apart(self.plain)
        self.records = [*channels(2), shown]
        self.sealed_records = channels(2)
        self.codes: Counter[str] = Counter()
        self.findings: list[str] = []
        self.ways: tuple[tuple[Callable[[], bytes], bool], ...] = (
            (self._raw, True),
            (self._structure, True),
            (self._sealed, True),
            (self._envelope, True),
            (self._manifest, False),
            (self._stream, False),
            (self._stream, False),
            (self._sealed_again, True),
        )

    def once(self) -> None:
        """Mutate once, open, and judge what came of it."""
        way, signed = self.random.choice(self.ways)
        data = way()
        self.came.write_bytes(data)
        try:
            self._open(data, signed=signed)
        except BundleError as error:
            self.codes[error.code] += 1
            if error.code == BundleError.code or not error.message:
                self._found(data, f"refused without a reason: {type(error).__name__}")
            if any(self.folder.iterdir()):
                # Records are judged when everything is laid out; whoever receives removes it then.
                self._clean()
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            self._found(data, f"{way.__name__}: {type(error).__name__}: {error}"[:300])
            self._clean()

    def _open(self, data: bytes, *, signed: bool) -> None:
        try:
            read = reader.open_bundle(
                self.came,
                folder=self.folder,
                identities=(IDENTITY,),
                key_of=trusting(KEY),
                limits=LIMITS,
            )
        except BundleError:
            if any(self.folder.iterdir()):
                self._found(data, "something was left in staging")
            raise
        records = [record for record, _ in references.judged(read.manifest, read.records())]
        self.codes["taken"] += 1
        if signed and records not in (self.records, self.sealed_records):
            self._found(data, "other records were taken than were signed")
        self._clean()

    def _clean(self) -> None:
        shutil.rmtree(self.folder)
        self.folder.mkdir()

    def _found(self, data: bytes, what: str) -> None:
        self.findings.append(f"{what} ({data[:60]!r}… {len(data)} bytes)")

    def _bytes(self, data: bytes, most: int = 3) -> bytes:
        """Return ``data`` with some bytes changed, left out, doubled, moved or put in."""
        made, chance = bytearray(data), self.random
        for _ in range(chance.randint(1, most)):
            place = chance.randrange(len(made) + 1)
            length = min(chance.choice((1, 1, 2, 4, 16, 100)), len(made) - place)
            act = chance.randrange(7)
            if act == 0 and place < len(made):
                made[place] ^= 1 << chance.randrange(8)
            elif act == 1:
                made[place : place + length] = chance.randbytes(length)
            elif act == 2:
                del made[place : place + length]
            elif act == 3:
                made[place:place] = made[place : place + length]
            elif act == 4:
                made[place:place] = chance.choice(TOKENS)
            elif act == 5:
                made[place : place + 4] = chance.choice(
                    (b"\xff" * 4, bytes(4), b"PK\5\6", b"PK\1\2")
                )
            else:
                del made[place:]
        return bytes(made)

    def _raw(self) -> bytes:
        return self._bytes(self.plain)

    def _sealed(self) -> bytes:
        return self._bytes(self.sealed)

    def _sealed_again(self) -> bytes:
        """Encrypt a mutated container: few, because sealing costs most."""
        if self.random.random() > 0.02:
            return self._structure()
        inner = self.folder.parent / "inner"
        inner.write_bytes(self._structure())
        encryption.encrypt(inner, self.folder.parent / "outer", [RECIPIENT])
        return (self.folder.parent / "outer").read_bytes()

    def _copy(self) -> Zip:
        return replace(self.parts, parts=list(self.parts.parts))

    def _structure(self) -> bytes:
        """Set one field of one head, or one of the whole file, to something else."""
        chance, made = self.random, self._copy()
        part = chance.choice(made.parts)
        number = chance.choice((0, 1, 8, 0xFF, 0xFFFF, 0xFFFFFFFF, chance.randrange(1 << 32)))
        small = number & 0xFFFF
        junk = chance.randbytes(chance.randrange(1, 30))
        changes: dict[str, Any] = chance.choice((
            {"name": junk}, {"name": part.name + b"\0"}, {"local_name": junk}, {"method": small},
            {"flags": small}, {"crc": number}, {"size": number}, {"packed_size": number},
            {"local_size": number}, {"extra": junk}, {"local_extra": junk}, {"comment": junk},
            {"made_by": small}, {"outside": number}, {"needs": small}, {"day": small},
            {"at": number}, {"before": junk}, {"data": self._bytes(part.data)},
            {"method": 8}, {"method": 8, "packed": junk}, {"method": 8, "size": number},
        ))  # fmt: skip
        made.swap(part.name.decode(), **changes)
        if chance.random() < 0.2:
            chance.shuffle(made.parts)
        whole: dict[str, Any] = chance.choice((
            {}, {}, {}, {"before": junk}, {"before": junk, "shift": len(junk)}, {"gap": junk},
            {"comment": junk}, {"after": junk}, {"count": small},
            {"directory": made.parts[:-1]}, {"directory": [*made.parts, made.parts[0]]},
            {"parts": [*made.parts, Part(part.name, junk)]},
        ))  # fmt: skip
        return replace(made, **whole).built()

    def _envelope(self) -> bytes:
        name = self.random.choice((container.SIGNATURE, container.INTRODUCTION, container.MANIFEST))
        made = self._copy()
        return made.swap(name, data=self._json(made.part(name).data)).built()

    def _manifest(self) -> bytes:
        """Change the manifest and sign it: what a hostile but trusted sender can do."""
        made = self._copy()
        return with_manifest(made, self._json(made.part(container.MANIFEST).data)).built()

    def _stream(self) -> bytes:
        """Change records and sign them."""
        made, chance = self._copy(), self.random
        if chance.random() < 0.1:
            made.swap(container.INTRODUCTION, data=introduction(SIGNER, name=self._word()))
            return signed_anew(made).built()
        lines = made.part(STREAM).data.splitlines()
        place = chance.randrange(len(lines))
        lines[place] = self._json(lines[place])
        if chance.random() < 0.5:
            lines[place] = _hashed_anew(lines[place])
        made.swap(STREAM, data=b"\n".join(lines) + b"\n")
        return signed_anew(made).built()

    def _word(self) -> str:
        return self.random.choice(("UBND xã An Hòa", "a" * 300, "", "\u202eabc", "e\u0301"))

    def _json(self, data: bytes) -> bytes:
        """Return JSON with bytes changed, or with one value somewhere in it replaced."""
        if self.random.random() < 0.5:
            return self._bytes(data)
        whole = json.loads(data)
        at, key = self._spot(whole)
        act = self.random.randrange(4)
        if act == 0:
            del at[key]
        elif act == 1 and isinstance(at, dict):
            at[self.random.choice(("", "kind", "id", "vv", "a" * 400, "files", "x"))] = at[key]
        else:
            at[key] = self.random.choice(VALUES)
        text = json.dumps(whole, ensure_ascii=self.random.random() < 0.3)
        return text.encode("utf-8", "surrogatepass")

    def _spot(self, whole: Any) -> tuple[Any, Any]:
        """Return a container inside ``whole`` and a key of it, anywhere."""
        spots: list[tuple[Any, Any]] = []
        waiting = [whole]
        while waiting:
            found = waiting.pop()
            pairs = found.items() if isinstance(found, dict) else enumerate(found)
            for key, value in pairs:
                spots.append((found, key))
                if isinstance(value, dict | list):
                    waiting.append(value)
        return self.random.choice(spots)


def _hashed_anew(line: bytes) -> bytes:
    """Return a record with the hash of what it says now, where it still is one."""
    try:
        said = json.loads(line)
        said["hash"] = content_hash(said["fields"], deleted=said.get("deleted", False))
        return json.dumps(said).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return line


def run(count: int, seed: int = SEED) -> tuple[Counter[str], list[str]]:
    """Open ``count`` mutated bundles; return how often each code came, and what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(Path(folder), seed)
        for _ in range(count):
            fuzz.once()
        return fuzz.codes, fuzz.findings


def main() -> int:
    """Run as the arguments say and print what was seen."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    began = time.monotonic()
    codes, findings = run(count, seed)
    taken = time.monotonic() - began
    print(f"{count} mutated bundles in {taken:.0f} s ({count / taken:.0f} a second), seed {seed}")
    for code, times in codes.most_common():
        print(f"{times:8} {code}")
    for finding, times in Counter(findings).most_common(40):
        print(f"{times:8} {finding}")
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
