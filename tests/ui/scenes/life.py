"""The dialogs of a document's life."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from papidesk.domain.blocks import Paragraph
from papidesk.domain.record import replace
from papidesk.workflow import documents, links
from tests.ui.scenes.registry import Stage, scene
from ui.documents.issue_dialog import IssueDialog
from ui.documents.link_dialog import LinkDialog
from ui.documents.reason_dialog import CANCEL, RECEIVED, ReasonDialog
from ui.documents.return_dialog import ReturnDialog
from ui.documents.supersede_dialog import SupersedeDialog


@scene("dialog-issue-stopped", IssueDialog)
def stopped(stage: Stage) -> QDialog:
    """A number that leaves others out, and errors that stop the issue."""
    missing = Paragraph(text="Chi tiết nêu tại Phụ lục III kèm theo Kế hoạch này.")
    copy = links.duplicate(stage.store, stage.draft().id, who="")
    flawed = documents.save(stage.store, replace(copy, blocks=(*copy.blocks, missing)), who="")
    dialog = IssueDialog(stage.context, flawed, None, stage.window)
    stage.wait(lambda: dialog.check.errors > 0)
    return dialog


@scene("dialog-return", ReturnDialog)
def returned(stage: Stage) -> QDialog:
    """A reason, and a remark on a section."""
    dialog = ReturnDialog(stage.draft(), stage.window)
    dialog.reason.show_value(("Bổ sung số liệu ở mục II, sửa thời hạn báo cáo.",))
    dialog.notes.place.box.setCurrentIndex(6)
    dialog.notes.remark.show_value("Ghi rõ đơn vị chủ trì")
    dialog.notes.add_button.click()
    return dialog


@scene("dialog-cancel", ReasonDialog)
def cancelled(stage: Stage) -> QDialog:
    """Why a document holds no more."""
    return ReasonDialog(stage.draft(), CANCEL, stage.window)


@scene("dialog-received", ReasonDialog)
def received(stage: Stage) -> QDialog:
    """Who received it."""
    return ReasonDialog(stage.draft(), RECEIVED, stage.window)


@scene("dialog-supersede", SupersedeDialog)
def superseded(stage: Stage) -> QDialog:
    """Which document takes its place."""
    return SupersedeDialog(stage.context, stage.draft(), stage.window)


@scene("dialog-links", LinkDialog)
def linked(stage: Stage) -> QDialog:
    """What a document hangs together with."""
    return LinkDialog(stage.context, stage.draft(), stage.window)
