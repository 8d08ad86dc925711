"""A periodic report: the answers its template asks for, and the parts written from figures."""

from __future__ import annotations

from collections.abc import Callable

from papidesk.domain import figure_text
from papidesk.domain.blocks import Block
from papidesk.domain.report_facts import ReportFacts
from papidesk.drafting import report_annexes as annexes
from papidesk.drafting import report_outlook as outlook
from papidesk.drafting import report_results as results
from papidesk.drafting.report_parts import IN_BODY, ReportPart
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


def parts(facts: ReportFacts) -> dict[str, ReportPart]:
    """Return each part by its name; an annex without content or not wanted is empty."""
    made = {}
    for name, write in _WRITERS.items():
        wanted = name in IN_BODY or not facts.annexes or name in facts.annexes
        blocks = tuple(write(facts)) if wanted else ()
        if name == "thong-ke":
            blocks += tuple(annexes.pointed(facts))
        if not blocks and name in IN_BODY:
            blocks = (results.nothing(),)
        charts = annexes.charts(facts) if name == "so-lieu" and blocks else ()
        made[name] = ReportPart(blocks=blocks, charts=charts)
    return made


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
