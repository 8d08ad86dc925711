"""The editor and its dialogs."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.document import Annex, Document
from papidesk.domain.record import replace
from papidesk.workflow import writing
from tests.ui.scenes.registry import Stage, scene
from ui.editor.annex_dialog import AnnexDialog
from ui.editor.bases_dialog import BasesDialog
from ui.editor.conflict_dialog import ConflictDialog
from ui.editor.figure_dialog import FigureDialog
from ui.editor.recovery_dialog import RecoveryDialog
from ui.editor.text_dialog import DropDialog, FootnoteDialog


def _with_more(document: Document) -> Document:
    return replace(document, abstract=f"{document.abstract} (đang sửa)")


@scene("editor")
def editor(stage: Stage) -> QWidget:
    """A draft open for writing, its page drawn beside it."""
    page = stage.documents_page
    page.edit(stage.draft().id)
    view = page.editing.view
    stage.wait(lambda: bool(view.session.pdf))
    stage.pause(400)
    return stage.window


@scene("dialog-annex", AnnexDialog)
def annex(stage: Stage) -> QDialog:
    """Title, direction and numbering of an annex."""
    made = Annex(title="PHÂN CÔNG NHIỆM VỤ", landscape=True)
    return AnnexDialog(stage.draft(), made, "Phụ lục", stage.window)


@scene("dialog-bases", BasesDialog)
def bases(stage: Stage) -> QDialog:
    """The legal bases, picked from the registers or typed."""
    return BasesDialog(stage.context, stage.draft().bases, stage.window)


@scene("dialog-figure", FigureDialog)
def figure(stage: Stage) -> QDialog:
    """A live figure and its period."""
    return FigureDialog(stage.context, "", stage.window)


@scene("dialog-footnote", FootnoteDialog)
def footnote(stage: Stage) -> QDialog:
    """The words of a footnote."""
    return FootnoteDialog("Sau đây viết tắt là UBND xã.", stage.window)


@scene("dialog-drop", DropDialog)
def drop(stage: Stage) -> QDialog:
    """Files let go over the text."""
    return DropDialog(["Phân công nhiệm vụ.docx"], True, stage.window)


@scene("dialog-conflict", ConflictDialog)
def conflict(stage: Stage) -> QDialog:
    """The document was saved elsewhere meanwhile."""
    mine = stage.draft()
    return ConflictDialog(stage.context.theme, mine, _with_more(mine), stage.window)


@scene("dialog-recovery", RecoveryDialog)
def recovery(stage: Stage) -> QDialog:
    """Texts that a crash left behind."""
    document = stage.draft()
    found = writing.Recovery(
        document=_with_more(document),
        current=document,
        saved_at="2026-11-20T02:00:00Z",
        saved_by="Trần Thị Thí Dụ",
        based_on=1,
    )
    return RecoveryDialog(stage.context, [found], stage.window)
