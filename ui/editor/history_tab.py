"""The tab Lịch sử: remarks to settle, every version with who, when and why, what it changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from papidesk.domain.difference import Difference
from papidesk.domain.life import Act
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import life, versions, workspaces
from papidesk.workflow.versions import DocumentVersion
from ui.background import Job, run_task
from ui.context import Context
from ui.documents.remarks_panel import RemarksPanel
from ui.editor.history_rows import VersionRow
from ui.editor.session import EditorSession
from ui.failures import show_failure
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

SHOWN = 30  # versions drawn at a time


class HistoryTab(QScrollArea):
    """Versions, the latest first; a click shows what changed, a button brings one back."""

    def __init__(self, context: Context, session: EditorSession) -> None:
        super().__init__()
        self._context, self._session = context, session
        self._rows: list[VersionRow] = []
        self._limit = SHOWN
        self._shown_for = ("", 0)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setAccessibleName(_("History"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        panel = QWidget()
        panel.setObjectName("panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layout = QVBoxLayout(panel)
        self._layout.setContentsMargins(0, 12, 0, 16)
        self._layout.setSpacing(0)
        self.remarks = RemarksPanel(self._context, self._session)
        self.versions = QVBoxLayout()
        self.versions.setSpacing(0)
        self._layout.addWidget(self._title(_("Remarks")))
        self._layout.addWidget(self.remarks)
        self._layout.addWidget(self._title(_("Versions")))
        self._layout.addLayout(self.versions)
        self._layout.addStretch(1)
        self.setWidget(panel)

    def _title(self, text: str) -> QWidget:
        made = label(text, "section-title")
        made.setContentsMargins(16, 4, 16, 4)
        return made

    def _connect(self) -> None:
        self._session.opened.connect(self.refresh)
        self._session.kept.connect(self.refresh)

    def rows(self) -> list[VersionRow]:
        """Return the rows of versions, the latest first."""
        return list(self._rows)

    def refresh(self) -> None:
        """Read versions and remarks anew, once the tab is looked at."""
        self._shown_for = ("", 0)
        if self.isVisible():
            self._read()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._read()

    def _read(self) -> None:
        document = self._session.document
        if document is None:
            return
        if self._shown_for == (document.id, self._session.version):
            return
        self._shown_for = (document.id, self._session.version)
        store = self._context.workspace.store
        try:
            known = versions.history(store, document.id)
            acts = life.acts(store, document.id)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self.remarks.refresh()
        self._show_versions(known, {act.version: act for act in acts})

    def _show_versions(self, known: list[DocumentVersion], acts: dict[int, Act]) -> None:
        _empty(self.versions)
        self._rows = []
        for index, version in enumerate(known[: self._limit]):
            before = known[index + 1].version if index + 1 < len(known) else 0
            row = VersionRow(self._context.theme, version, acts.get(version.version), before)
            row.restorable = index > 0 and self._session.editable
            row.compare_asked.connect(partial(self._on_compare, row))
            row.restore_asked.connect(self._on_restore)
            self._rows.append(row)
            self.versions.addWidget(row)
        if len(known) > self._limit:
            more = push_button(_("Show older versions"), "chevron-down", "link")
            more.clicked.connect(self._on_more)
            self.versions.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    # Slots

    def _on_more(self) -> None:
        self._limit += SHOWN
        self.refresh()

    def _on_compare(self, row: VersionRow, old: int, new: int) -> None:
        document = self._session.document
        if document is None:
            return
        run_task(
            row,
            partial(_compare, self._context, document.id, old, new),
            jobs=self._context.jobs,
            done=row.show_difference,
            failed=partial(show_failure, self._context.ask, self),
        )

    def _on_restore(self, version: int) -> None:
        if self._session.restore(version):
            said = _("Version {version} is back").format(version=version)
            self._context.happened.emit(said, self._session.way_back())


def _compare(context: Context, id: str, old: int, new: int, job: Job) -> Difference:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return versions.difference(store, id, old, new)


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
