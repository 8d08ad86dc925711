"""A periodic report: the answers its template asks for, and the parts written from figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from papidesk.domain import figure_text
from papidesk.domain.blocks import Block
from papidesk.domain.numbering import roman
from papidesk.domain.record import replace
from papidesk.domain.report_facts import ReportFacts
from papidesk.drafting import report_annexes as annexes
from papidesk.drafting import report_outlook as outlook
from papidesk.drafting import report_results as results
from papidesk.drafting.report_parts import ANNEXES, IN_BODY, ReportPart
from papidesk.drafting.report_words import names

_WRITERS: dict[str, Callable[[ReportFacts], list[Block]]] = {
    "trien-khai": results.steering,
    "noi-dung": results.results,
    "thong-ke": annexes.statistics,
    "han-che": outlook.shortcomings,
    "nguyen-nhan": outlook.causes,
    "phuong-huong": outlook.outlook,
    "so-lieu": annexes.figures,
    "nhiem-vu": annexes.tasks,
    "kiem-chung": annexes.evidence,
    "dieu-chinh": annexes.corrections,
}


def parts(facts: ReportFacts, order: Sequence[str] = ANNEXES) -> dict[str, ReportPart]:
    """Return each part by its name; an annex without content or not wanted is empty.

    ``order`` names the annexes as the template has them, "" for one of its own: the text refers to
    them by the labels they get.
    """
    made = {}
    for name in ANNEXES:
        wanted = name in order and (not facts.annexes or name in facts.annexes)
        blocks = tuple(_WRITERS[name](facts)) if wanted else ()
        charts = annexes.charts(facts) if name == "so-lieu" and blocks else ()
        made[name] = ReportPart(blocks=blocks, charts=charts)
    facts = replace(facts, labels=_labels(order, made))
    for name, write in _WRITERS.items():
        if name in IN_BODY:
            blocks = tuple(write(facts)) or (results.nothing(),)
            if name == "thong-ke":
                blocks += tuple(annexes.pointed(facts))
            made[name] = ReportPart(blocks=blocks)
    return made


def _labels(order: Sequence[str], made: dict[str, ReportPart]) -> tuple[tuple[str, str], ...]:
    """Return what each annex there is is called (NĐ 30/2020, Phụ lục I, mục III.1)."""
    there = [name for name in order if not name or made[name].blocks]
    if len(there) == 1:
        return ((there[0], "Phụ lục"),)
    return tuple((name, f"Phụ lục {roman(at)}") for at, name in enumerate(there, start=1))


def answers(facts: ReportFacts) -> dict[str, str]:
    """Return the answers to what the template of reports asks."""
    found = {"ky": facts.period.code, "ky_so_lieu": _window(facts)}
    if facts.subject:
        found["chu_de"] = facts.subject
    if facts.recipients:
        found["kinh_gui"] = "\n".join(facts.recipients)
    if facts.plans:
        found["ke_hoach"] = names(facts.plans)
    return found


def _window(facts: ReportFacts) -> str:
    return f"từ ngày {figure_text.day(facts.since)} đến ngày {figure_text.day(facts.until)}"
