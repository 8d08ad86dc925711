"""The mark of secrecy: such papers are not written, kept or sent on an ordinary machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.domain.blocks import Paragraph
from papidesk.i18n import N_

_MARK = re.compile(r"(?:ĐỘ MẬT\s*:?\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)")


@paper_rule(
    "DO_MAT", N_("Mark of secrecy"), "warning",
    "NĐ 30/2020, Phụ lục I, mục III.2; Luật Bảo vệ bí mật nhà nước 2018, Điều 5",
)  # fmt: skip
def _secret(subject: Subject) -> Iterator[Hit | Skip]:
    """A paper that bears TUYỆT MẬT, TỐI MẬT or MẬT does not belong here.

    The program has no field for the mark and cannot know the machine it runs on: so it warns, and
    leaves what becomes of the paper to those who answer for it.
    """
    document = subject.document
    told = N_(
        "This paper bears the mark “{mark}”. Secret papers are written and kept on machines "
        "without a network set aside for them: take it off this one as your rules say."
    )
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and _MARK.fullmatch(block.text.strip()):
            mark = block.text.strip()
            yield Hit(
                message=told, values={"mark": mark}, path=f"blocks/{index}", length=len(block.text)
            )
            return
    for aside in document.asides:
        if _MARK.fullmatch(aside.text.strip(" *_")):
            yield Hit(message=told, values={"mark": aside.text.strip(" *_")}, path="kind",
                      text=aside.text)  # fmt: skip
            return


RULES = (_secret,)
