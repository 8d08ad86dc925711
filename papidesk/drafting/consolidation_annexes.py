"""The annexes of a consolidated report: each unit's figures, and how each unit reported."""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain import figure_text
from papidesk.domain.blocks import Block, Cell, Paragraph, Row, Table
from papidesk.domain.consolidation import BoardState
from papidesk.domain.consolidation_facts import ConsolidationFacts, CountFact, UnitFact
from papidesk.domain.record import replace
from papidesk.domain.richtext import Mark, RichText
from papidesk.drafting.report_words import field, lowered, names, plain

# Counters a landscape table has room for beside the units' names; shares of its width.
_COLUMNS = 9
_NUMBER, _NAME, _WIDEST = 0.045, 0.235, 0.14
_STATES: dict[BoardState, str] = {
    "on_time": "Đúng hạn", "late": "Trễ hạn", "missing": "Chưa gửi", "overdue": "Chưa gửi",
    "returned": "Trả lại", "not_due": "Không thuộc diện báo cáo",
}  # fmt: skip
_NOT_IN: tuple[tuple[tuple[BoardState, ...], str], ...] = (
    (("missing", "overdue"), "chưa gửi báo cáo"),
    (("returned",), "bị trả lại báo cáo"),
)


# What figures are marked with that nobody here received as data.
_TYPED = "nhập tay"


def per_unit(facts: ConsolidationFacts) -> list[Block]:
    """Return tables of units × counters, as many as there are counters for, each with its sum."""
    reported = [
        unit for unit in facts.units if any(unit.code in count.of_units for count in facts.counts)
    ]
    if not reported:
        return []
    found: list[Block] = []
    many = -(-len(facts.counts) // _COLUMNS)
    each = -(-len(facts.counts) // many)
    tables = [facts.counts[at : at + each] for at in range(0, len(facts.counts), each)]
    for number, counts in enumerate(tables, start=1):
        if len(tables) > 1:
            found.append(_bold_line(f"Bảng {number}/{len(tables)}"))
        found.append(_table(facts, reported, counts))
    note = _note(facts, reported)
    if note:
        found.append(Paragraph(text=note, marks=(Mark(start=0, end=len(note), style="i"),)))
    return found


def _note(facts: ConsolidationFacts, reported: Sequence[UnitFact]) -> str:
    """Return what a dash means and who is not in the tables; "" where there is nothing to say."""
    said = []
    if any(one.of_units.get(unit.code) is None for unit in reported for one in facts.counts):
        said.append("dấu “–”: đơn vị không có số liệu báo cáo")
    out = []
    for states, words in _NOT_IN:
        count = sum(unit.state in states for unit in facts.units)
        if count:
            out.append(f"{figure_text.two_digits(count)} đơn vị {words}")
    if out:
        said.append(f"{names(out)} không có trong bảng")
    said += _by_hand(facts, reported)
    return f"Ghi chú: {'; '.join(said)}." if said else ""


def _by_hand(facts: ConsolidationFacts, reported: Sequence[UnitFact]) -> list[str]:
    said = []
    if any(unit.typed for unit in reported):
        said.append(f"“{_TYPED}”: số liệu được nhập từ báo cáo giấy của đơn vị")
    called = {unit.code: unit.name for unit in facts.units}
    for one in facts.counts:
        if one.apart:
            whose = names(called.get(code, code) for code in one.apart)
            said.append(
                f"{lowered(one.counter.name)} của {whose} không có hai số thành phần nên không "
                "tính vào dòng tổng hợp"
            )
    return said


def _table(
    facts: ConsolidationFacts, units: Sequence[UnitFact], counts: Sequence[CountFact]
) -> Table:
    titles = ["TT", "Đơn vị", *(f"{one.counter.name} ({one.counter.unit})" for one in counts)]
    rows = [Row(cells=tuple(_cell(plain(title), "center") for title in titles))]
    total = [_cell(plain(""), "center"), _cell(_bold("Tổng hợp"))]
    total += [_cell(_bold_figure(one), "right") for one in counts]
    rows.append(Row(cells=tuple(total)))
    for number, unit in enumerate(units, start=1):
        hand = f" ({_TYPED})" if unit.typed else ""
        cells = [_cell(plain(str(number)), "center"), _cell(plain(_begun(unit.name) + hand))]
        cells += [_cell(_figure(facts, unit, one), "right") for one in counts]
        rows.append(Row(cells=tuple(cells)))
    wide = min(_WIDEST, (1 - _NUMBER - _NAME) / len(counts))
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
    titles = ("TT", "Đơn vị", "Kết quả", "Ngày nhận", "Số ngày trễ", "Văn bản báo cáo", "Ghi chú")
    rows = [Row(cells=tuple(_cell(plain(title), "center") for title in titles))]
    for number, unit in enumerate(facts.units, start=1):
        late = str(unit.days_late) if unit.days_late else ""
        rows.append(
            Row(
                cells=(
                    _cell(plain(str(number)), "center"),
                    _cell(plain(_begun(unit.name))),
                    _cell(plain(_STATES[unit.state]), "center"),
                    _cell(plain(figure_text.day(unit.day) if unit.day else ""), "center"),
                    _cell(plain(late), "center"),
                    _cell(plain(unit.paper)),
                    _cell(plain("; ".join(filter(None, (_hand(unit), unit.reason))))),
                )
            )
        )
    note = (
        f"Ghi chú: Hạn gửi báo cáo là ngày {figure_text.day(facts.due)}; ngày nhận là ngày nhận "
        "được báo cáo lần đầu"
    )
    if any(unit.days_late and unit.day is None for unit in facts.units):
        note += "; số ngày trễ của đơn vị chưa gửi tính đến ngày lập báo cáo"
    note += "."
    return [
        Table(rows=tuple(rows), widths=(0.05, 0.25, 0.11, 0.11, 0.09, 0.22, 0.17)),
        Paragraph(text=note, marks=(Mark(start=0, end=len(note), style="i"),)),
    ]


def _hand(unit: UnitFact) -> str:
    return "Nhập tay từ báo cáo giấy" if unit.typed else ""


def _cell(text: RichText, align: str = "") -> Cell:
    return Cell(paragraphs=(text,), align=align)  # type: ignore[arg-type]


def _begun(name: str) -> str:
    """Return a unit's name as a cell begins with it: a capital first (NĐ 30, Phụ lục II, mục I)."""
    return name[:1].upper() + name[1:]


def _bold_figure(count: CountFact) -> RichText:
    text = field(count.ref, count.value)
    return RichText(
        text=text.text, marks=(Mark(start=0, end=len(text.text), style="b"), *text.marks)
    )


def _bold(text: str) -> RichText:
    return RichText(text=text, marks=(Mark(start=0, end=len(text), style="b"),))


def _bold_line(text: str) -> Paragraph:
    return Paragraph(text=text, marks=(Mark(start=0, end=len(text), style="b"),), style="center")
