"""A consolidated report: who reported, totals in sentences and a table, what is to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from papidesk.domain import figure_text
from papidesk.domain.blocks import Block, Cell, Paragraph, Row, Table
from papidesk.domain.consolidation import BoardState
from papidesk.domain.consolidation_facts import (
    ConsolidationFacts,
    CountFact,
    DoubtFact,
    UnitFact,
)
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
# So many units have a sentence of their own about figures to be verified, with so many of them.
_MOST, _EACH = 8, 3
# So many counters have a sentence; the table has them all.
_SENTENCES = 12
_LATE, _MISSING = "gửi trễ hạn", "chưa gửi báo cáo"
_GROUPS: tuple[tuple[tuple[BoardState, ...], str], ...] = (
    (("late",), _LATE),
    (("missing", "overdue"), _MISSING),
    (("returned",), "bị trả lại để hoàn thiện, số liệu chưa được tổng hợp"),
)
_LACKING = (*_GROUPS[:2], (_GROUPS[2][0], "phải hoàn thiện lại báo cáo"))


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
    label = facts.label("th-gui")
    more = f"; chi tiết nêu tại {label} kèm theo Báo cáo này" if label else ""
    found: list[Block] = [item(plain(f"Đến ngày lập báo cáo, {_came(facts, expected)}{more}"))]
    for states, words in _GROUPS:
        chosen = [unit for unit in expected if unit.state in states]
        if chosen:
            found.append(item(plain(f"{_count(chosen)} đơn vị {words}{_named(chosen)}")))
    return found


def _came(facts: ConsolidationFacts, expected: Sequence[UnitFact]) -> str:
    came = [unit for unit in expected if unit.day is not None]
    on_time = [unit for unit in expected if unit.state == "on_time"]
    due = figure_text.day(facts.due)
    if not came:
        return f"chưa nhận được báo cáo của đơn vị nào (hạn gửi: ngày {due})"
    of_all = f"{_count(came)}/{_count(expected)} đơn vị đã gửi báo cáo"
    window = f"(trước hoặc trong ngày {due})"
    if not on_time:
        return f"{of_all}, không có đơn vị nào gửi đúng hạn {window}"
    if len(on_time) == len(expected):
        said = f"{of_all}, tất cả đều đúng hạn {window}" if len(came) > 1 else (
            f"{of_all} đúng hạn {window}"
        )  # fmt: skip
    else:
        said = f"{of_all}; {_count(on_time)} đơn vị gửi đúng hạn {window}"
    return said + (f", đạt tỷ lệ {figure_text.written(facts.rate)}%" if facts.rate else "")


def _count(units: Sequence[UnitFact]) -> str:
    return figure_text.two_digits(len(units))


def _named(units: Sequence[UnitFact]) -> str:
    return f": {names(unit.name for unit in units)}" if len(units) <= _NAMED else ""


def results(facts: ConsolidationFacts) -> list[Block]:
    """Return a sentence with live figures for each counter units have something of."""
    if not facts.counts:
        return [item(plain("Chưa có số liệu báo cáo của các đơn vị"))]
    there = [one for one in facts.counts if one.value]
    if not there:
        return [item(plain("Các đơn vị báo cáo chưa phát sinh kết quả trong kỳ"))]
    told = len({unit for count in facts.counts for unit in count.of_units})
    found: list[Block] = [item(_sentence(count, told)) for count in there[:_SENTENCES]]
    if len(there) > _SENTENCES:
        found.append(item(plain("Kết quả của các nội dung khác nêu tại bảng thống kê dưới đây")))
    return found


def _sentence(count: CountFact, told: int) -> RichText:
    """Return what the units did, and how many have it where not all of the ``told`` do."""
    text = together(
        f"{count.counter.name}: ", field(count.ref, count.value, "two"), f" {count.counter.unit}"
    )
    if count.previous is not None and count.value is not None:
        ref = replace(count.ref, which="change-previous", how="words").ref
        words = live(figure_text.changed(count.value - count.previous), ref)
        text = together(text, ", ", words, " so với kỳ trước")
    if count.units < told:
        text = together(text, f"; {figure_text.two_digits(count.units)} đơn vị có số liệu")
    return text


def statistics(facts: ConsolidationFacts) -> list[Block]:
    """Return the table of totals beside the period before, and where each unit's figures are."""
    if not facts.counts:
        return [item(plain("Chưa có số liệu báo cáo của các đơn vị"))]
    compared = any(count.previous is not None for count in facts.counts)
    titles = ["TT", "Nội dung", "Đơn vị tính", "Kết quả trong kỳ"]
    titles += ["Kỳ trước", "Tăng (+), giảm (-)"] if compared else []
    titles.append("Số đơn vị")
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
        cells.append(Cell(paragraphs=(plain(figure_text.written(count.units)),), align="center"))
        rows.append(Row(cells=tuple(cells)))
    widths = (
        (0.06, 0.26, 0.12, 0.16, 0.16, 0.14, 0.1) if compared else (0.08, 0.48, 0.15, 0.18, 0.11)
    )
    note = "Số đơn vị là số đơn vị có số liệu của nội dung đó."
    label = facts.label("th-don-vi")
    if label:
        note += f" Số liệu của từng đơn vị nêu tại {label} kèm theo Báo cáo này."
    return [Table(rows=tuple(rows), widths=widths), Paragraph(text=note)]


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
    lacking = []
    for states, words in _LACKING:
        chosen = [unit for unit in facts.units if unit.state in states]
        if chosen:
            lacking.append(f"{_count(chosen)} đơn vị {words}")
    if lacking:
        found.append(item(plain(f"Còn {names(lacking)}, ảnh hưởng đến tiến độ tổng hợp")))
    by_unit: dict[str, list[str]] = {}
    for doubt in facts.doubts:
        by_unit.setdefault(doubt.unit, []).append(_doubted(doubt))
    for unit, said in list(by_unit.items())[:_MOST]:
        rest = figure_text.two_digits(len(said) - _EACH)
        shown = [*said[:_EACH], *([f"{rest} số liệu khác"] if len(said) > _EACH else [])]
        found.append(item(plain(f"Số liệu của {unit} cần được kiểm tra lại: {'; '.join(shown)}")))
    if len(by_unit) > _MOST:
        more = figure_text.two_digits(len(by_unit) - _MOST)
        found.append(item(plain(f"Số liệu của {more} đơn vị khác cũng cần được kiểm tra lại")))
    return found or [item(plain("…………"))]


def _doubted(doubt: DoubtFact) -> str:
    if not doubt.counter:
        return "toàn bộ số liệu"
    value = f" ({figure_text.written(doubt.value)} {doubt.measure})" if doubt.measure else ""
    return f"{lowered(doubt.counter)}{value}"
