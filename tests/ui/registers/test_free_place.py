"""Room for the stamp on a scanned page."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from papidesk.domain.arrival_stamp import corner_place
from ui.registers.free_place import free_place

WIDE, HIGH = 210.0, 297.0
DOTS = 2.0  # a millimetre


def page(*inked: tuple[float, float, float, float], paper: str = "white") -> QImage:
    """Return a page with grey blocks at left, top, width, height in millimetres."""
    picture = QImage(round(WIDE * DOTS), round(HIGH * DOTS), QImage.Format.Format_RGB32)
    picture.fill(QColor(paper))
    painter = QPainter(picture)
    for left, top, width, height in inked:
        place = QRectF(left * DOTS, top * DOTS, width * DOTS, height * DOTS)
        painter.fillRect(place, QColor("#606060"))
    painter.end()
    return picture


def test_on_an_empty_page_the_stamp_stands_where_stamps_stand(qtbot: QtBot) -> None:
    usual = corner_place("upper-right", WIDE, HIGH)
    for paper in ("white", "#f0ece0"):
        found = free_place(page(paper=paper), WIDE, HIGH)
        assert abs(found.left_mm - usual.left_mm) < 4
        assert abs(found.top_mm - usual.top_mm) < 4


def test_text_is_gone_round(qtbot: QtBot) -> None:
    blocks = ((20, 10, 175, 40), (20, 60, 175, 150))
    found = free_place(page(*blocks), WIDE, HIGH)
    for left, top, width, height in blocks:
        beside = found.left_mm >= left + width or found.left_mm + 50 <= left
        above = found.top_mm + 35 <= top or found.top_mm >= top + height
        assert beside or above


def test_the_left_is_taken_where_the_right_is_full(qtbot: QtBot) -> None:
    found = free_place(page((100, 5, 105, 285)), WIDE, HIGH)
    assert found.left_mm < 50
    assert abs(found.top_mm - corner_place("upper-left", WIDE, HIGH).top_mm) < 4


def test_a_full_page_gets_it_where_least_is_covered(qtbot: QtBot) -> None:
    found = free_place(page((0, 0, 210, 240), (0, 240, 140, 57)), WIDE, HIGH)
    assert found.left_mm > 135
    assert found.top_mm > 235
