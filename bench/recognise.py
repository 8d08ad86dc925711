"""Scores the recogniser on the seeds and the real documents, file by file and field by field."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from papidesk.domain.blocks import Block, Heading, Table  # noqa: E402
from papidesk.domain.document import Document  # noqa: E402
from papidesk.domain.kinds import kinds  # noqa: E402
from papidesk.domain.manuscript import Manuscript  # noqa: E402
from papidesk.domain.numbering import core  # noqa: E402
from papidesk.domain.recognise.from_text import read_text  # noqa: E402
from papidesk.domain.recognise.recognise import Recognition, recognise  # noqa: E402
from papidesk.text.encodings import decode  # noqa: E402
from papidesk.word.reader import read  # noqa: E402

SHARED = ROOT.parent / "shared"
HEADER = (
    "kind", "superior", "issuer", "number", "symbol", "place", "day", "month", "year", "abstract",
    "bases", "addressees", "archive", "authority", "position", "name",
)  # fmt: skip
STRUCTURE = ("tree", "recipients", "annexes", "tables_body", "tables_annex", "footnotes")


@dataclass
class Score:
    """One file: for each field whether it is right, what was expected and what was found."""

    file: str
    form: str
    fields: dict[str, bool] = field(default_factory=dict)
    wrong: dict[str, tuple[object, object]] = field(default_factory=dict)
    seconds: float = 0.0

    def judge(self, name: str, expected: object, found: object) -> None:
        self.fields[name] = expected == found
        if expected != found:
            self.wrong[name] = (expected, found)


def manuscript_of(path: Path) -> Manuscript:
    """Return the manuscript of a text or Word file."""
    if path.suffix == ".docx":
        return read(path)
    decoded = decode(path.read_bytes())
    return read_text(decoded.text, path.name, decoded.encoding)


def expected_documents() -> list[tuple[Path, dict[str, Any]]]:
    """Return path and answer key of every judged file."""
    seeds = yaml.safe_load((Path(__file__).parent / "recognise_expected_seeds.yaml").read_text())
    real = yaml.safe_load((SHARED / "real" / "expected.yaml").read_text())
    return [(SHARED / "seeds" / doc["file"], doc) for doc in seeds["documents"]] + [
        (SHARED / "real" / doc["file"], doc) for doc in real["documents"]
    ]


def score(path: Path, key: dict[str, Any]) -> Score:
    """Return the score of one file against its key."""
    start = time.perf_counter()
    recognition = recognise(manuscript_of(path))
    result = Score(file=path.name, form="docx" if path.suffix == ".docx" else "text")
    result.seconds = time.perf_counter() - start
    _judge_head(result, recognition, key)
    _judge_foot(result, recognition.document, key)
    _judge_structure(result, recognition.document, key)
    return result


def _judge_head(result: Score, recognition: Recognition, key: dict[str, Any]) -> None:
    document = recognition.document
    kind = kinds().get(document.kind)
    result.judge("kind", key["doc_type"].lower(), kind.title.lower() if kind else "")
    superior = key.get("issuer_parent_raw") or key["issuer_parent"] or ""
    result.judge("superior", superior, document.superior)
    result.judge("issuer", key["issuer"] or "", document.issuer)
    result.judge("number", key["number"], document.number)
    result.judge("symbol", key["symbol"] or "", document.symbol)
    result.judge("place", key["place"] or "", document.place)
    for part in ("day", "month", "year"):
        result.judge(part, key["date"][part], getattr(document.date, part))
    result.judge("abstract", " ".join((key["abstract"] or "").split()), document.abstract)
    result.judge("bases", key["basis_can_cu"], len(document.bases))
    result.judge("addressees", key["kinh_gui"], list(document.addressees))


def _judge_foot(result: Score, document: Document, key: dict[str, Any]) -> None:
    archive = document.recipients[-1] if document.recipients else None
    result.judge("archive", key["archive"], archive)
    signature = document.signature
    result.judge("authority", key["signer"]["authority"], [a.line for a in signature.chain])
    result.judge("position", key["signer"]["position"] or "", signature.position)
    _judge_name(result, key["signer"], signature.name)


def _judge_structure(result: Score, document: Document, key: dict[str, Any]) -> None:
    expected = [(s["num"], s["title"], s["subs"]) for s in key["sections"]]
    found = [
        (num, title if len(title) <= len(want) or not _begins(title, want) else want, subs)
        for (num, title, subs), (_, want, _) in zip(
            tree(document.blocks), [*expected, *[("", "", 0)] * 99], strict=False
        )
    ]
    result.judge("tree", expected, found)
    result.judge("recipients", key["recipients"], len(document.recipients))
    result.judge(
        "annexes",
        [(a["label"], a["title"]) for a in key["annexes"]],
        [(a.label_as_written.rstrip(":. "), a.title) for a in document.annexes],
    )
    result.judge("tables_body", key["tables_body"], _tables(document.blocks))
    inside = sum(_tables(annex.blocks) for annex in document.annexes)
    result.judge("tables_annex", key["tables_annex"], inside)
    result.judge("footnotes", key.get("footnotes", 0), len(document.footnotes))


def _begins(title: str, want: str) -> bool:
    """A run-in paragraph counts by how it begins."""
    return bool(want) and title.startswith(want)


def tree(blocks: tuple[Block, ...]) -> list[tuple[str, str, int]]:
    """Return number, title and count of sub-headings of each first-level heading."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings:
        return []
    top = min(heading.level for heading in headings)
    found: list[tuple[str, str, int]] = []
    below = top + 1
    for heading in headings:
        if heading.level == top:
            found.append((core(heading.number_as_written), heading.text, 0))
        elif heading.level == below and found:
            number, title, count = found[-1]
            found[-1] = (number, title, count + 1)
    return found


