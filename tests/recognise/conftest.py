"""Shorthands for the tests of the recogniser."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from papidesk.domain.blocks import Block, Heading
from papidesk.domain.manuscript import Manuscript
from papidesk.domain.recognise.account import words_of, words_of_manuscript
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.recognise import Recognition, recognise
from papidesk.text.encodings import decode


def recognised(text: str) -> Recognition:
    """Recognise text and see that no word of it is lost."""
    manuscript = read_text(text, "paper.txt")
    recognition = recognise(manuscript)
    assert_nothing_lost(manuscript, recognition)
    return recognition


def manuscript_of(path: Path) -> Manuscript:
    """Read a text or Word file."""
    if path.suffix == ".docx":
        from papidesk.word.reader import read

        return read(path)
    decoded = decode(path.read_bytes())
    return read_text(decoded.text, path.name, decoded.encoding)


def assert_nothing_lost(manuscript: Manuscript, recognition: Recognition) -> None:
    """Compare the words read with those of the document and of its form."""
    read = Counter(words_of_manuscript(manuscript))
    kept = Counter(words_of(recognition.document)) + Counter(recognition.form_words)
    assert read - kept == Counter(), f"lost: {read - kept}"
    assert kept - read == Counter(), f"made up: {kept - read}"


def headings(blocks: tuple[Block, ...]) -> list[str]:
    """Return level, written number and beginning of the text of each heading."""
    return [
        f"{block.level} {block.number_as_written} {block.text[:24]}".replace("  ", " ").strip()
        for block in blocks
        if isinstance(block, Heading)
    ]
