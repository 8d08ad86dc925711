"""The page Văn bản and its dialogs."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.workflow import documents, lists
from papidesk.workflow.lists import SavedView, Wording
from tests.ui.scenes.registry import Stage, scene
from ui.documents.copy_dialog import CopyDialog
from ui.documents.document_pane import FINDINGS, INFORMATION, PAGES
from ui.documents.issue_dialog import IssueDialog
from ui.documents.view_dialogs import ViewDialog, ViewsDialog

WRONG = ("7", "BC-UBND")  # number and symbol of the sample with mistakes


@scene("documents-page")
def page_tab(stage: Stage) -> QWidget:
    """The list and the printed page."""
    stage.open_draft().pane.tabs.setCurrentIndex(PAGES)
    return stage.window


@scene("documents-findings")
def findings_tab(stage: Stage) -> QWidget:
    """What the check found in the document with mistakes, where there is one."""
    page = stage.open_draft()
    wrong = [row for row in documents.listing(stage.store) if (row.number, row.symbol) == WRONG]
    if wrong:
        page.show_document(wrong[0].id)
        stage.wait(lambda: page.pane.session.checked_state is not None)
    page.pane.tabs.setCurrentIndex(FINDINGS)
    return stage.window


@scene("documents-information")
def information_tab(stage: Stage) -> QWidget:
    """The form of head and foot."""
    stage.open_draft().pane.tabs.setCurrentIndex(INFORMATION)
    return stage.window


@scene("documents-filtered")
def filtered(stage: Stage) -> QWidget:
    """The list narrowed by columns, several documents chosen."""
    page = stage.documents_page
    page.list.model.choose(title=Wording(text="tháng"), states=("draft", "returned"))
    page.list.table.selectAll()
    return stage.window


@scene("documents-filter-kind")
def filter_values(stage: Stage) -> QWidget:
    """What a column of values offers."""
    return stage.documents_page.list.column_filters.open(0)


@scene("documents-filter-date")
def filter_date(stage: Stage) -> QWidget:
    """What a column of days offers."""
    return stage.documents_page.list.column_filters.open(2)


@scene("documents-nothing")
def nothing(stage: Stage) -> QWidget:
    """Nothing fits."""
    stage.documents_page.list.model.choose(text="zzzz")
    return stage.window


@scene("documents-trash")
def trash(stage: Stage) -> QWidget:
    """The trash with a document in it."""
    page = stage.documents_page
    page.delete([stage.draft().id])
    page.list.filters.trash.click()
    page.list.table.selectRow(0)
    return stage.window


@scene("dialog-view", ViewDialog)
def view(stage: Stage) -> QDialog:
    """A name for the list as it is."""
    return ViewDialog(stage.context, stage.documents_page.list.view(), stage.window)


@scene("dialog-views", ViewsDialog)
def views(stage: Stage) -> QDialog:
    """The office's views."""

    for name in ("Báo cáo năm nay", "Chờ duyệt"):
        if name not in [known.name for known in lists.views(stage.store)]:
            lists.keep_view(stage.store, SavedView(name=name), who="")
    return ViewsDialog(stage.context, stage.window)


@scene("dialog-issue", IssueDialog)
def issue(stage: Stage) -> QDialog:
    """Number, date and the last check."""
    session = stage.open_draft().pane.session
    assert session.document is not None
    return IssueDialog(stage.context, session.document, session.checked_state, stage.window)


@scene("empty")
def empty(stage: Stage) -> QWidget:
    """The page as the script opens it on a workspace without documents."""
    stage.window.show_page("documents")
    return stage.window


@scene("dialog-copy", CopyDialog)
def certified_copy(stage: Stage) -> QDialog:
    """A certified copy of an issued document."""
    issued = stage.issued()
    return CopyDialog(stage.context, issued.id, issued.title, stage.window)
