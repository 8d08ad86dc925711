"""The papers of the registers behind a figure: number, day, what they are about; open one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import documents, incoming
from ui import words
from ui.context import Context
from ui.log.dialog_size import give_size
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.labels import label
from ui.widgets.table import Table

if TYPE_CHECKING:
    from papidesk.workflow.figures import Behind

SIZE = (820, 480)  # px at 100 % text
_NO_INDEX = QModelIndex()


class Paper(NamedTuple):
    """One paper: the document's id ("" for one that came), and what is shown of it."""

    document: str
    number: str
    day: str
    title: str


class _PapersModel(TitledModel):
    titles: ClassVar[tuple[str, ...]] = (N_("Number and symbol"), N_("Date"), N_("Abstract"))

    def __init__(self, papers: list[Paper], parent: QWidget) -> None:
        super().__init__(parent)
        self.papers = papers

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.papers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        paper = self.papers[index.row()]
        shown = (paper.number, paper.day, paper.title)[index.column()]
        plain = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return shown if role in plain else None


class PapersDialog(QDialog):
    """Lists papers; Enter or a double click opens a document."""

    document_asked = Signal(str)

    def __init__(
        self, context: Context, title: str, behind: Behind, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(_("Papers behind the figure"))
        give_size(self, SIZE, context.theme.scale)
        self.model = _PapersModel(self._papers(behind), self)
        self.table = Table(context.theme)
        self.table.setObjectName("framed")
        self.table.setAccessibleName(_("Papers behind the figure"))
        self.table.setModel(self.model)
        scale = context.theme.scale
        for column, width in enumerate((150, 100)):
            self.table.setColumnWidth(column, round(width * scale))
        self.table.fill_with(2, round(200 * scale))
        count = len(self.model.papers)
        said = ngettext("{count} paper", "{count} papers", count).format(count=count)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.open_button = self.buttons.addButton(
            _("Open the document"), QDialogButtonBox.ButtonRole.ActionRole
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(label(title, "section-title", wrap=True))
        layout.addWidget(label(said, "muted"))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.buttons)
        self.buttons.rejected.connect(self.reject)
        self.open_button.clicked.connect(self._on_open)
        self.table.opened.connect(self._on_open)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        if count:
            self.table.choose_row(0)
        self._on_chosen()

    def _papers(self, behind: Behind) -> list[Paper]:
        store = self._context.workspace.store
        found = []
        for id in behind.documents:
            try:
                one = documents.get(store, id)
            except PapiDeskError:
                continue  # gone for good meanwhile
            number = words.number_text(one.number, one.symbol)
            found.append(Paper(id, number, words.issue_date_text(one.date), one.title))
        for id in behind.incoming:
            came = incoming.get(store, id)
            found.append(Paper("", came.code, f"{came.arrived_on:%d/%m/%Y}", came.title))
        return found

    def _chosen(self) -> str:
        rows = self.table.chosen_rows()
        return self.model.papers[rows[0]].document if len(rows) == 1 else ""

    def _on_chosen(self, *_changes: object) -> None:
        self.open_button.setEnabled(bool(self._chosen()))

    def _on_open(self, *_index: object) -> None:
        id = self._chosen()
        if id:
            self.accept()
            self.document_asked.emit(id)
