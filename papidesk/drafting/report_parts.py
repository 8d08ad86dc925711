"""The parts of a periodic report that a template leaves to the program, by their names."""

from __future__ import annotations

from papidesk.domain.blocks import Block
from papidesk.domain.chart import Chart
from papidesk.domain.record import Record
from papidesk.errors import N_

# The parts a template can ask for with "@Phần báo cáo: …" or "@Phụ lục[phần=…]:".
PARTS: dict[str, str] = {
    "trien-khai": N_("what was done to carry the plan out"),
    "noi-dung": N_("contents and forms, sentences with live figures"),
    "thong-ke": N_("table of the figures of the period"),
    "han-che": N_("shortcomings the data shows"),
    "nguyen-nhan": N_("causes, for a person to write"),
    "phuong-huong": N_("what is to be done next"),
    "so-lieu": N_("annex: figures with comparison and target, charts"),
    "nhiem-vu": N_("annex: tasks"),
    "kiem-chung": N_("annex: index of evidence"),
    "dieu-chinh": N_("annex: figures that were reported otherwise"),
}
IN_BODY = frozenset(
    {"trien-khai", "noi-dung", "thong-ke", "han-che", "nguyen-nhan", "phuong-huong"}
)
ANNEXES = tuple(name for name in PARTS if name not in IN_BODY)
# Those of the report a superior makes of what its units reported.
CONSOLIDATED: dict[str, str] = {
    "th-tinh-hinh": N_("which units reported, on time, late, not"),
    "th-ket-qua": N_("totals of the units in sentences with live figures"),
    "th-so-lieu": N_("table of the totals of the units"),
    "th-han-che": N_("units that did not report, figures to be verified"),
    "th-don-vi": N_("annex: figures of each unit"),
    "th-gui": N_("annex: how each unit reported"),
}
CONSOLIDATED_ANNEXES = ("th-don-vi", "th-gui")
# What a template may name in its body, and as an annex.
ANY_BODY = IN_BODY | (CONSOLIDATED.keys() - set(CONSOLIDATED_ANNEXES))
ANY_ANNEX = (*ANNEXES, *CONSOLIDATED_ANNEXES)


class ReportPart(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What stands in one place of a template: blocks, and in an annex charts below them."""

    blocks: tuple[Block, ...] = ()
    charts: tuple[Chart, ...] = ()
