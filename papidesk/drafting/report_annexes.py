"""The tables of a report: figures with comparison, tasks, index of evidence, corrections."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from papidesk.domain import figure_text
from papidesk.domain.adding_up import share_of
from papidesk.domain.blocks import Block, Cell, Paragraph, Row, Table
from papidesk.domain.chart import Chart, ChartPoint, ChartSeries
from papidesk.domain.figures import FigureRef, Which
from papidesk.domain.figures import field as live
from papidesk.domain.record import replace
from papidesk.domain.report_facts import ReportFacts, ReportLine, TaskFact
from papidesk.domain.richtext import Mark, RichText
from papidesk.drafting.report_words import field, names, plain

Align = Literal["", "left", "center", "right", "both"]
_STATES = {
    "done": "Đã hoàn thành", "doing": "Đang thực hiện", "open": "Chưa thực hiện",
    "stopped": "Dừng thực hiện",
}  # fmt: skip
_CHARTS = 2
_COMPARED = 6
_MANY = 5
_TITLES: dict[Which, str] = {
    "": "Kết quả trong kỳ", "previous": "Kỳ trước", "last-year": "Cùng kỳ năm trước",
    "change": "So với cùng kỳ", "target": "Chỉ tiêu năm", "so-far": "Lũy kế từ đầu năm",
    "percent": "Tỷ lệ so với chỉ tiêu (%)",
}  # fmt: skip
_TARGETED: tuple[Which, ...] = ("target", "so-far", "percent")
# Columns of the table of tasks: title, share of the width, how its cells stand, what is in an
# empty one.
_TASKS: tuple[tuple[str, float, Align, str], ...] = (
    ("TT", 0.045, "center", ""),
    ("Nhiệm vụ", 0.29, "", ""),
    ("Đơn vị chủ trì", 0.15, "", ""),
    ("Thời gian thực hiện", 0.13, "", ""),
    ("Sản phẩm", 0.13, "", ""),
    ("Tiến độ (%)", 0.075, "right", figure_text.NOTHING),
    ("Kết quả", 0.12, "", ""),
    ("Ghi chú", 0.06, "", ""),
)
_SCALE = 12  # the tallest column of a chart is so many times the lowest at most


def _cell(text: RichText | str, align: Align = "", colspan: int = 1) -> Cell:
    shown = plain(text) if isinstance(text, str) else text
    return Cell(paragraphs=(shown,), align=align, colspan=colspan)


def _head(titles: Sequence[str]) -> Row:
    return Row(cells=tuple(_cell(title, "center") for title in titles))


def statistics(facts: ReportFacts) -> list[Block]:
    """Return the table of the running text: what was counted in the period, beside last year."""
    lines = [line for line in facts.lines if line.figure.entries]
    if not lines:
        return []
    compared = any(line.last_year is not None for line in facts.lines)
    names = ["TT", "Nội dung", "Đơn vị tính", "Kết quả trong kỳ"]
    names += ["Cùng kỳ năm trước", "Tăng (+), giảm (-)"] if compared else []
    rows = [_head(names)]
    for number, line in enumerate(lines, start=1):
        cells = [
            _cell(str(number), "center"),
            _cell(line.counter.name),
            _cell(line.counter.unit, "center"),
            _figure(line),
        ]
        if compared:
            cells += [_figure(line, "last-year"), _figure(line, "change")]
        rows.append(Row(cells=tuple(cells)))
    widths = (0.07, 0.41, 0.13, 0.13, 0.13, 0.13) if compared else (0.08, 0.52, 0.2, 0.2)
    return [Table(rows=tuple(rows), widths=widths)]


def pointed(facts: ReportFacts) -> list[Block]:
    """Return the sentence that refers to the annexes there are."""
    there = [(name, facts.label(part)) for part, name in _NAMES.items() if facts.label(part)]
    if not there:
        return []
    verb = "nêu tại" if len(there) == 1 else "tại"
    said = names(f"{name} {verb} {label}" for name, label in there)
    return [Paragraph(text=f"{said[:1].upper()}{said[1:]} kèm theo Báo cáo này.")]


def figures(facts: ReportFacts) -> list[Block]:
    """Return the table of all figures: period, the one before, last year, difference, target."""
    if not facts.lines:
        return []
    columns = _columns(facts)
    rows = [_head(["TT", "Nội dung", "Đơn vị tính", *(_TITLES[which] for which in columns)])]
    group = ""
    for number, line in enumerate(facts.lines, start=1):
        if line.counter.group != group:
            group = line.counter.group
            rows.append(
                Row(cells=(_cell(_bold(group or "Nội dung khác"), "left", 3 + len(columns)),))
            )
        rows.append(_figure_row(number, line, columns))
    wide = 0.09 if len(columns) > _MANY else 0.12
    unit = 0.085 if len(columns) > _MANY else 0.12
    widths = (0.045, 1 - 0.045 - unit - wide * len(columns), unit, *[wide] * len(columns))
    return [Table(rows=tuple(rows), widths=widths), _window(facts, columns)]


def _columns(facts: ReportFacts) -> tuple[Which, ...]:
    """Return the columns of figures there are: none that has nothing in any row."""
    lines = facts.lines
    columns: list[Which] = [""]
    # The period before a year, or before nine months, is that of last year.
    before = facts.period.previous() != facts.period.last_year()
    if before and any(line.previous is not None for line in lines):
        columns.append("previous")
    if any(line.last_year is not None for line in lines):
        columns += ["last-year", "change"]
    if any(line.target for line in lines):
        columns += _TARGETED
    return tuple(columns)


def _figure_row(number: int, line: ReportLine, columns: Sequence[Which]) -> Row:
    none = _cell(figure_text.NOTHING, "right")
    return Row(
        cells=(
            _cell(str(number), "center"),
            _cell(line.counter.name),
            _cell(line.counter.unit, "center"),
            *(
                none if which in _TARGETED and not line.target else _figure(line, which)
                for which in columns
            ),
        )
    )


def _figure(line: ReportLine, which: Which = "") -> Cell:
    """Return a cell with a live figure, exact as all tables are."""
    change = None
    if line.figure.value is not None and line.last_year is not None:
        change = line.figure.value - line.last_year
    value = {
        "": line.figure.value, "previous": line.previous, "last-year": line.last_year,
        "target": line.target, "change": change, "so-far": line.so_far,
        "percent": share_of(line.so_far, line.target),
    }[which]  # fmt: skip
    if which == "change":
        text = live(figure_text.signed(value), replace(line.ref, which=which).ref)
    else:
        text = field(replace(line.ref, which=which), value)
    return _cell(text, "right")


def _bold(text: str) -> RichText:
    return RichText(text=text, marks=(Mark(start=0, end=len(text), style="b"),))


def _window(facts: ReportFacts, columns: Sequence[Which]) -> Block:
    """Return the note below the table: its window, what a dash means, how months are cut."""
    since, until = _day(facts.since), _day(facts.until)
    said = [f"Ghi chú: Kỳ số liệu từ ngày {since} đến hết ngày {until}"]
    if len(columns) > 1:
        targeted = " hoặc không giao chỉ tiêu" if "target" in columns else ""
        said.append(f"dấu “–”: chưa có số liệu{targeted}")
    if facts.cut and facts.charts and any(line.months for line in facts.lines):
        first, last = figure_text.two_digits(facts.cut), figure_text.two_digits(facts.cut - 1)
        said.append(
            f"tháng trong biểu đồ tính từ ngày {first} tháng trước đến hết ngày {last} của tháng"
        )
    text = f"{'; '.join(said)}."
    return Paragraph(text=text, marks=(Mark(start=0, end=len(text), style="i"),))


def _day(day: datetime.date) -> str:
    return figure_text.day(day)


def tasks(facts: ReportFacts) -> list[Block]:
    """Return the table of tasks, done, late and open, each with what is known of it."""
    if not facts.tasks:
        return []
    rows = [[str(number), *_told(task)] for number, task in enumerate(facts.tasks, start=1)]
    # What no task has is no column; who reads looks for what is in one.
    kept = [at for at in range(len(_TASKS)) if at < 2 or any(row[at] for row in rows)]
    made = [_head([_TASKS[at][0] for at in kept])]
    made += [
        Row(cells=tuple(_cell(row[at] or _TASKS[at][3], _TASKS[at][2]) for at in kept))
        for row in rows
    ]
    spare = 1 - sum(_TASKS[at][1] for at in kept)
    widths = tuple(_TASKS[at][1] + (spare if at == 1 else 0) for at in kept)
    return [Table(rows=tuple(made), widths=widths)]


def _told(task: TaskFact) -> tuple[str, ...]:
    """Return the cells of a task behind its number; "" where nothing is known."""
    percent = "" if task.percent is None else figure_text.written(task.percent)
    when = task.when[:1].upper() + task.when[1:]
    return task.text, task.lead, when, task.product, percent, _result(task), task.reason


def _result(task: TaskFact) -> str:
    return "Chậm tiến độ" if task.timing == "overdue" else _STATES[task.state]


def evidence(facts: ReportFacts) -> list[Block]:
    """Return the index of evidence: entry, file, SHA-256 by which a copy can be compared."""
    if not facts.evidence:
        return []
    rows = [
        _head(("TT", "Ngày", "Hoạt động", "Tài liệu kiểm chứng", "Mã băm SHA-256 hoặc địa chỉ"))
    ]
    for number, one in enumerate(facts.evidence, start=1):
        # In groups, so that it breaks into lines of its cell.
        digits = " ".join(one.sha256[at : at + 16] for at in range(0, len(one.sha256), 16))
        rows.append(
            Row(
                cells=(
                    _cell(str(number), "center"),
                    _cell(_day(one.day), "center"),
                    _cell(one.title),
                    _cell(one.name),
                    _cell(digits or one.where),
                )
            )
        )
    return [Table(rows=tuple(rows), widths=(0.05, 0.1, 0.31, 0.24, 0.3))]


def corrections(facts: ReportFacts) -> list[Block]:
    """Return the table of figures that were reported otherwise, each with its reason."""
    if not facts.corrections:
        return []
    names = (
        "TT", "Kỳ đã báo cáo", "Nội dung", "Đơn vị tính", "Số đã báo cáo", "Số điều chỉnh",
        "Hoạt động liên quan", "Lý do",
    )  # fmt: skip
    rows = [_head(names)]
    for number, one in enumerate(facts.corrections, start=1):
        rows.append(
            Row(
                cells=(
                    _cell(str(number), "center"),
                    _cell(one.reported),
                    _cell(one.name),
                    _cell(one.unit, "center"),
                    _cell(figure_text.written(one.before), "right"),
                    _cell(figure_text.written(one.after), "right"),
                    _cell(f"{one.title} (ngày {_day(one.day)})"),
                    _cell(one.reason),
                )
            )
        )
    return [Table(rows=tuple(rows), widths=(0.045, 0.13, 0.2, 0.08, 0.085, 0.085, 0.2, 0.175))]


def charts(facts: ReportFacts) -> tuple[Chart, ...]:
    """Return the charts that help: the period beside last year, and months against the target."""
    if not facts.charts:
        return ()
    made: list[Chart] = []
    compared = [
        line
        for line in facts.lines
        if line.last_year
        and line.figure.value
        and line.counter.unit != "%"
        and not line.counter.cost
        and not line.counter.people_of
    ]
    compared = sorted(_alike(compared), key=lambda line: -line.figure.entries)[:_COMPARED]
    if len(compared) > 1:
        made.append(_comparison(facts, compared))
    monthly = [line for line in facts.lines if line.months and line.figure.entries > 1]
    monthly = sorted(monthly, key=lambda line: (line.target is None, -line.figure.entries))
    made += [_months(facts, line) for line in monthly[:_CHARTS]]
    return tuple(made)


def _alike(lines: Sequence[ReportLine]) -> list[ReportLine]:
    """Return the most lines that one scale can show: beside 2.000 tờ rơi 17 pano are no column."""
    sized = sorted(lines, key=_height)
    best: list[ReportLine] = []
    for first, low in enumerate(sized):
        fitting = [line for line in sized[first:] if _height(line) <= _height(low) * _SCALE]
        best = max(best, fitting, key=len)
    return best


def _height(line: ReportLine) -> Decimal:
    return max(line.figure.value or Decimal(0), line.last_year or Decimal(0))


def _comparison(facts: ReportFacts, lines: Sequence[ReportLine]) -> Chart:
    now = [ChartPoint(value=line.figure.value, ref=line.ref.ref) for line in lines]
    before = [
        ChartPoint(value=line.last_year, ref=replace(line.ref, which="last-year").ref)
        for line in lines
    ]
    period = facts.period
    return Chart(
        title=f"So sánh kết quả {period.label} với {period.last_year().label}",
        categories=tuple(f"{line.counter.name} ({line.counter.unit})" for line in lines),
        series=(
            ChartSeries(name=period.last_year().label.capitalize(), points=tuple(before)),
            ChartSeries(name=period.label.capitalize(), points=tuple(now)),
        ),
    )


def _months(facts: ReportFacts, line: ReportLine) -> Chart:
    first, last = facts.period.months
    refs = [_month_ref(line.ref, facts.period.year, month) for month in range(first, last + 1)]
    points = [
        ChartPoint(value=value, ref=ref.ref) for value, ref in zip(line.months, refs, strict=True)
    ]
    target, name = None, ""
    if line.target is not None and line.counter.adds_up == "sum":
        target = ChartPoint(value=(line.target / 12).quantize(Decimal("0.1")))
        name = "Bình quân tháng theo chỉ tiêu năm"
    return Chart(
        title=f"{line.counter.name} theo tháng, {facts.period.label}",
        unit=line.counter.unit,
        categories=tuple(f"Tháng {month}" for month in range(first, last + 1)),
        series=(ChartSeries(name="", points=tuple(points)),),
        target=target,
        target_name=name,
    )


def _month_ref(ref: FigureRef, year: int, month: int) -> FigureRef:
    return replace(ref, period=f"{year:04}-M{month:02}", since=None, until=None)


# How the text calls what is in the annexes.
_NAMES = {
    "so-lieu": "số liệu chi tiết",
    "nhiem-vu": "kết quả thực hiện từng nhiệm vụ",
    "kiem-chung": "danh mục tài liệu kiểm chứng",
    "dieu-chinh": "số liệu điều chỉnh",
}
