"""Fifty short invented papers in many forms and conversions, each with what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from papidesk.domain.blocks import Block, Heading, Table
from papidesk.domain.document import Document
from papidesk.domain.manuscript import Manuscript
from papidesk.domain.recognise.from_html import read_html
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.recognise import recognise
from tests.recognise.conftest import assert_nothing_lost

_FOLDER = Path(__file__).parent / "varied"
_EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (_FOLDER / "expected.yaml").read_text(encoding="utf-8")
)


def _text(name: str) -> str:
    return (_FOLDER / name).read_bytes().decode("utf-8")


def _manuscript(name: str, text: str) -> Manuscript:
    return read_html(text, name) if name.endswith(".html") else read_text(text, name)


def _sections(blocks: tuple[Block, ...]) -> str:
    """Return the first-level numbers with how many headings stand directly below each."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    top = min((heading.level for heading in headings), default=1)
    found: list[tuple[str, int]] = []
    for heading in headings:
        if heading.level == top:
            found.append((heading.number_as_written.strip(".:/-) "), 0))
        elif heading.level == top + 1 and found:
            found[-1] = (found[-1][0], found[-1][1] + 1)
    return " ".join(f"{number}:{count}" for number, count in found)


def _tables(blocks: tuple[Block, ...]) -> int:
    return sum(isinstance(block, Table) for block in blocks)


def _told(document: Document) -> dict[str, Any]:
    day = document.date
    return {
        "superior": document.superior,
        "issuer": document.issuer,
        "number": document.number,
        "symbol": document.symbol,
        "place": document.place,
        "date": f"{day.day or '-'}/{day.month or '-'}/{day.year or '-'}",
        "kind": document.kind,
        "abstract": document.abstract,
        "addressees": list(document.addressees),
        "bases": len(document.bases),
        "recipients": list(document.recipients),
        "signature": list(document.signature.lines),
        "name": document.signature.name,
        "urgency": document.urgency,
        "address": document.address,
        "authority_line": document.authority_line,
        "sections": _sections(document.blocks),
        "annexes": [annex.title for annex in document.annexes],
        "tables": _tables(document.blocks),
        "annex_tables": sum(_tables(annex.blocks) for annex in document.annexes),
    }


@pytest.mark.parametrize("name", _EXPECTED)
def test_a_paper_of_any_form_is_understood_and_no_word_of_it_is_lost(name: str) -> None:
    manuscript = _manuscript(name, _text(name))
    recognition = recognise(manuscript)
    told = _told(recognition.document)
    assert {field: told[field] for field in _EXPECTED[name]} == _EXPECTED[name]
    if "-\n" not in _text(name):
        assert_nothing_lost(manuscript, recognition)


def _with_page_numbers(text: str) -> str:
    lines = text.split("\n")
    for page, at in enumerate(range(18, len(lines), 19), start=2):
        lines[at:at] = ["", str(page), ""]
    return "\n".join(lines)


_CHANGES: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "indented": lambda text: "\n".join(f"    {line}" for line in text.split("\n")),
    "escaped signs": lambda text: re.sub(r"(?m)^- ", r"\\- ", text),
    "starred lists": lambda text: re.sub(r"(?m)^- ", "* ", text),
    "page numbers": _with_page_numbers,
}


@pytest.mark.parametrize("change", _CHANGES)
def test_a_paper_reads_the_same_whatever_a_program_did_to_its_lines(change: str) -> None:
    different = {}
    for name in _EXPECTED:
        text = _text(name)
        if name.endswith(".html") or (change == "page numbers" and ("\x0c" in text or "|" in text)):
            continue
        told = _told(recognise(_manuscript(name, text)).document)
        again = _told(recognise(_manuscript(name, _CHANGES[change](text))).document)
        if again != told:
            different[name] = {key for key in told if again[key] != told[key]}
    assert different == {}
