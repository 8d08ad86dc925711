"""Sentences cut by a page, items run together, items without an end mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule, passage_rule
from papidesk.checking.subject import Passage, Subject
from papidesk.checking.words import LOWER, UPPER
from papidesk.i18n import N_

_SOURCE = "Quy tắc soạn thảo văn bản"
_RUN_ON = re.compile(rf"(?<=[.;)])\s+(?P<dash>[-–+])\s+(?=[{UPPER}][{LOWER}]+\s+[{LOWER}])")
_ENDED = re.compile(r"[.;:,…!?/”][)”]?\s*$")
_LABEL = re.compile(r"^[^:]{3,40}:\s")


@paper_rule("NGAT_TRANG_GIUA_CAU", N_("Sentence cut by a page"), "info", _SOURCE, "content")
def _cut(subject: Subject) -> Iterator[Hit | Skip]:
    """A paragraph that stood in the file on both sides of an empty line was cut in two."""
    if subject.reading is None or subject.reading.form == "docx":
        yield not_applicable(N_("The lines of the file were not read."))
        return
    for passage in subject.body:
        if passage.role == "cell":
            continue
        pieces = subject.reading.places.get(passage.path, ())
        for before, after in pairwise(pieces):
            if after.line - before.line > 1:
                start = max(0, after.offset - 24)
                yield Hit(
                    message=N_("The sentence was cut here by a page or an empty line."),
                    path=passage.path,
                    offset=max(0, after.offset - 2),
                    length=1,
                    text=passage.text[start : after.offset].strip(),
                )


@passage_rule("DINH_DONG", N_("Items run together"), "error", _SOURCE)
def _run_on(passage: Passage) -> Iterator[Hit]:
    """A dash after the end of an item begins a new item, on a new line."""
    if passage.role in {"recipient", "cell", "abstract"}:
        return
    for found in _RUN_ON.finditer(passage.text):
        yield Hit(
            message=N_("Here a new item begins; it belongs on a line of its own."),
            offset=found.start("dash"),
            length=1,
            text=passage.text[max(0, found.start() - 12) : found.end() + 24],
        )


@paper_rule("THIEU_DAU_CAU_CUOI", N_("End mark of an item"), "error", _SOURCE, "content")
def _unended(subject: Subject) -> Iterator[Hit | Skip]:
    """Items end with a mark where nearly all items of the paper do; short labels are left alone."""
    items = [passage for passage in subject.body if passage.role == "item"]
    ended = [passage for passage in items if _ENDED.search(passage.text)]
    if len(items) < 4 or len(ended) < 0.7 * len(items):
        yield not_applicable(N_("The paper has no items with end marks."))
        return
    for passage in items:
        if _ENDED.search(passage.text) or _LABEL.match(passage.text) or len(passage.text) < 30:
            continue
        end = len(passage.text.rstrip())
        yield Hit(
            message=N_("This item has no end mark; the others have."),
            path=passage.path,
            offset=max(0, end - 1),
            length=1,
            text=passage.text[max(0, end - 30) : end],
        )


RULES = (_cut, _run_on, _unended)
