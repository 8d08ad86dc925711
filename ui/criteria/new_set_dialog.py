"""A set of criteria that was read from a file, looked over before it is kept."""

from __future__ import annotations

from decimal import Decimal

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

from papidesk.domain import quantities, self_scoring
from papidesk.domain.criteria_table import CriteriaReading
from papidesk.domain.record import replace
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.widgets.fields import LineField
from ui.widgets.labels import label

SIZE = (800, 600)


class NewSetDialog(QDialog):
    """Shows what was read; name, the paper that sets it and the steps can be put right."""

    kept = Signal(object)  # the CriteriaSet to keep

    def __init__(
        self, context: Context, reading: CriteriaReading, *, known: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._reading, self._known = reading, known
        scale = min(context.theme.scale, 1.4)
        self.resize(round(SIZE[0] * scale), round(SIZE[1] * min(scale, 1.15)))
        self._build()
        self.name.changed.connect(self._on_changed)
        self.step.changed.connect(self._on_changed)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self._on_changed()

    def _build(self) -> None:
        self.setWindowTitle(_("New set of criteria"))
        found = self._reading.set
        self.name = LineField(_("Name of the set"))
        self.name.show_value(found.name)
        self.basis = LineField(_("Paper that sets it"), _("Decision no. … of …"))
        self.basis.show_value(found.basis)
        self.step = LineField(_("Smallest part of a point"))
        self.step.show_value(quantities.text(found.step))
        self.summary = label(self._summary(), "muted", wrap=True)
        self.notes = label("\n".join(self._notes()), "caution", wrap=True)
        self.notes.setVisible(bool(self.notes.text()))
        self.tree = self._tree()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Keep the set"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        for widget in (self.name, self.basis, self.step, self.summary, self.notes):
            layout.addWidget(widget)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.buttons)

    def _tree(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setObjectName("framed")
        made.setUniformRowHeights(True)
        made.setAccessibleName(_("Criteria that were read"))
        made.setHeaderLabels([_("Criterion"), _("Most")])
        made.header().setStretchLastSection(False)
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        items: dict[str, QTreeWidgetItem] = {}
        above = self_scoring.headings(self._reading.set)
        for one in self._reading.set.criteria:
            most = quantities.text(one.points) if one.points is not None else ""
            item = QTreeWidgetItem([f"{one.number}  {one.text}".strip(), most])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            parents = above[one.code]
            if parents:
                items[parents[-1]].addChild(item)
            else:
                made.addTopLevelItem(item)
            items[one.code] = item
        made.expandAll()
        return made

    def _summary(self) -> str:
        scored = [one for one in self._reading.set.criteria if one.points is not None]
        whole = sum((one.points or Decimal(0) for one in scored), Decimal(0))
        count = ngettext("{count} criterion", "{count} criteria", len(scored))
        said = count.format(count=len(scored))
        return _("{criteria}, {points} points together.").format(
            criteria=said, points=quantities.text(whole)
        )

    def _notes(self) -> list[str]:
        said = [_(note.message).format(**note.values) for note in self._reading.notes]
        if self._known:
            said.insert(0, _("A set with this code is there already: this one takes its place. "
                             "Scores given before stay."))  # fmt: skip
        return said

    def _step(self) -> Decimal | None:
        try:
            step = quantities.read(self.step.value())
        except quantities.NotANumberError:
            return None
        return step if 0 <= step <= 100 else None

    def _on_changed(self) -> None:
        named, step = bool(self.name.value()), self._step()
        self.name.show_problem("" if named else _("Give the set a name."))
        self.step.show_problem("" if step is not None else _("Write a number, for example 0,25."))
        self.accept_button.setEnabled(named and step is not None)

    def _on_accept(self) -> None:
        step = self._step()
        if step is None:
            return
        self.kept.emit(
            replace(self._reading.set, name=self.name.value(), basis=self.basis.value(), step=step)
        )
        self.accept()
