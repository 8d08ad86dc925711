"""The seeds and the real documents, against their keys."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from papidesk.domain.blocks import Heading, Item, Paragraph
from papidesk.domain.recognise.account import block_words, split_words
from papidesk.domain.recognise.recognise import recognise
from tests.conftest import ROOT, shared_files
from tests.recognise.conftest import assert_nothing_lost, manuscript_of

FILES = shared_files("seeds/*.txt", "real/*.txt", "real/*.docx")


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_recognise", ROOT / "bench/recognise.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_bars_are_reached(bench: ModuleType, shared: Path) -> None:
    if not shared.is_dir():
        return  # the header of the test run says that there are none
    scores = [bench.score(path, key) for path, key in bench.expected_documents()]
    wrong = [(score.file, score.wrong) for score in scores if score.wrong]
    assert bench.share(scores, bench.HEADER, "docx") >= 0.97, wrong
    assert bench.share(scores, bench.HEADER, "text") >= 0.93, wrong
    assert bench.share(scores, bench.STRUCTURE) >= 0.95, wrong
    assert bench.exact(scores) >= 0.9, wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_word_of_a_real_paper_is_in_the_document(path: Path) -> None:
    manuscript = manuscript_of(path)
    assert_nothing_lost(manuscript, recognise(manuscript))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_words_of_a_body_stay_in_their_order(path: Path) -> None:
    manuscript = manuscript_of(path)
    document = recognise(manuscript).document
    source = iter(
        word
        for part in manuscript.parts
        for line in _lines(part)
        for word in split_words(line.number) + split_words(line.text.text)
    )
    body = block_words(document.blocks)
    assert all(any(word == other for other in source) for word in body)


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".txt"], ids=lambda p: p.name)
def test_each_place_leads_back_to_the_text_of_the_file(path: Path) -> None:
    lines = path.read_text("utf-8-sig").split("\n")
    recognition = recognise(manuscript_of(path))
    for index, block in enumerate(recognition.document.blocks):
        if isinstance(block, Heading | Paragraph | Item):
            pieces = recognition.reading.places[f"blocks/{index}"]
            for piece in pieces:
                there = lines[piece.line - 1][piece.column - 1 :]
                assert there.startswith(block.text[piece.offset : piece.offset + 1])


def _lines(part: object) -> list:  # type: ignore[type-arg]
    rows = getattr(part, "rows", None)
    if rows is None:
        return [part]
    return [line for row in rows for cell in row for line in cell.lines]