def _tables(blocks: tuple[Block, ...]) -> int:
    return sum(isinstance(block, Table) for block in blocks)


def _judge_name(result: Score, signer: dict[str, str | None], found: str) -> None:
    """Compare the signer's name with the key, which may hold only the hash of a real name."""
    if "name_sha256" in signer:
        digest = hashlib.sha256(unicodedata.normalize("NFC", found).encode()).hexdigest()
        result.judge("name", signer["name_sha256"], digest)
    else:
        result.judge("name", signer["name"] or "", found)


def share(scores: list[Score], names: tuple[str, ...], form: str = "") -> float:
    """Return which share (0 to 1) of fields is right in the files of a form."""
    judged = [s.fields[name] for s in scores if form in ("", s.form) for name in names]
    return sum(judged) / max(1, len(judged))


def exact(scores: list[Score]) -> float:
    """Return in which share of files section tree and recipients are both exact."""
    good = [s.fields["tree"] and s.fields["recipients"] for s in scores]
    return sum(good) / max(1, len(good))


def main() -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    scores = [score(path, key) for path, key in expected_documents()]
    summary = {
        "header_docx": share(scores, HEADER, "docx"),
        "header_text": share(scores, HEADER, "text"),
        "structure": share(scores, STRUCTURE),
        "exact_trees_and_recipients": exact(scores),
    }
    if options.json:
        files = [{"file": s.file, "fields": s.fields, "seconds": s.seconds} for s in scores]
        print(json.dumps({"summary": summary, "files": files}, ensure_ascii=False, indent=1))
        return 0
    for one in scores:
        right = sum(one.fields.values())
        print(f"{one.file:52} {right:2}/{len(one.fields)}  {one.seconds * 1000:6.0f} ms")
        for name, (expected, found) in one.wrong.items():
            print(f"    {name}: expected {expected!r}\n    {' ' * len(name)}  found    {found!r}")
    for name, value in summary.items():
        print(f"{name:30} {value:6.1%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
