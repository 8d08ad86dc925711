"""Tasks and reporting duties say when they are due."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit
from papidesk.checking.registry import passage_rule
from papidesk.checking.subject import Passage
from papidesk.i18n import N_

_VAGUE = re.compile(
    r"(?:thời gian|thời hạn)(?:\s+(?:thực hiện|hoàn thành))?\s*:\s*"
    r"(?P<when>(?:thường xuyên|trong năm|hằng năm|hàng năm|liên tục|cả năm|năm \d{4})"
    r"(?:\s*,?\s*(?:trong\s+)?(?:cả\s+)?năm(?:\s+\d{4})?|\s*,?\s*liên tục)?)\s*[.;]?\s*$",
    re.IGNORECASE,
)


@passage_rule(
    "THOI_HAN_CHUNG_CHUNG",
    N_("A due date that says nothing"),
    "warning",
    "Thực tiễn theo dõi kế hoạch",
)
def _vague(passage: Passage) -> Iterator[Hit]:
    """“Thời gian thực hiện: Thường xuyên” names no day and no product to follow up."""
    found = _VAGUE.search(passage.text)
    if found and passage.role != "cell":
        yield Hit(
            message=N_("“{when}” names no due date and no product that could be followed up."),
            values={"when": found["when"]},
            offset=found.start("when"),
            length=len(found["when"]),
        )


RULES = (_vague,)
