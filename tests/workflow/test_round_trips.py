"""What is printed reads back as what it was: through PDF and poppler, through Word."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from papidesk.cli.views import document_view
from papidesk.domain.document import Document
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.recognise import recognise
from papidesk.workflow import papers
from papidesk.workflow.reading import recognise_file
from tests.workflow.sensible import papers as sensible_papers


def structure(document: Document) -> dict[str, Any]:
    """Return everything of a document that a reader of the paper can see, but for typing."""
    view = document_view(document)
    kept = {
        name: view[name]
        for name in (
            "kind", "issuer", "number", "symbol", "place", "date", "abstract", "recipients",
            "closing", "signature",
        )
    }  # fmt: skip
    # Roman sections print in capitals (Phụ lục I, II.6), so titles are compared without case.
    kept["blocks"] = [
        (
            block["type"],
            block.get("level"),
            block.get("number"),
            " ".join(block["text"].replace("\u00a0", " ").split()).casefold(),
        )
        for block in view["blocks"]
    ]
    return {name: _plain(value) for name, value in kept.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.replace("\u00a0", " ").split())
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value


def run_together(found: dict[str, Any]) -> dict[str, Any]:
    """Return a structure with paragraphs made one with what they follow, but for sections.

    Hyphens are left out: poppler takes those at a line's end for hyphenation and drops them.
    """
    blocks: list[tuple[Any, ...]] = []
    for kind, level, number, text in found["blocks"]:
        bare = text.replace("-", "")
        if kind == "paragraph" and blocks and blocks[-1][:2] != ("heading", 1):
            blocks[-1] = (*blocks[-1][:3], f"{blocks[-1][3]} {bare}")
        else:
            blocks.append((kind, level, number, bare))
    return found | {"blocks": blocks}


def through_pdf(document: Document, *options: str) -> Document:
    """Print to PDF, take the text out with poppler, recognise it."""
    text = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=papers.pdf(document), capture_output=True,
        check=True,
    ).stdout.decode()  # fmt: skip
    return recognise(read_text(text, "paper.txt")).document


@settings(max_examples=40)
@given(document=sensible_papers())
def test_a_printed_paper_is_recognised_as_what_it_was(document: Document) -> None:
    assert structure(through_pdf(document, "-layout")) == structure(document)


@settings(max_examples=40)
@given(document=sensible_papers())
def test_without_indents_only_the_ends_of_paragraphs_may_be_lost(document: Document) -> None:
    # A sentence that ends where its line is full may end its paragraph or not: nothing but the
    # indent of the next line would tell.
    assert run_together(structure(through_pdf(document))) == run_together(structure(document))


@settings(max_examples=40)
@given(document=sensible_papers())
def test_a_word_file_is_recognised_as_what_it_was(document: Document) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = papers.write_paper(document, Path(folder) / "paper.docx")
        again = recognise_file(path).document
        assert structure(again) == structure(document)
        # And once more: a paper that went out and in does not change any further.
        path = papers.write_paper(again, Path(folder) / "again.docx")
        assert structure(recognise_file(path).document) == structure(again)
