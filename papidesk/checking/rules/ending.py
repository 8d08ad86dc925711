"""The mark “./.” at the end of the text and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.domain.blocks import Table
from papidesk.i18n import N_

_SOURCE = "NĐ 30/2020, Phụ lục III (các mẫu văn bản)"
_END = re.compile(r"\./\.\s*$")
_NEAR = re.compile(r"\s*(?:\./|/\.|\.\s*/\s*\.|/|\.\./\.|\.+)?\s*$")


@paper_rule("THIEU_DAU_KET_THUC", N_("“./.” at the end"), "warning", _SOURCE)
def _end_mark(subject: Subject) -> Iterator[Hit | Skip]:
    """The text ends with “./.”; a paper that ends in a table or is empty is not judged.

    Judged are the lines of a paper that came from elsewhere: what is written here is printed with
    the mark, whoever forgets it.
    """
    document = subject.document
    if subject.reading is None:
        return
    if not subject.body or (
        not document.closing and document.blocks and isinstance(document.blocks[-1], Table)
    ):
        yield not_applicable(N_("There is no text to end."))
        return
    last = subject.body[-1]
    if _END.search(last.text):
        return
    near = _NEAR.search(last.text)
    at = near.start() if near else len(last.text)
    tail = last.text[at:]
    # An ellipsis or a colon before the end is no place to put the mark by itself.
    safe = bool(tail.strip()) and "…" not in last.text[-4:] and not tail.startswith("..")
    yield Hit(
        message=N_("After the last word of the text stands “./.”."),
        path=last.path,
        offset=at,
        length=len(tail),
        text=last.text[-40:].strip(),
        expected="./.",
        mend="./." if safe else None,
    )


@paper_rule("DAU_KET_THUC_GIUA", N_("“./.” in the middle"), "warning", _SOURCE)
def _end_mark_inside(subject: Subject) -> Iterator[Hit | Skip]:
    """“./.” stands only once, after the last word."""
    if len(subject.body) < 2:
        yield not_applicable(N_("There is no text to end."))
        return
    for passage in subject.body[:-1]:
        if passage.role in {"paragraph", "item"} and _END.search(passage.text):
            at = passage.text.rindex("./.")
            yield Hit(
                message=N_("“./.” stands only after the last word of the text, not in its middle."),
                path=passage.path,
                offset=at,
                length=3,
                mend=".",
            )


RULES = (_end_mark, _end_mark_inside)
