"""One plan to PDF, warm, in one process: ours, bare ReportLab, typst, WeasyPrint."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path

from bench import bare_reportlab, content
from bench.measure import OURS, ROOT, Row, each, in_turn

FONTS = ROOT / "resources" / "fonts"
SIZES = {"3 pages": 1, "12 pages": 4, "48 pages": 16}


def rows() -> list[Row]:
    """Measure three lengths of the plan."""
    return [_row(size, repeat) for size, repeat in SIZES.items()]


def _row(size: str, repeat: int) -> Row:
    import typst
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from papidesk.printing.render import render

    rounds, fonts = 9 if repeat < 16 else 3, FontConfiguration()
    recipients, signature = list(content.RECIPIENTS), list(content.SIGNATURE)

    def bare(body: list[content.Line]) -> bytes:
        return bare_reportlab.plan(body, content.ABSTRACT, recipients, signature)

    with tempfile.TemporaryDirectory() as folder:

        def source(edition: int) -> str:
            path = Path(folder) / f"{edition}.typ"
            path.write_text(typst_source(content.lines(repeat, edition)), encoding="utf-8")
            return str(path)

        compiler = typst.Compiler(source(0), font_paths=[str(FONTS)], ignore_system_fonts=True)
        works = {
            OURS: each(render, lambda edition: content.document(repeat, edition), rounds),
            "bare ReportLab": each(bare, lambda edition: content.lines(repeat, edition), rounds),
            "typst": each(lambda path: compiler.compile(input=path), source, rounds),
            "WeasyPrint": each(
                lambda page: weasyprint.HTML(string=page).write_pdf(font_config=fonts),
                lambda edition: html(content.lines(repeat, edition)),
                rounds,
            ),
        }
        sides = in_turn(works, rounds)
    return Row(
        "A plan to PDF, warm", size, repeat * 3, sides,
        reach={"bare ReportLab": 1.25, "WeasyPrint": 1 / 25},
    )  # fmt: skip


def typst_source(body: list[content.Line]) -> str:
    """Return the plan as typst markup."""
    parts = [
        '#set page(paper: "a4", margin: (left: 30mm, rest: 20mm), numbering: "1")',
        '#set text(font: "Tinos", size: 14pt, lang: "vi")',
        "#set par(justify: true, first-line-indent: 10mm)",
        "#grid(columns: (2fr, 3fr), align: center, [*ỦY BAN NHÂN DÂN XÃ AN HÒA*],"
        " [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \\ Độc lập - Tự do - Hạnh phúc*],"
        " [Số: 05/KH-UBND], [_An Hòa, ngày 18 tháng 01 năm 2024_])",
        f"#align(center)[*KẾ HOẠCH \\ {content.ABSTRACT}*]",
    ]
    for kind, number, words in body:
        line = f"#text[{number}] {words}".replace("-", "\\-")
        parts.append(f"*{line}*" if kind in {"heading", "subheading"} else line)
    foot = (["Nơi nhận:", *content.RECIPIENTS], content.SIGNATURE)
    left, right = (" \\ ".join(column) for column in foot)
    parts.append(f"#grid(columns: (1fr, 1fr), [{left}], [*{right}*])")
    return "\n\n".join(parts)


def html(body: list[content.Line]) -> str:
    """Return the plan as HTML with its style sheet."""
    paragraphs = "".join(
        f'<p class="{kind}">{escape(f"{number} {words}".strip())}</p>'
        for kind, number, words in body
    )
    faces = "".join(
        f"@font-face {{font-family:Tinos;src:url({(FONTS / f'Tinos-{name}.ttf').as_uri()});{more}}}"
        for name, more in (
            ("Regular", ""), ("Bold", "font-weight:bold"), ("Italic", "font-style:italic"),
        )
    )  # fmt: skip
    return (
        f"<html lang=vi><style>{faces} @page {{size:A4;margin:20mm 20mm 20mm 30mm;"
        "@top-center {content:counter(page)}} body {font:14pt Tinos;text-align:justify}"
        "p {text-indent:10mm;margin:0 0 6pt} .heading,.subheading {font-weight:bold}"
        "table {width:100%;text-align:center}</style>"
        "<table><tr><td><b>ỦY BAN NHÂN DÂN<br>XÃ AN HÒA</b><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT "
        "NAM<br>Độc lập - Tự do - Hạnh phúc</b><tr><td>Số: 05/KH-UBND<td><i>An Hòa, ngày 18 tháng "
        f"01 năm 2024</i></table><p><b>KẾ HOẠCH<br>{content.ABSTRACT}</b></p>{paragraphs}"
        f"<table><tr><td>{'<br>'.join(content.RECIPIENTS)}<td><b>"
        f"{'<br>'.join(content.SIGNATURE)}</b></table></html>"
    )
