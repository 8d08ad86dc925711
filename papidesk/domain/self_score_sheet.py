"""The printed self-score: sums on the first page, every criterion in an annex across the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from papidesk.domain import issuer_name, self_scoring, wording
from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.criteria import CriteriaSet, Criterion, SelfAssessment
from papidesk.domain.document import IssueDate
from papidesk.domain.office import Office
from papidesk.domain.paper import (
    HEAD_WIDTH_EM,
    Foot,
    Head,
    Paper,
    Printable,
    PrintedAnnex,
    signed,
)
from papidesk.domain.paper_body import Line
from papidesk.domain.people import Signature
from papidesk.domain.quantities import text as number
from papidesk.domain.richtext import Mark, RichText
from papidesk.domain.self_scoring import Total

NAME = "BẢNG TỰ CHẤM ĐIỂM"
COLUMNS = ("TT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Giải trình",
           "Tài liệu kiểm chứng")  # fmt: skip
_WIDTHS = (0.06, 0.32, 0.08, 0.08, 0.22, 0.24)
_SUMS = ("TT", "Nội dung", "Số tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tỷ lệ (%)")
_SUM_WIDTHS = (0.08, 0.44, 0.12, 0.12, 0.12, 0.12)
_EVIDENCE_SHOWN = 6  # names in a cell; more are told by their number


def paper_of(
    office: Office,
    set: CriteriaSet,
    assessment: SelfAssessment,
    evidence: Mapping[str, Sequence[str]],
    *,
    date: IssueDate,
    signature: Signature,
) -> Paper:
    """Return the paper of an assessment; ``evidence`` are names of pieces by criterion.

    Headings of the first level are summed on page 1. What is not scored is a blank to be filled.
    """
    totals = self_scoring.totals(set, assessment)
    signs = signed(signature)
    body: list[Printable] = [
        _said(set, assessment, totals[""]),
        _sums(set, totals),
        *([Line(style="body", text=RichText(text=assessment.note))] if assessment.note else []),
    ]
    annex = PrintedAnnex(
        title=wording.title_glue(f"CHI TIẾT TỰ CHẤM ĐIỂM NĂM {assessment.year}"),
        note=f"({set.name})",
        landscape=True,
        body=(_details(set, assessment, totals, evidence),),
    )
    return Paper(
        head=Head(
            superior=issuer_name.lines(office.superior_line, HEAD_WIDTH_EM),
            issuer=issuer_name.lines(office.issuer, HEAD_WIDTH_EM),
            place_date=wording.place_date(office.place, date),
        ),
        kind=NAME,
        abstract=wording.title_glue(f"{set.name} năm {assessment.year}"),
        body=tuple(body),
        foot=Foot(
            recipients=("- Lưu: VT.",),
            titles=signs.titles,
            other_titles=signs.other_titles,
            name=signs.name,
        ),
        annexes=(annex,),
        title=f"{set.name} năm {assessment.year}: tự chấm điểm",
        author=issuer_name.running(office.issuer),
    )


def evidence_text(names: Sequence[str]) -> str:
    """Return the names of pieces for a cell, a line each; of many only how many more there are."""
    shown = [f"- {name}" for name in names[:_EVIDENCE_SHOWN]]
    if len(names) > _EVIDENCE_SHOWN:
        shown.append(f"và {len(names) - _EVIDENCE_SHOWN} tài liệu khác")
    return "\n".join(shown)


def share_text(total: Total) -> str:
    """Return how much of the most was reached, in per cent with one place; "" without points."""
    if not total.most:
        return ""
    return number((total.points * 100 / total.most).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _said(set: CriteriaSet, assessment: SelfAssessment, whole: Total) -> Line:
    basis = f" theo {set.basis}" if set.basis else ""
    text = (
        f"Tổng điểm tự chấm năm {assessment.year}{basis}: {number(whole.points)}/"
        f"{number(whole.most)} điểm, đạt {share_text(whole) or '0'}%; đã chấm "
        f"{whole.scored}/{whole.criteria} tiêu chí."
    )
    if set.example:
        text += " Bộ tiêu chí này là ví dụ, chưa được cơ quan có thẩm quyền ban hành."
    return Line(style="body", text=RichText(text=text))


def _sums(set: CriteriaSet, totals: Mapping[str, Total]) -> Table:
    rows = [Row(cells=tuple(_cell(title) for title in _SUMS))]
    for one in set.criteria:
        if one.level == 1:
            total = totals.get(one.code) or _alone(one, totals)
            rows.append(_sum_row(one.number, one.text, total))
    rows.append(_sum_row("", "Tổng cộng", totals[""], bold=True))
    return Table(rows=tuple(rows), widths=_SUM_WIDTHS)


def _alone(one: Criterion, totals: Mapping[str, Total]) -> Total:
    """Return the sums of a criterion that stands among the headings."""
    return Total(criterion=one.code, most=one.points or Decimal(0), criteria=1)


def _sum_row(tt: str, name: str, total: Total, *, bold: bool = False) -> Row:
    return Row(
        cells=(
            _cell(tt, "center", bold),
            _cell(name, "", bold),
            _cell(str(total.criteria), "center", bold),
            _cell(number(total.most), "center", bold),
            _cell(number(total.points), "center", bold),
            _cell(share_text(total), "center", bold),
        )
    )


def _details(
    set: CriteriaSet,
    assessment: SelfAssessment,
    totals: Mapping[str, Total],
    evidence: Mapping[str, Sequence[str]],
) -> Table:
    known = self_scoring.scores(assessment)
    rows = [Row(cells=tuple(_cell(title) for title in COLUMNS))]
    for one in set.criteria:
        if one.points is None:
            total = totals[one.code]
            most, own, said, names = total.most, number(total.points), "", ""
        else:
            score = known.get(one.code)
            most = one.points
            scored = score is not None and score.points is not None
            own = number(score.points) if score and score.points is not None else ""
            said = score.explanation if score else ""
            names = evidence_text(evidence.get(one.code, ()))
            own = own if scored else "…"
        bold = one.points is None
        rows.append(
            Row(
                cells=(
                    _cell(one.number, "center", bold),
                    _cell(one.text, "", bold),
                    _cell(number(most), "center", bold),
                    _cell(own, "center", bold),
                    _cell(said),
                    _cell(names),
                )
            )
        )
    whole = totals[""]
    rows.append(
        Row(
            cells=(
                _cell(""), _cell("Tổng cộng", "", True),
                _cell(number(whole.most), "center", True),
                _cell(number(whole.points), "center", True), _cell(""), _cell(""),
            )
        )
    )  # fmt: skip
    return Table(rows=tuple(rows), widths=_WIDTHS)


def _cell(text: str, align: str = "", bold: bool = False) -> Cell:
    paragraphs = tuple(
        RichText(text=part, marks=(Mark(start=0, end=len(part), style="b"),) if bold else ())
        for part in text.split("\n")
        if part
    )
    return Cell(paragraphs=paragraphs, align=align)  # type: ignore[arg-type]
