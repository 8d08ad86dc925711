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


class ReportPart(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What stands in one place of a template: blocks, and in an annex charts below them."""

    blocks: tuple[Block, ...] = ()
    charts: tuple[Chart, ...] = ()
