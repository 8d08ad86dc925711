"""Evidence of the log and the tasks that fits a criterion, to be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from papidesk.workflow.criteria_evidence import Offer
from ui import words
from ui.context import Context
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

SIZE = (760, 480)


class OffersDialog(QDialog):
    """Lets evidence be chosen; all of it is ticked at first."""

    taken = Signal(list)  # the chosen Offers

    def __init__(
        self, context: Context, title: str, offers: Sequence[Offer], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offers = list(offers)
        self.setWindowTitle(_("Evidence from the log"))
        scale = min(context.theme.scale, 1.4)
        self.resize(round(SIZE[0] * scale), round(SIZE[1] * min(scale, 1.2)))
        self.tree = QTreeWidget()
        self.tree.setObjectName("framed")
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(_("Evidence that fits"))
        self.tree.setHeaderLabels([_("Piece"), _("Activity or task"), _("Day")])
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        for offer in self._offers:
            day = words.day_text(offer.day) if offer.day else ""
            item = QTreeWidgetItem([offer.evidence.name, " ".join(offer.title.split()), day])
            item.setCheckState(0, Qt.CheckState.Checked)
            self.tree.addTopLevelItem(item)
        self.none = push_button(_("Untick all"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(self.none, QDialogButtonBox.ButtonRole.ResetRole)
        self.accept_button = self.buttons.addButton(
            _("Take as evidence"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(title, "section-title", wrap=True))
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.buttons)
        self.none.clicked.connect(self._on_none)
        self.tree.itemChanged.connect(self._on_ticked)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.tree.setFocus()

    @property
    def chosen(self) -> list[Offer]:
        """What is ticked."""
        return [
            offer
            for at, offer in enumerate(self._offers)
            if self.tree.topLevelItem(at).checkState(0) == Qt.CheckState.Checked
        ]

    def _on_none(self) -> None:
        for at in range(self.tree.topLevelItemCount()):
            self.tree.topLevelItem(at).setCheckState(0, Qt.CheckState.Unchecked)

    def _on_ticked(self) -> None:
        self.accept_button.setEnabled(bool(self.chosen))

    def _on_accept(self) -> None:
        self.taken.emit(self.chosen)
        self.accept()
