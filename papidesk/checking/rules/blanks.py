"""Blanks that a template or a draft left open: dots where words or figures belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit
from papidesk.checking.registry import passage_rule
from papidesk.checking.subject import Passage
from papidesk.i18n import N_

# What the program itself puts where an answer is missing; other dots may be a form to fill in.
_OURS = "…………"
_BLANK = re.compile(r"…(?:\s?…)+|\.{6,}|_{4,}|\[\s*(?:…|\.{3,})\s*\]")


@passage_rule(
    "CHO_TRONG", N_("Blank that was not filled in"), "warning", "NĐ 30/2020, Phụ lục I, mục II.6"
)
def _blank(passage: Passage) -> Iterator[Hit]:
    """A paper that is issued has no place left to fill in; the forms in its annexes may."""
    form = passage.path.startswith("annexes/") or passage.role == "cell"
    for found in _BLANK.finditer(passage.text):
        yield Hit(
            message=N_("Something is still to be filled in here."),
            offset=found.start(),
            length=len(found[0]),
            severity="error" if found[0] == _OURS and not form else None,
        )


RULES = (_blank,)
