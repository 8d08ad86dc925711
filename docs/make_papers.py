"""Draws the gallery of papers: run it with ``python -m docs.make_papers``.

Every paper is invented (tests/printing/official.py); what is drawn is the printed PDF.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from papidesk.domain.copies import CertifiedCopy, electronic_text, printed_copy
from papidesk.domain.document import Annex, Document, IssueDate
from papidesk.domain.task_sheet import paper_of, rows_of
from papidesk.printing.copies import electronic, on_paper
from papidesk.printing.render import printed_papers, render
from tests.domain.test_task_sheet import duties
from tests.printing import official, papers

ROOT = Path(__file__).resolve().parent.parent
EACH = ROOT / "docs" / "pictures" / "papers"
TOGETHER = ROOT / "resources" / "help" / "pictures" / "all-papers.png"
DPI, FRAME = 48, 1
COPY = CertifiedCopy(
    form="SY", issuer=papers.COMMUNE, number="07", symbol="SY-UBND", place="An Hòa",
    date=IssueDate(day=6, month=2, year=2026), signature=papers.DEPUTY,
    recipients=("Phòng Văn hóa - Xã hội", "Lưu: VT"),
)  # fmt: skip
MOMENT = datetime.datetime(2026, 2, 6, 7, 30, tzinfo=datetime.UTC)


def _printed(document: Document, page: int = 0) -> Callable[[], tuple[bytes, int]]:
    return lambda: (render(document), page)


def _task_sheet() -> tuple[bytes, int]:
    plan = papers.plan(1, annexes=(Annex(title="Phân công nhiệm vụ", blocks=(duties(),)),))
    sheet = paper_of(plan, "Phòng Kinh tế", rows_of(plan), IssueDate(day=9, month=2, year=2026))
    return printed_papers([sheet]).pdf, 0


def _copy() -> tuple[bytes, int]:
    return on_paper(render(official.invitation()), printed_copy(COPY)).pdf, 0


def _electronic() -> tuple[bytes, int]:
    return electronic(render(papers.letter(2)), electronic_text(COPY, MOMENT)).pdf, 0


GALLERY: dict[str, Callable[[], tuple[bytes, int]]] = {
    "ke-hoach": _printed(papers.plan(4)),
    "bao-cao": _printed(papers.report()),
    "to-trinh": _printed(papers.proposal()),
    "thong-bao": _printed(papers.notice()),
    "chuong-trinh": _printed(official.programme()),
    "cong-van": _printed(official.urgent_letter()),
    "quyet-dinh": _printed(papers.decision()),
    "quy-che-kem-theo": _printed(official.decision_with_regulation(), 1),
    "nghi-quyet": _printed(official.resolution()),
    "cong-dien": _printed(official.telegram()),
    "giay-moi": _printed(official.invitation(3)),
    "bien-ban": _printed(official.minutes()),
    "giay-gioi-thieu": _printed(official.introduction()),
    "giay-nghi-phep": _printed(official.leave()),
    "ban-sao": _copy,
    "ban-sao-dien-tu": _electronic,
    "phieu-giao-viec": _task_sheet,
    "phu-luc": _printed(papers.annexed(12), 2),
}  # fmt: skip


def picture(pdf: bytes, page: int) -> Image.Image:
    """Return a page as a small picture with a thin frame and few colours."""
    with pypdfium2.PdfDocument(pdf) as file:
        drawn = file[page].render(scale=DPI / 72).to_pil().convert("RGB")
    return ImageOps.expand(drawn, FRAME, "#b8bfc6")


def small(one: Image.Image) -> Image.Image:
    """Return ``one`` in the colours of papers alone: greys, and the red of stamps."""
    greys = [value for step in range(24) for value in (step * 255 // 23,) * 3]
    reds = [value for step in range(8) for value in (255, step * 32, step * 32)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(greys + reds)
    return one.quantize(palette=palette, dither=Image.Dither.NONE)


def sheet(pictures: list[Image.Image], across: int = 6) -> Image.Image:
    """Return all pictures side by side."""
    width = max(one.width for one in pictures) + 12
    height = max(one.height for one in pictures) + 12
    rows = -(-len(pictures) // across)
    whole = Image.new("RGB", (width * across, height * rows), "white")
    for index, one in enumerate(pictures):
        whole.paste(one, (index % across * width + 6, index // across * height + 6))
    return whole


def main() -> None:
    """Draw every paper, and one picture of all of them for the guide."""
    EACH.mkdir(parents=True, exist_ok=True)
    made = {name: picture(*make()) for name, make in GALLERY.items()}
    for name, one in made.items():
        small(one).save(EACH / f"{name}.png", optimize=True)
    upright = [one for one in made.values() if one.height > one.width]
    whole = sheet(upright)
    whole = whole.resize((whole.width * 2 // 3, whole.height * 2 // 3), Image.Resampling.LANCZOS)
    small(whole).save(TOGETHER, optimize=True)


if __name__ == "__main__":
    main()
