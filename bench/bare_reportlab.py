"""The same papers coded by hand in bare ReportLab; as a script: TEXT.txt OUT.pdf, cold."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
STYLES = {"": "Regular", "-Bold": "Bold", "-Italic": "Italic", "-BoldItalic": "BoldItalic"}


def register_fonts() -> None:
    """Make the four Tinos styles known once."""
    if "Bare" in pdfmetrics.getRegisteredFontNames():
        return
    for suffix, style in STYLES.items():
        pdfmetrics.registerFont(TTFont(f"Bare{suffix}", str(FONTS / f"Tinos-{style}.ttf")))
    pdfmetrics.registerFontFamily("Bare", "Bare", "Bare-Bold", "Bare-Italic", "Bare-BoldItalic")


def styles() -> dict[str, ParagraphStyle]:
    """Return the few styles such a paper has."""
    body = ParagraphStyle(
        "body", fontName="Bare", fontSize=14, leading=17, alignment=TA_JUSTIFY,
        firstLineIndent=10 * mm, spaceAfter=6,
    )  # fmt: skip
    bold = ParagraphStyle("bold", parent=body, fontName="Bare-Bold", keepWithNext=1)
    centre = ParagraphStyle(
        "centre", parent=body, alignment=TA_CENTER, firstLineIndent=0, fontSize=13, leading=15
    )
    small = ParagraphStyle("small", parent=body, fontSize=11, leading=13, firstLineIndent=0)
    cell = ParagraphStyle("cell", parent=body, fontSize=11, leading=13, firstLineIndent=0,
                          spaceAfter=0)  # fmt: skip
    return {"body": body, "bold": bold, "centre": centre, "small": small, "cell": cell}


def story(body: list[tuple[str, str, str]], abstract: str, recipients: list[str],
          signature: list[str]) -> list[object]:  # fmt: skip
    """Return the flowables: head, title, body, foot."""
    style = styles()
    centre = style["centre"]
    head = Table(
        [
            [
                Paragraph("<b>ỦY BAN NHÂN DÂN<br/>XÃ AN HÒA</b>", centre),
                Paragraph("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>"
                          "Độc lập - Tự do - Hạnh phúc</b>", centre),
            ],
            [
                Paragraph("Số: 05/KH-UBND", centre),
                Paragraph("<i>An Hòa, ngày 18 tháng 01 năm 2024</i>", centre),
            ],
        ],
        colWidths=[58 * mm, 102 * mm],
    )  # fmt: skip
    flow: list[object] = [head, Paragraph(f"<b>KẾ HOẠCH<br/>{abstract}</b>", centre)]
    for kind, number, words in body:
        heading = kind in {"heading", "subheading"}
        flow.append(Paragraph(f"{number} {words}".strip(), style["bold" if heading else "body"]))
    left = "<b><i>Nơi nhận:</i></b><br/>" + "<br/>".join(f"- {line};" for line in recipients)
    right = "<b>" + "<br/>".join(signature[:-1]) + "<br/><br/><br/><br/>" + signature[-1] + "</b>"
    flow.append(Table([[Paragraph(left, style["small"]), Paragraph(right, centre)]],
                      colWidths=[80 * mm, 80 * mm]))  # fmt: skip
    return flow


def build(flow: list[object], page: tuple[float, float] = A4) -> bytes:
    """Return the PDF of the flowables with page numbers from page 2."""
    register_fonts()
    buffer = io.BytesIO()

    def numbered(canvas: object, template: object) -> None:
        canvas.setFont("Bare", 13)  # type: ignore[attr-defined]
        canvas.drawCentredString(page[0] / 2, page[1] - 12 * mm, str(template.page))  # type: ignore[attr-defined]

    SimpleDocTemplate(
        buffer, pagesize=page, leftMargin=30 * mm, rightMargin=20 * mm, topMargin=20 * mm,
        bottomMargin=20 * mm, invariant=1, lang="vi-VN",
    ).build(flow, onLaterPages=numbered)  # fmt: skip
    return buffer.getvalue()


def plan(body: list[tuple[str, str, str]], abstract: str, recipients: list[str],
         signature: list[str]) -> bytes:  # fmt: skip
    """Return the plan as PDF."""
    register_fonts()
    return build(story(body, abstract, recipients, signature))


def annex(rows: list[tuple[str, ...]]) -> bytes:
    """Return a landscape table, every cell a paragraph, the head row repeated."""
    register_fonts()
    cell = styles()["cell"]
    table = Table(
        [[Paragraph(words, cell) for words in row] for row in rows],
        colWidths=[width * 247 * mm for width in (0.06, 0.38, 0.14, 0.14, 0.12, 0.16)],
        repeatRows=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONTNAME", (0, 0), (-1, -1), "Bare"),
        ],
    )
    return build([table], landscape(A4))


def convert(source: Path, target: Path) -> None:
    """Print a text file line by line: what a quick script would do, nothing recognised."""
    body = [("paragraph", "", line) for line in source.read_text("utf-8").splitlines() if line]
    target.write_bytes(plan(body[5:-8], body[4][2], ["Lưu: VT"], ["CHỦ TỊCH", "Nguyễn Văn Mẫu"]))


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
