"""A consolidated report: who reported, totals in sentences and a table, what is to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from papidesk.domain import figure_text
from papidesk.domain.blocks import Block, Cell, Paragraph, Row, Table
from papidesk.domain.consolidation import BoardState
from papidesk.domain.consolidation_facts import ConsolidationFacts, CountFact, UnitFact
from papidesk.domain.figures import field as live
from papidesk.domain.numbering import roman
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from papidesk.drafting import consolidation_annexes as annexes
from papidesk.drafting.report_parts import CONSOLIDATED_ANNEXES, ReportPart
from papidesk.drafting.report_results import item
from papidesk.drafting.report_words import field, lowered, names, plain, together

# So many units are named in a sentence; the annex has them all.
_NAMED = 12
_MOST = 8
# So many counters have a sentence; the table has them all.
_SENTENCES = 12
_GROUPS: tuple[tuple[tuple[BoardState, ...], str], ...] = (
    (("late",), "gửi chậm"),
    (("missing", "overdue"), "chưa gửi báo cáo"),
    (("returned",), "bị trả lại để hoàn thiện, số liệu chưa được tổng hợp"),
)


def parts(
    facts: ConsolidationFacts, order: Sequence[str] = CONSOLIDATED_ANNEXES
) -> dict[str, ReportPart]:
    """Return each part by its name; ``order`` names the annexes as the template has them."""
    writers: dict[str, Callable[[ConsolidationFacts], list[Block]]] = {
        "th-don-vi": annexes.per_unit, "th-gui": annexes.sent,
    }  # fmt: skip
    made = {
        name: ReportPart(blocks=tuple(write(facts)) if name in order else ())
        for name, write in writers.items()
    }
    there = [name for name in order if name not in made or made[name].blocks]
    single = len(there) == 1
    labels = tuple(
        (name, "Phụ lục" if single else f"Phụ lục {roman(at)}")
        for at, name in enumerate(there, start=1)
    )
    facts = replace(facts, labels=labels)
    made["th-tinh-hinh"] = ReportPart(blocks=tuple(reporting(facts)))
    made["th-ket-qua"] = ReportPart(blocks=tuple(results(facts)))
    made["th-so-lieu"] = ReportPart(blocks=tuple(statistics(facts)))
    made["th-han-che"] = ReportPart(blocks=tuple(shortcomings(facts)))
    return made


def answers(facts: ConsolidationFacts) -> dict[str, str]:
    """Return the answers to what the template asks."""
    since, until = figure_text.day(facts.since), figure_text.day(facts.until)
    found = {"ky": facts.period.code, "ky_so_lieu": f"từ ngày {since} đến ngày {until}"}
    if facts.subject:
        found["chu_de"] = facts.subject
    if facts.recipients:
        found["kinh_gui"] = "\n".join(facts.recipients)
    return found


def reporting(facts: ConsolidationFacts) -> list[Block]:
    """Return how many units reported on time, late, not, with their names."""
    expected = [unit for unit in facts.units if unit.state != "not_due"]
    if not expected:
        return [item(plain("Chưa có đơn vị nào thuộc diện phải báo cáo trong kỳ"))]
    came = [unit for unit in expected if unit.day is not None]
    on_time = [unit for unit in expected if unit.state == "on_time"]
    text = (
        f"Đến ngày lập báo cáo, {_count(came)}/{_count(expected)} đơn vị đã gửi báo cáo; "
        f"{_count(on_time)} đơn vị gửi đúng hạn (trước hoặc trong ngày "
        f"{figure_text.day(facts.due)})"
    )
    if facts.rate is not None:
        text += f", đạt tỷ lệ {figure_text.written(facts.rate)}%"
    found: list[Block] = [item(plain(text))]
    for states, words in _GROUPS:
        chosen = [unit for unit in expected if unit.state in states]
        if chosen:
            found.append(item(plain(f"{_count(chosen)} đơn vị {words}{_named(facts, chosen)}")))
    return found


def _count(units: Sequence[UnitFact]) -> str:
    return figure_text.two_digits(len(units))


def _named(facts: ConsolidationFacts, units: Sequence[UnitFact]) -> str:
    if len(units) <= _NAMED:
        return f": {names(unit.name for unit in units)}"
    label = facts.label("th-gui")
    return f" (chi tiết tại {label})" if label else ""


def results(facts: ConsolidationFacts) -> list[Block]:
    """Return a sentence with live figures for each counter units have something of."""
    found: list[Block] = []
    for count in [one for one in facts.counts if one.value][:_SENTENCES]:
        found.append(item(_sentence(count)))
    return found or [item(plain("Chưa có số liệu báo cáo của các đơn vị"))]


def _sentence(count: CountFact) -> RichText:
    text = together(
        f"{count.counter.name}: ", field(count.ref, count.value), f" {count.counter.unit}"
    )
    if count.previous is not None and count.value is not None:
        ref = replace(count.ref, which="change-previous").ref
        signed = live(figure_text.signed(count.value - count.previous), ref)
        text = together(text, " (so với kỳ trước: ", signed, ")")
    return together(text, f"; {figure_text.two_digits(count.units)} đơn vị có số liệu")


def statistics(facts: ConsolidationFacts) -> list[Block]:
    """Return the table of totals beside the period before, and where each unit's figures are."""
    if not facts.counts:
        return [item(plain("Chưa có số liệu báo cáo của các đơn vị"))]
    compared = any(count.previous is not None for count in facts.counts)
    titles = ["TT", "Nội dung", "Đơn vị tính", "Kết quả trong kỳ"]
    titles += ["Kỳ trước", "Tăng (+), giảm (-)"] if compared else []
    titles.append("Số đơn vị có số liệu")
    rows = [Row(cells=tuple(Cell(paragraphs=(plain(one),), align="center") for one in titles))]
    for number, count in enumerate(facts.counts, start=1):
        cells = [
            Cell(paragraphs=(plain(str(number)),), align="center"),
            Cell(paragraphs=(plain(count.counter.name),)),
            Cell(paragraphs=(plain(count.counter.unit),), align="center"),
            Cell(paragraphs=(field(count.ref, count.value),), align="right"),
        ]
        if compared:
            cells += _compared(count)
        cells.append(Cell(paragraphs=(plain(str(count.units)),), align="center"))
        rows.append(Row(cells=tuple(cells)))
    widths = (
        (0.07, 0.33, 0.13, 0.13, 0.12, 0.12, 0.1) if compared else (0.08, 0.47, 0.15, 0.15, 0.15)
    )
    found: list[Block] = [Table(rows=tuple(rows), widths=widths)]
    label = facts.label("th-don-vi")
    if label:
        found.append(
            Paragraph(text=f"Số liệu của từng đơn vị nêu tại {label} kèm theo Báo cáo này.")
        )
    return found


def _compared(count: CountFact) -> list[Cell]:
    change = None
    if count.value is not None and count.previous is not None:
        change = count.value - count.previous
    before = field(replace(count.ref, which="previous"), count.previous)
    signed = live(figure_text.signed(change), replace(count.ref, which="change-previous").ref)
    return [
        Cell(paragraphs=(before,), align="right"),
        Cell(paragraphs=(signed,), align="right"),
    ]


def shortcomings(facts: ConsolidationFacts) -> list[Block]:
    """Return what the data shows: who did not report in time, figures to be verified."""
    found: list[Block] = []
    for states, words in _GROUPS[:2]:
        chosen = [unit for unit in facts.units if unit.state in states]
        if chosen:
            found.append(
                item(plain(f"Còn {_count(chosen)} đơn vị {words}, ảnh hưởng đến việc tổng hợp"))
            )
    for doubt in facts.doubts[:_MOST]:
        value = f" ({figure_text.written(doubt.value)} {doubt.measure})" if doubt.measure else ""
        what = f"số liệu “{lowered(doubt.counter)}”{value}" if doubt.counter else "toàn bộ số liệu"
        found.append(item(plain(f"Đề nghị {doubt.unit} kiểm tra lại {what}")))
    return found or [item(plain("…………"))]
