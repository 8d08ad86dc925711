"""The registers of the page Văn bản and their dialogs."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.incoming import Incoming
from papidesk.workflow import incoming, registers
from tests.ui.scenes.registry import Stage, scene
from ui.documents.places import INCOMING, OUTGOING
from ui.registers.distribution_dialog import DistributionDialog
from ui.registers.incoming_dialog import IncomingDialog
from ui.registers.incoming_view import IncomingView
from ui.registers.reason_dialog import ReasonDialog
from ui.registers.stamp_dialog import StampDialog

WHO = "Trần Thị Thí Dụ"
# Author, number and symbol, kind, abstract, days since it came, days until it is due, unit.
PAPERS = (
    ("Ủy ban nhân dân tỉnh Mẫu", "118/KH-UBND", "KH",
     "Nâng cao Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI) năm nay", 20, -4,
     "Phòng Văn hóa - Xã hội"),
    ("Sở Nội vụ tỉnh Mẫu", "412/SNV-CCHC", "CV",
     "Đôn đốc báo cáo công tác cải cách hành chính 9 tháng", 9, 2, "Văn phòng HĐND và UBND"),
    ("Văn phòng Ủy ban nhân dân tỉnh Mẫu", "96/TB-VP", "TB",
     "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp giao ban", 4, 12, ""),
    ("Đảng ủy xã An Hòa", "57-KH/ĐU", "KH", "Học tập và làm theo trong năm mới", 1, 30, ""),
)  # fmt: skip


def entered(stage: Stage) -> list[Incoming]:
    """Return the papers of the register, entered now if there are none."""
    mine = incoming.IncomingFilter(text=PAPERS[0][1])
    if incoming.count(stage.store, mine):
        return incoming.listing(stage.store, mine)
    today = datetime.date.today()
    for author, code, kind, abstract, since, left, unit in PAPERS:
        day = today - datetime.timedelta(days=since)
        paper = Incoming(
            arrived_on=day, year=day.year, author=author, code=code, kind=kind,
            abstract=abstract, deadline=today + datetime.timedelta(days=left),
            dated=day - datetime.timedelta(days=2),
        )  # fmt: skip
        made = incoming.take_in(stage.store, paper, today=today, who=WHO)
        if unit:
            incoming.assign(
                stage.store, made.id, unit, opinion="Giao chủ trì, báo cáo trước thời hạn",
                today=today, who=WHO,
            )  # fmt: skip
    first = incoming.listing(stage.store, mine)[0]
    scan = Path(tempfile.mkdtemp()) / "Kế hoạch của tỉnh.pdf"
    scan.write_bytes(stage.pdf())
    incoming.attach(stage.store, first.id, scan, who=WHO)
    incoming.done(stage.store, made.id, today=today, who=WHO)
    return incoming.listing(stage.store, mine)


def incoming_view(stage: Stage) -> IncomingView:
    """Return the register of incoming papers, on screen."""
    entered(stage)
    page = stage.documents_page
    page.places.show_place(INCOMING)
    view = page.places.register_of(INCOMING)
    assert isinstance(view, IncomingView)
    view.refresh()
    return view


@scene("registers-incoming")
def incoming_register(stage: Stage) -> QWidget:
    """Papers that came in, with their deadlines."""
    incoming_view(stage)
    return stage.window


@scene("registers-outgoing")
def outgoing_register(stage: Stage) -> QWidget:
    """Papers that were issued."""
    stage.issued()
    page = stage.documents_page
    page.places.show_place(OUTGOING)
    page.places.register_of(OUTGOING).refresh()
    return stage.window


@scene("dialog-incoming", IncomingDialog)
def entry(stage: Stage) -> QDialog:
    """An entry with the scan beside it."""
    papers = entered(stage)
    dialog = IncomingDialog(stage.context, stage.window, paper=papers[0])
    stage.wait(lambda: dialog.preview.view.page_count > 0)
    stage.pause(300)
    return dialog


@scene("dialog-distribution", DistributionDialog)
def distribution(stage: Stage) -> QDialog:
    """Who deals with a paper, by when, and what the leader says."""
    return DistributionDialog(stage.context, entered(stage)[0], stage.window)


@scene("dialog-stamp", StampDialog)
def stamp(stage: Stage) -> QDialog:
    """The stamped page before it is written."""
    view = incoming_view(stage)
    dialog = StampDialog(stage.context, entered(stage)[0], view.papers, stage.window)
    stage.wait(lambda: dialog.view.page_count > 0)
    stage.pause(300)
    return dialog


@scene("dialog-reason", ReasonDialog)
def reason(stage: Stage) -> QDialog:
    """Why a number is cancelled."""
    paper = entered(stage)[0]
    assert registers.years(stage.store)
    return ReasonDialog(paper.code, paper.title, lambda _reason: None, stage.window)
