"""The timeline of tasks on paper: across the page, months above, a bar a task, today's line."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from papidesk.domain import figure_text
from papidesk.domain.layout_profile import load
from papidesk.domain.paper import Paper
from papidesk.domain.timeline import Bar, Timeline
from papidesk.printing.fonts import printing_with
from papidesk.printing.pen import Pen
from papidesk.printing.render import Printed, canvas_for
from papidesk.printing.spelled import spelled
from papidesk.printing.styles import POINTS_PER_MM, Sheet
from papidesk.printing.typesetting import SetLine, set_plain, type_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_SIZE = 9.5
_SMALL = 8.0
_TEXT_SHARE = 0.36
_PAD = 3.0
_BAR = 7.0
_MOST_LINES = 3
_LEADING = 1.18
_THIN, _FRAME = 0.3, 0.6
# Greys that copy well: bands of the month's columns, groups, what is done of a bar.
_BAND, _GROUP, _DONE, _OPEN = 0.965, 0.9, 0.35, 0.82
_LEGEND = (
    ("span", "trong thời gian"), ("filled", "đã thực hiện"), ("due", "thời hạn"),
    ("ticks", "định kỳ"), ("standing", "thường xuyên"), ("today", "hôm nay"),
)  # fmt: skip


class _Row(NamedTuple):
    lines: list[SetLine]
    bar: Bar | None
    height: float


def timeline_pdf(timeline: Timeline, *, fonts: Path | None = None) -> Printed:
    """Return ``timeline`` as PDF on A4 across; the months stand above on each page."""
    with printing_with(fonts):
        sheet = Sheet(load())
        stream = io.BytesIO()
        canvas = canvas_for(stream, Paper(title=timeline.title, author=timeline.office))
        pages = _Drawing(sheet, timeline, canvas).draw()
        canvas.save()
    return Printed(pdf=stream.getvalue(), pages=pages, body_pages=pages)


class _Drawing:
    """The rows of a timeline, filled into pages."""

    def __init__(self, sheet: Sheet, timeline: Timeline, canvas: Canvas) -> None:
        self.sheet, self.timeline = sheet, timeline
        self.canvas = canvas
        self.width, self.height = sheet.size(landscape=True)
        self.left, self.right = 15 * POINTS_PER_MM, self.width - 12 * POINTS_PER_MM
        self.top, self.bottom = 14 * POINTS_PER_MM, self.height - 18 * POINTS_PER_MM
        self.chart = self.left + (self.right - self.left) * _TEXT_SHARE
        self.days = (timeline.until - timeline.since).days + 1
        self.page = 0
        self.head = self.top

    def draw(self) -> int:
        """Draw all pages and return how many there are."""
        pen, y = self._begin()
        for row in self._rows():
            if y + row.height > self.bottom:
                self._end(pen, y)
                pen, y = self._begin()
            y = self._row(pen, row, y)
        self._end(pen, y, legend=True)
        return self.page

    def _rows(self) -> Iterator[_Row]:
        bold, plain = type_of(_SIZE, True), type_of(_SIZE)
        width = self.chart - self.left - 2 * _PAD
        leading = _SIZE * _LEADING
        for group in self.timeline.groups:
            if group.title:
                room = self.right - self.left - 2 * _PAD
                lines = set_plain(bold, spelled(bold, group.title), room)[:1]
                yield _Row(lines, None, leading + 2 * _PAD)
            for bar in group.bars:
                lines = set_plain(plain, spelled(plain, " ".join(bar.text.split())), width)
                if len(lines) > _MOST_LINES:
                    lines = self._cut(bar.text, width)
                least = 2.4 * _BAR if bar.overdue and bar.kind == "ticks" else _BAR
                yield _Row(lines, bar, max(len(lines) * leading, least) + 2 * _PAD)

    def _cut(self, text: str, width: float) -> list[SetLine]:
        """Return the first lines of a long text, with an ellipsis at the end."""
        plain = type_of(_SIZE)
        words = spelled(plain, " ".join(text.split())).split(" ")
        low, high = 1, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            shown = " ".join(words[:middle]) + " …"
            low, high = (
                (middle, high)
                if len(set_plain(plain, shown, width)) <= _MOST_LINES
                else (low, middle - 1)
            )
        return set_plain(plain, " ".join(words[:low]) + " …", width)[:_MOST_LINES]

    # Pages

    def _begin(self) -> tuple[Pen, float]:
        self.page += 1
        self.canvas.setPageSize((self.width, self.height))
        pen = Pen(self.canvas, self.height)
        y = self.top
        if self.page == 1:
            for text, kind in (
                (self.timeline.office, type_of(11, True)),
                (self.timeline.title, type_of(14, True)),
            ):
                for line in set_plain(kind, spelled(kind, text), self.right - self.left):
                    y += kind.size * 1.25
                    pen.line(line, self.left, y, self.right - self.left, "center")
            y += 8
        else:
            number = set_plain(type_of(11), str(self.page), 60)[0]
            pen.line(number, self.left, y - 4, self.right - self.left, "center")
        return pen, self._months(pen, y)

    def _months(self, pen: Pen, y: float) -> float:
        bold = type_of(_SIZE, True)
        height = _SIZE * _LEADING + 2 * _PAD
        self.head = y
        self._fill(self.left, y, self.right - self.left, height, _GROUP)
        base = y + _PAD + _SIZE
        pen.line(set_plain(bold, "Nhiệm vụ", 200)[0], self.left + _PAD, base, 200)
        years = {month.year for month in self.timeline.months}
        for month in self.timeline.months:
            x, wide = self._at(month), self._at(_month_end(month), end=True) - self._at(month)
            text = f"T{month.month}" if len(years) == 1 else f"{month.month}/{month.year % 100:02}"
            kind = bold if len(self.timeline.months) <= 14 else type_of(_SMALL, True)
            pen.line(set_plain(kind, text, 60)[0], x, base, wide, "center")
        pen.rule(self.left, y, self.right - self.left, _FRAME)
        pen.rule(self.left, y + height, self.right - self.left, _FRAME)
        return y + height

    def _row(self, pen: Pen, row: _Row, y: float) -> float:
        if row.bar is None:
            self._fill(self.left, y, self.right - self.left, row.height, _GROUP)
        else:
            for month in self.timeline.months[1::2]:
                x = self._at(month)
                wide = self._at(_month_end(month), end=True) - x
                self._fill(x, y, wide, row.height, _BAND)
        base = y + _PAD
        for line in row.lines:
            base += _SIZE * _LEADING
            pen.line(line, self.left + _PAD, base - 2, self.chart - self.left)
        if row.bar is not None:
            pen.upright(self.chart, y, y + row.height, _FRAME)
            self._bar(pen, row.bar, y + row.height / 2)
        # Above the row: the bands of the next one would cover a line below it.
        pen.rule(self.left, y, self.right - self.left, _THIN)
        return y + row.height

    def _end(self, pen: Pen, y: float, *, legend: bool = False) -> None:
        for x in (self.left, self.right):
            pen.upright(x, self.head, y, _FRAME)
        pen.rule(self.left, y, self.right - self.left, _FRAME)
        if self.timeline.since <= self.timeline.today <= self.timeline.until:
            self._today(self.head + _SIZE * _LEADING + 2 * _PAD, y)
        if legend:
            self._legend(pen, min(y + 16, self.bottom + 14))
        pen.finish()
        self.canvas.showPage()

    # Bars

    def _bar(self, pen: Pen, bar: Bar, middle: float) -> None:
        if bar.kind == "ticks":
            for day in bar.ticks:
                self._diamond(self._at(day, middle=True), middle, bar.state == "done")
        elif (
            bar.first is None
            or bar.last is None
            or bar.last < self.timeline.since
            or bar.first > self.timeline.until
        ):
            self._words(pen, bar.said, middle)
        elif bar.kind == "due":
            self._diamond(self._at(bar.last, middle=True), middle, bar.state == "done", large=True)
        else:
            x = self._at(max(bar.first, self.timeline.since))
            end = self._at(min(bar.last, self.timeline.until), end=True)
            self._span(bar, x, end - x, middle)
        if bar.overdue:
            self._overdue(pen, bar, middle)

    def _shows(self, first: datetime.date, last: datetime.date) -> bool:
        return first <= self.timeline.until and last >= self.timeline.since

    def _span(self, bar: Bar, x: float, wide: float, middle: float) -> None:
        thin = bar.kind == "standing"
        height = _BAR / 2 if thin else _BAR
        top = middle - height / 2
        self._fill(x, top, wide, height, _OPEN)
        share = 100 if bar.state == "done" else (bar.percent or 0)
        if share:
            self._fill(x, top, wide * min(share, 100) / 100, height, _DONE)
        if not thin:
            self.canvas.setLineWidth(_FRAME)
            self.canvas.rect(x, self.height - top - height, wide, height)

    def _overdue(self, pen: Pen, bar: Bar, middle: float) -> None:
        """Say that a task is late: behind its bar, below the last day that has passed."""
        passed = [day for day in bar.ticks if day < self.timeline.today]
        last = bar.last or (passed[-1] if passed else None)
        if last is None:
            return
        text = set_plain(type_of(_SMALL, True), "quá hạn", 60)[0]
        x = self._at(min(max(last, self.timeline.since), self.timeline.until), end=True) + 4
        base = middle + _SMALL * 0.33
        if passed:
            x, base = x - text.width, base + _SMALL
        pen.line(text, max(self.chart, min(x, self.right - text.width - 2)), base, text.width)

    def _words(self, pen: Pen, said: str, middle: float) -> None:
        if said:
            kind = type_of(_SMALL)
            line = set_plain(kind, spelled(kind, said), self.right - self.chart - 2 * _PAD)[0]
            pen.line(line, self.chart + _PAD, middle + _SMALL * 0.33, self.right - self.chart)

    def _diamond(self, x: float, middle: float, done: bool, *, large: bool = False) -> None:
        canvas, half = self.canvas, (4.0 if large else 2.6)
        y = self.height - middle
        path = canvas.beginPath()
        path.moveTo(x - half, y)
        for dx, dy in ((0, half), (half, 0), (0, -half)):
            path.lineTo(x + dx, y + dy)
        path.close()
        canvas.setLineWidth(_FRAME)
        canvas.setFillGray(_DONE if done else 1)
        canvas.drawPath(path, stroke=1, fill=1)
        canvas.setFillGray(0)

    def _today(self, top: float, bottom: float) -> None:
        canvas = self.canvas
        x = self._at(self.timeline.today, middle=True)
        canvas.saveState()
        canvas.setLineWidth(1)
        canvas.setDash(3, 2)
        canvas.line(x, self.height - top, x, self.height - bottom)
        canvas.restoreState()

    def _legend(self, pen: Pen, y: float) -> None:
        x, kind = self.left, type_of(_SMALL)
        for name, text in _LEGEND:
            if name in ("span", "filled"):
                self._fill(x, y - _BAR / 2, 18, _BAR, _OPEN if name == "span" else _DONE)
            elif name == "standing":
                self._fill(x, y - _BAR / 4, 18, _BAR / 2, _OPEN)
            elif name == "today":
                canvas = self.canvas
                canvas.saveState()
                canvas.setDash(3, 2)
                canvas.line(x + 9, self.height - y + 5, x + 9, self.height - y - 5)
                canvas.restoreState()
            else:
                self._diamond(x + 9, y, False, large=name == "due")
            line = set_plain(kind, text, 120)[0]
            pen.line(line, x + 23, y + _SMALL * 0.33, 120)
            x += 23 + line.width + 16
        day = set_plain(kind, f"Ngày in: {figure_text.day(self.timeline.today)}", 160)[0]
        pen.line(day, self.right - 160, y + _SMALL * 0.33, 160, "right")

    def _fill(self, x: float, top: float, wide: float, height: float, grey: float) -> None:
        canvas = self.canvas
        canvas.setFillGray(grey)
        canvas.rect(x, self.height - top - height, wide, height, stroke=0, fill=1)
        canvas.setFillGray(0)

    def _at(self, day: datetime.date, *, end: bool = False, middle: bool = False) -> float:
        offset = (day - self.timeline.since).days + (1 if end else 0.5 if middle else 0)
        return self.chart + (self.right - self.chart) * offset / self.days


def _month_end(month: datetime.date) -> datetime.date:
    following = datetime.date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
