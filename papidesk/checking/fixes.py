"""Apply a finding's mend to a document, exactly where it was found and nowhere else."""

from __future__ import annotations

from typing import Any

from papidesk.checking.finding import Fix
from papidesk.domain.document import Document
from papidesk.domain.record import Record, replace
from papidesk.domain.richtext import Mark, tidy
from papidesk.errors import N_, PapiDeskError


class StaleFixError(PapiDeskError):
    """The text a mend was made for is not there any more."""

    message = N_("“{text}” no longer stands there. Check the document again.")


class FrozenDocumentError(PapiDeskError):
    """An issued paper is not changed."""

    message = N_("This document has been issued and cannot be changed. Make a new version of it.")


def apply(document: Document, fix: Fix) -> Document:
    """Return ``document`` with ``fix`` done; marks behind the place move with their text.

    Raises :class:`StaleFixError` when something else stands there, :class:`FrozenDocumentError`
    for an issued paper.
    """
    if document.frozen:
        raise FrozenDocumentError()
    changed = _put(document, fix.path.split("/"), fix)
    assert isinstance(changed, Document)
    return changed


def _put(node: Any, steps: list[str], fix: Fix) -> Any:
    """Return ``node`` with the text that ``steps`` lead to mended."""
    if not steps:
        return _mended(node, fix)
    step, rest = steps[0], steps[1:]
    if isinstance(node, tuple):
        index = int(step) if step.isdigit() else len(node)
        if index >= len(node):
            raise StaleFixError(text=fix.old)
        return (*node[:index], _put(node[index], rest, fix), *node[index + 1 :])
    if hasattr(node, "paragraphs"):
        return replace(node, paragraphs=_put(node.paragraphs, steps, fix))
    if not hasattr(node, step):
        raise StaleFixError(text=fix.old)
    return replace(node, **{step: _put(getattr(node, step), rest, fix)})


def _mended(node: object, fix: Fix) -> object:
    if isinstance(node, str):
        return _spliced(node, fix)
    if isinstance(node, Record) and hasattr(node, "text") and hasattr(node, "marks"):
        text = _spliced(node.text, fix)
        marks = tidy([_moved(mark, fix) for mark in node.marks], len(text))
        return replace(node, text=text, marks=marks)
    raise StaleFixError(text=fix.old)


def _spliced(text: str, fix: Fix) -> str:
    end = fix.offset + len(fix.old)
    if text[fix.offset : end] != fix.old:
        raise StaleFixError(text=fix.old)
    return text[: fix.offset] + fix.text + text[end:]


def _moved(mark: Mark, fix: Fix) -> Mark:
    """Return ``mark`` over the same text after the mend; one that ends inside it covers it all."""
    start, end = fix.offset, fix.offset + len(fix.old)
    shift = len(fix.text) - len(fix.old)

    def at(position: int, inside: int) -> int:
        if position <= start:
            return position
        return position + shift if position >= end else inside

    left, right = at(mark.start, start), at(mark.end, end + shift)
    return Mark(start=left, end=right, style=mark.style, ref=mark.ref)
