"""Dialogs of the frame: help, palette, failures, the first start."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.manuscript import Remark
from papidesk.workflow import documents
from tests.ui.scenes.registry import Stage, scene
from ui.background import Jobs
from ui.dialogs.failure_dialog import FailureDialog
from ui.dialogs.first_start_dialog import FirstStartDialog
from ui.dialogs.help_dialog import HelpDialog
from ui.dialogs.import_summary_dialog import ImportSummaryDialog
from ui.dialogs.start_problem_dialog import StartProblemDialog
from ui.dialogs.waiting_dialog import WaitingDialog
from ui.keys import keys_of
from ui.palette import Palette
from ui.palette_sources import commands_of, sources_of


@scene("dialog-help", HelpDialog)
def help_dialog(stage: Stage) -> QDialog:
    """The guide and the keys."""
    stage.open_draft()
    window = stage.window
    heading = window.current.help_heading
    return HelpDialog(stage.context.theme, heading, keys_of(window), window)


@scene("palette", Palette)
def palette(stage: Stage) -> QDialog:
    """The palette with something typed."""
    stage.open_draft()
    window = stage.window
    made = Palette(
        stage.context, commands_of(window), window.show_document, sources_of(window), window
    )
    made.line.setText("xu")
    return made


@scene("palette-documents", Palette)
def palette_documents(stage: Stage) -> QDialog:
    """The palette with documents found."""
    made = palette(stage)
    assert isinstance(made, Palette)
    made.line.setText("ke hoach")
    return made


@scene("dialog-failure", FailureDialog)
def failure(stage: Stage) -> QDialog:
    """A sentence, details behind the fold."""
    sentence = "Không ghi được tệp “Báo cáo.pdf”: ổ đĩa đầy. Hãy dọn bớt rồi thử lại."
    return FailureDialog(sentence, "NoSpaceError: 28", stage.window)


@scene("dialog-import-summary", ImportSummaryDialog)
def import_summary(stage: Stage) -> QDialog:
    """What came of an import."""
    remarked = documents.Imported(
        name="ke-hoach.txt",
        document=stage.draft(),
        reading=documents.Reading(remarks=(Remark(message="Year"),)),
    )
    refused = [("b.pdf", "Không đọc được tệp PDF. Hãy mở bằng Word rồi lưu thành .docx.")]
    return ImportSummaryDialog([remarked], refused, stage.window)


@scene("dialog-start-problem", StartProblemDialog, alone=True)
def start_problem(stage: Stage) -> QDialog:
    """The workspace cannot be opened."""
    sentence = "Không mở được dữ liệu: chương trình đang mở ở cửa sổ khác."
    return StartProblemDialog(sentence, Path("D:/PapiDesk"), stage.context.ask, stage.window)


@scene("dialog-waiting", WaitingDialog, alone=True)
def waiting(stage: Stage) -> QDialog:
    """Something that takes a while at the start."""
    return WaitingDialog("Đang mở dữ liệu…", stage.window)


def _assistant(stage: Stage, step: int) -> QDialog:
    window, context = stage.window, stage.context
    made = FirstStartDialog(context.theme, context.ask, Jobs(window), Path("D:/PapiDesk"), window)
    made.name_step.name.line.setText("xã An Hòa")
    made.name_step.name.changed.emit()
    for _next in range(step - 1):
        made.next.click()
    stage.wait(lambda: made.preview.image is not None)
    stage.pause(300)
    return made


for _step in range(1, 5):
    scene(f"first-start-{_step}", FirstStartDialog, alone=True)(partial(_assistant, step=_step))


@scene("toast")
def toast(stage: Stage) -> QWidget:
    """The message after a deletion, with the way back."""
    page = stage.documents_page
    page.delete([stage.draft().id])
    return stage.window
