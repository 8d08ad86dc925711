"""The self-score as an Excel workbook whose sums are formulas."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from papidesk.domain import self_scoring
from papidesk.domain.criteria import CriteriaSet, SelfAssessment
from papidesk.domain.self_score_sheet import COLUMNS, NAME, evidence_text
from papidesk.sheets.printed_sheet import CELL, FONT, LONGEST, head_format, on_paper, opened
from papidesk.sheets.row_height import height

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEAD_ROW = 3
_WIDTHS = (8, 60, 12, 12, 44, 44)
_MOST, _OWN = 2, 3  # columns of points


def workbook(
    office: str,
    set: CriteriaSet,
    assessment: SelfAssessment,
    evidence: Mapping[str, Sequence[str]],
) -> bytes:
    """Return the bytes of an .xlsx file; headings and the whole are summed by formulas.

    The formulas carry their values, for programs that do not calculate. Points have Excel's own
    check: from 0 to the most. Texts stay texts, whatever they begin with.
    """
    stream = io.BytesIO()
    with opened(
        stream, title=f"{NAME}: {set.name} năm {assessment.year}", office=office,
        created=datetime.datetime(assessment.year, 1, 1),
    ) as file:  # fmt: skip
        points = {**CELL, "num_format": "#,##0.###", "align": "center"}
        page = file.add_worksheet(f"Năm {assessment.year}")
        page.write_string(0, 0, office, file.add_format({**FONT, "bold": True}))
        title = file.add_format({**FONT, "bold": True, "font_size": 14})
        page.write_string(1, 0, f"{NAME} – {set.name} năm {assessment.year}", title)
        head = head_format(file)
        for at, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            page.set_column(at, at, width)
            page.write_string(_HEAD_ROW, at, name, head)
        page.set_row(_HEAD_ROW, height(zip(COLUMNS, _WIDTHS, strict=True)))
        forms = {
            "text": file.add_format({**CELL, "num_format": "@"}),
            "group": file.add_format({**CELL, "bold": True, "bg_color": "#F3F5F7"}),
            "points": file.add_format(points),
            "sum": file.add_format({**points, "bold": True, "bg_color": "#F3F5F7"}),
        }
        _Filling(page, set, assessment, forms).fill(evidence)
        page.freeze_panes(_HEAD_ROW + 1, 2)
        on_paper(page, _HEAD_ROW)
    return stream.getvalue()


class _Filling:
    """Writes the rows; knows which rows each heading sums."""

    def __init__(
        self,
        page: Worksheet,
        set: CriteriaSet,
        assessment: SelfAssessment,
        forms: dict[str, Format],
    ) -> None:
        self.page, self.set, self.forms = page, set, forms
        self.scores = self_scoring.scores(assessment)
        self.totals = self_scoring.totals(set, assessment)
        above = self_scoring.headings(set)
        self.below: dict[str, list[int]] = {"": []}
        for at, one in enumerate(set.criteria):
            if one.points is None:
                self.below[one.code] = []
                continue
            for code in ("", *above[one.code]):
                self.below[code].append(_HEAD_ROW + 1 + at)

    def fill(self, evidence: Mapping[str, Sequence[str]]) -> None:
        """Write a row for each criterion, then the sum of all."""
        page, forms = self.page, self.forms
        row = _HEAD_ROW
        for row, one in enumerate(self.set.criteria, start=_HEAD_ROW + 1):
            form = forms["group"] if one.points is None else forms["text"]
            page.write_string(row, 0, one.number, form)
            page.write_string(row, 1, one.text[:LONGEST], form)
            if one.points is None:
                page.set_row(row, height([(one.text, _WIDTHS[1])]))
                self._sum(row, one.code)
                page.write_blank(row, 4, None, form)
                page.write_blank(row, 5, None, form)
                continue
            self._points(row, one.code, one.points)
            score = self.scores.get(one.code)
            said = score.explanation if score else ""
            page.write_string(row, 4, said[:LONGEST], form)
            names = evidence_text(evidence.get(one.code, ()))
            page.set_row(
                row, height([(one.text, _WIDTHS[1]), (said, _WIDTHS[4]), (names, _WIDTHS[5])])
            )
            page.write_string(row, 5, names[:LONGEST], form)
        row += 1
        page.write_blank(row, 0, None, forms["group"])
        page.write_string(row, 1, "Tổng cộng", forms["group"])
        self._sum(row, "")
        page.write_blank(row, 4, None, forms["group"])
        page.write_blank(row, 5, None, forms["group"])

    def _points(self, row: int, code: str, most: Decimal) -> None:
        form = self.forms["points"]
        self.page.write_number(row, _MOST, float(most), form)
        score = self.scores.get(code)
        if score is None or score.points is None:
            self.page.write_blank(row, _OWN, None, form)
        else:
            self.page.write_number(row, _OWN, float(score.points), form)
        self.page.data_validation(
            row, _OWN, row, _OWN,
            {
                "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": float(most),
                "error_title": "Điểm", "error_message": f"Điểm từ 0 đến {most}.",
            },
        )  # fmt: skip

    def _sum(self, row: int, code: str) -> None:
        total = self.totals[code]
        for column, value in ((_MOST, total.most), (_OWN, total.points)):
            parts = ",".join(_cells(self.below[code], "ABCDEF"[column]))
            self.page.write_formula(row, column, f"=SUM({parts})", self.forms["sum"], float(value))


def _cells(rows: Sequence[int], letter: str) -> list[str]:
    """Return rows (from 0) as ranges of cells: what stands together is one range."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and ranges[-1][1] == row - 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return [f"{letter}{a + 1}:{letter}{b + 1}" for a, b in ranges]
