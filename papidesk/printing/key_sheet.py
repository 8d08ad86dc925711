"""The A4 sheet that introduces a key: fingerprint in groups, words and QR, what to do with it."""

from __future__ import annotations

import io
from pathlib import Path

from papidesk.domain import figure_text
from papidesk.domain.key_sheet import KeySheet
from papidesk.domain.paper import Paper
from papidesk.printing import qr
from papidesk.printing.fonts import printable, printing_with
from papidesk.printing.pen import Pen
from papidesk.printing.render import canvas_for
from papidesk.printing.spelled import spelled
from papidesk.printing.styles import POINTS_PER_MM
from papidesk.printing.typesetting import set_plain, type_of

_WIDTH_MM, _HEIGHT_MM = 210.0, 297.0
_LEFT_MM, _RIGHT_MM = 25.0, 190.0
_QR_MM = 58.0
_TITLE = "BẢN GIỚI THIỆU KHÓA"
_SUBTITLE = "Khóa ký gói dữ liệu trao đổi bằng phần mềm PapiDesk"
_STEPS = (
    "Giao bản này trực tiếp, hoặc gửi có chữ ký và con dấu; không gửi cùng một đường với tệp khóa "
    "(.papikey).",
    "Nơi nhận mở tệp khóa trong PapiDesk, mục Gửi / Nhận, phần Khóa, rồi so từng nhóm hoặc từng từ "
    "ở trên với màn hình. Có thể đọc cho nhau nghe qua điện thoại.",
    "Trùng hết thì bấm Tin khóa này. Khác dù chỉ một chữ thì không nhận, và báo ngay cho nơi gửi.",
    "Máy hỏng, mất máy hoặc nghi lộ khóa: lập khóa mới, in lại bản này và báo đơn vị cấp trên thu "
    "hồi khóa cũ.",
)


def drawn(sheet: KeySheet, *, fonts: Path | None = None) -> bytes:
    """Return the sheet as a PDF of one page; the same sheet gives the same bytes."""
    stream = io.BytesIO()
    with printing_with(fonts):
        canvas = canvas_for(stream, Paper(title=f"{_TITLE} – {sheet.name}", author=sheet.name))
        canvas.setPageSize((_WIDTH_MM * POINTS_PER_MM, _HEIGHT_MM * POINTS_PER_MM))
        page = _Page(Pen(canvas, _HEIGHT_MM * POINTS_PER_MM))
        top = page.head(sheet)
        top = page.code(sheet, top)
        top = page.fingerprint(sheet, top)
        top = page.steps(top)
        page.signature(sheet, top)
        page.pen.finish()
        canvas.showPage()
        canvas.save()
    return stream.getvalue()


class _Page:
    """Writes down the page; all places are millimetres from its upper left corner."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen

    def text(
        self,
        words: str,
        top: float,
        size: float,
        *,
        left: float = _LEFT_MM,
        right: float = _RIGHT_MM,
        bold: bool = False,
        align: str = "left",
        lines: int = 8,
    ) -> float:
        """Set ``words`` below ``top`` and return where they end."""
        kind = type_of(size, bold)
        width = (right - left) * POINTS_PER_MM
        base = top * POINTS_PER_MM + size * 0.89
        for line in set_plain(kind, spelled(kind, printable(words)), width)[:lines]:
            self.pen.line(line, left * POINTS_PER_MM, base, width, align)
            base += size * 1.25
        return (base - size * 0.89) / POINTS_PER_MM

    def head(self, sheet: KeySheet) -> float:
        """Write who introduces itself and what this paper is."""
        top = self.text(sheet.name.upper(), 20.0, 13.0, bold=True, align="center", lines=3)
        top = self.text(_TITLE, top + 7.0, 20.0, bold=True, align="center")
        return self.text(_SUBTITLE, top, 13.0, align="center") + 6.0

    def code(self, sheet: KeySheet, top: float) -> float:
        """Draw the QR code, beside it what it is of."""
        bottom = (_HEIGHT_MM - top - _QR_MM) * POINTS_PER_MM
        left, size = (_LEFT_MM - 3.0) * POINTS_PER_MM, _QR_MM * POINTS_PER_MM
        qr.draw(self.pen.canvas, sheet.code, left, bottom, size)
        rows = [("Đơn vị", sheet.name), ("Mã đơn vị trong gói dữ liệu", sheet.unit)]
        if sheet.made_on is not None:
            rows.append(("Ngày lập khóa", figure_text.day(sheet.made_on)))
        rows.append(("Ngày in bản này", figure_text.day(sheet.printed_on)))
        place, beside = top + 4.0, _LEFT_MM + _QR_MM + 3.0
        for label, value in rows:
            place = self.text(label, place, 11.0, left=beside)
            place = self.text(value, place, 13.0, left=beside, bold=True, lines=3) + 2.0
        return max(top + _QR_MM, place) + 2.0

    def fingerprint(self, sheet: KeySheet, top: float) -> float:
        """Write the fingerprint large: five groups, eight numbered words, the whole id small."""
        top = self.text("DẤU VÂN TAY CỦA KHÓA", top, 13.0, bold=True, align="center") + 2.0
        frame = top
        top = self.text(sheet.groups, top + 4.0, 26.0, bold=True, align="center") + 3.0
        words = sheet.words.split()
        each = (_RIGHT_MM - _LEFT_MM) / 4
        for row in range(2):
            for column in range(4):
                number = row * 4 + column
                left = _LEFT_MM + column * each
                self.text(f"{number + 1}. {words[number]}", top, 18.0, left=left, right=left + each,
                          align="center")  # fmt: skip
            top += 10.0
        height = (top - frame + 1.0) * POINTS_PER_MM
        self.pen.frame(
            _LEFT_MM * POINTS_PER_MM, frame * POINTS_PER_MM,
            (_RIGHT_MM - _LEFT_MM) * POINTS_PER_MM, height, 0.8,
        )  # fmt: skip
        grouped = " ".join(sheet.keyid[at : at + 8] for at in range(0, len(sheet.keyid), 8))
        return self.text(f"Mã đầy đủ: {grouped}", top + 3.0, 9.5, align="center") + 4.0

    def steps(self, top: float) -> float:
        """Write what the people on both sides do with this paper."""
        top = self.text("CÁCH DÙNG", top, 12.0, bold=True) + 1.0
        for number, step in enumerate(_STEPS, start=1):
            self.text(f"{number}.", top, 12.0)
            top = self.text(step, top, 12.0, left=_LEFT_MM + 6.0) + 1.0
        return top + 4.0

    def signature(self, sheet: KeySheet, top: float) -> None:
        """Leave room for the signature and the seal of who answers for the key."""
        left = (_LEFT_MM + _RIGHT_MM) / 2 - 5.0
        day = "ngày …… tháng …… năm ………"
        where = f"{sheet.place}, {day}" if sheet.place else f"………………, {day}"
        top = self.text(where, top, 12.0, left=left, align="center")
        top = self.text("THỦ TRƯỞNG ĐƠN VỊ", top, 13.0, left=left, bold=True, align="center")
        self.text("(Ký tên, đóng dấu)", top, 12.0, left=left, align="center")
