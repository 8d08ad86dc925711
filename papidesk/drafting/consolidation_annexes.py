"""The annexes of a consolidated report: each unit's figures, and how each unit reported."""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain import figure_text
from papidesk.domain.blocks import Block, Cell, Paragraph, Row, Table
from papidesk.domain.consolidation import BoardState
from papidesk.domain.consolidation_facts import ConsolidationFacts, CountFact, UnitFact
from papidesk.domain.record import replace
from papidesk.domain.richtext import Mark, RichText
from papidesk.drafting.report_words import field, plain

# Counters a landscape table has room for beside the units' names.
_COLUMNS = 9
_NUMBER, _NAME = 0.045, 0.2
_STATES: dict[BoardState, str] = {
    "on_time": "Đúng hạn", "late": "Trễ hạn", "missing": "Chưa gửi", "overdue": "Chưa gửi",
    "returned": "Trả lại", "not_due": "Không thuộc diện báo cáo",
}  # fmt: skip


def per_unit(facts: ConsolidationFacts) -> list[Block]:
    """Return tables of units × counters, as many as there are counters for, each with its sum."""
    reported = [
        unit for unit in facts.units if any(unit.code in count.of_units for count in facts.counts)
    ]
    if not reported:
        return []
    found: list[Block] = []
    tables = [facts.counts[at : at + _COLUMNS] for at in range(0, len(facts.counts), _COLUMNS)]
    for number, counts in enumerate(tables, start=1):
        if len(tables) > 1:
            found.append(_bold_line(f"Bảng {number}/{len(tables)}"))
        found.append(_table(facts, reported, counts))
    missing = [unit.name for unit in facts.units if unit.state in ("missing", "overdue")]
    note = "Ghi chú: dấu “–”: đơn vị không có số liệu báo cáo"
    if missing:
        note += f"; {len(missing)} đơn vị chưa gửi báo cáo không có trong bảng"
    found.append(Paragraph(text=f"{note}.", marks=(Mark(start=0, end=len(note) + 1, style="i"),)))
    return found


def _table(
    facts: ConsolidationFacts, units: Sequence[UnitFact], counts: Sequence[CountFact]
) -> Table:
    titles = ["TT", "Đơn vị", *(f"{one.counter.name} ({one.counter.unit})" for one in counts)]
    rows = [Row(cells=tuple(_cell(plain(title), "center") for title in titles))]
    total = [_cell(plain(""), "center"), _cell(_bold("Tổng hợp"))]
    total += [_cell(field(one.ref, one.value), "right") for one in counts]
    rows.append(Row(cells=tuple(total)))
    for number, unit in enumerate(units, start=1):
        cells = [_cell(plain(str(number)), "center"), _cell(plain(unit.name))]
        cells += [_cell(_figure(facts, unit, one), "right") for one in counts]
        rows.append(Row(cells=tuple(cells)))
    wide = (1 - _NUMBER - _NAME) / _COLUMNS
    name = 1 - _NUMBER - wide * len(counts)
    return Table(rows=tuple(rows), widths=(_NUMBER, name, *[wide] * len(counts)))


def _figure(facts: ConsolidationFacts, unit: UnitFact, count: CountFact) -> RichText:
    value = count.of_units.get(unit.code)
    if not facts.live or unit.code not in count.of_units:
        return plain(figure_text.written(value))
    return field(replace(count.ref, units=(unit.code,)), value)


def sent(facts: ConsolidationFacts) -> list[Block]:
    """Return the table of units: when each reported, on time or late, by which paper."""
    if not facts.units:
        return []
    titles = ("TT", "Đơn vị", "Kết quả", "Ngày nhận", "Số ngày chậm", "Văn bản báo cáo", "Ghi chú")
    rows = [Row(cells=tuple(_cell(plain(title), "center") for title in titles))]
    for number, unit in enumerate(facts.units, start=1):
        late = str(unit.days_late) if unit.days_late else ""
        rows.append(
            Row(
                cells=(
                    _cell(plain(str(number)), "center"),
                    _cell(plain(unit.name)),
                    _cell(plain(_STATES[unit.state]), "center"),
                    _cell(plain(figure_text.day(unit.day) if unit.day else ""), "center"),
                    _cell(plain(late), "center"),
                    _cell(plain(unit.paper)),
                    _cell(plain(unit.reason)),
                )
            )
        )
    note = (
        f"Ghi chú: Hạn gửi báo cáo là ngày {figure_text.day(facts.due)}; ngày nhận là ngày nhận "
        "được báo cáo lần đầu."
    )
    return [
        Table(rows=tuple(rows), widths=(0.05, 0.25, 0.11, 0.11, 0.09, 0.22, 0.17)),
        Paragraph(text=note, marks=(Mark(start=0, end=len(note), style="i"),)),
    ]


def _cell(text: RichText, align: str = "") -> Cell:
    return Cell(paragraphs=(text,), align=align)  # type: ignore[arg-type]


def _bold(text: str) -> RichText:
    return RichText(text=text, marks=(Mark(start=0, end=len(text), style="b"),))


def _bold_line(text: str) -> Paragraph:
    return Paragraph(text=text, marks=(Mark(start=0, end=len(text), style="b"),), style="center")
