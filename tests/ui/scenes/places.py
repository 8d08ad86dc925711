"""The registers and the editor in the page Văn bản."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QWidget

from papidesk.domain.incoming import Incoming
from papidesk.workflow import incoming
from tests.ui.scenes.registry import Stage, scene
from ui.documents.places import INCOMING, OUTGOING

PAPERS = (
    ("UBND tỉnh Bình Nguyên", "12/KH-UBND", "Nâng cao Chỉ số PAPI năm 2026", 12),
    ("Sở Nội vụ", "345/SNV-CCHC", "Đôn đốc báo cáo cải cách hành chính quý III", -3),
    ("Công an tỉnh Bình Nguyên", "78/CV-CAT", "Phối hợp làm sạch dữ liệu dân cư", 2),
    ("Văn phòng UBND tỉnh", "901/GM-VP", "Họp trực tuyến về chuyển đổi số cấp xã", None),
)


@scene("register-outgoing")
def outgoing(stage: Stage) -> QWidget:
    """The outgoing register."""
    stage.documents_page.places.show_place(OUTGOING)
    return stage.window


@scene("register-incoming")
def incoming_register(stage: Stage) -> QWidget:
    """The incoming register with papers that wait."""
    today = datetime.date.today()
    for author, code, abstract, left in PAPERS:
        paper = Incoming(
            arrived_on=today - datetime.timedelta(days=5),
            year=(today - datetime.timedelta(days=5)).year,
            author=author,
            code=code,
            dated=today - datetime.timedelta(days=9),
            abstract=abstract,
            deadline=None if left is None else today + datetime.timedelta(days=left),
        )
        if incoming.count(stage.store, incoming.IncomingFilter(text=code)) == 0:
            incoming.take_in(stage.store, paper, today=today, who="")
    stage.documents_page.places.show_place(INCOMING)
    return stage.window


@scene("editor")
def editor(stage: Stage) -> QWidget:
    """A draft open for writing, its page drawn beside it."""
    page = stage.documents_page
    page.edit(stage.draft().id)
    view = page.editing.view
    stage.wait(lambda: bool(view.session.pdf))
    stage.pause(400)
    return stage.window
