"""What a pack will hold, as a tree: groups, and the pieces of each with size or problem."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from papidesk.domain.evidence_pack import PackGroup, PackItem, PackPlan, Problem
from papidesk.errors import N_
from papidesk.i18n import _
from ui import words
from ui.icons import pixmap
from ui.theme import Theme

NUMBER, NAME, DAY, SUBJECT, STATE = range(5)
PROBLEMS: dict[Problem, str] = {
    "missing": N_("file missing"),
    "changed": N_("file was changed"),
    "unprintable": N_("cannot be printed"),
}
_ICONS = {"file": "document", "paper": "document", "link": "link"}


class PackTree(QTreeWidget):
    """Shows a plan; nothing in it can be changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("framed")
        self.setAccessibleName(_("What the pack holds"))
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.setHeaderLabels([_("No."), _("Piece"), _("Day"), _("Proves"), _("Size or state")])
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(SUBJECT, QHeaderView.ResizeMode.Stretch)
        for column in (NUMBER, DAY, STATE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def show_plan(self, plan: PackPlan) -> None:
        """Show all pieces, those with a problem in the colour of errors."""
        self.clear()
        for group in plan.groups:
            parent = self._group(group) if len(plan.groups) > 1 else None
            for item in group.items:
                made = self._item(item)
                if parent is None:
                    self.addTopLevelItem(made)
                else:
                    parent.addChild(made)
        self.expandAll()

    def _group(self, group: PackGroup) -> QTreeWidgetItem:
        made = QTreeWidgetItem([group.title])
        font = made.font(0)
        font.setBold(True)
        made.setFont(0, font)
        self.addTopLevelItem(made)
        made.setFirstColumnSpanned(True)
        return made

    def _item(self, item: PackItem) -> QTreeWidgetItem:
        state = _(PROBLEMS[item.problem]) if item.problem else ""
        if not state:
            state = {"link": _("link"), "paper": _("paper of the workspace")}.get(
                item.kind, words.size_text(item.bytes)
            )
        day = words.day_text(item.day) if item.day else ""
        subject = " ".join(item.subject.split())
        made = QTreeWidgetItem([str(item.number), item.name, day, subject, state])
        tokens = self._theme.tokens
        color = tokens.error if item.problem else tokens.muted
        made.setIcon(NAME, pixmap(_ICONS[item.kind], color, round(16 * self._theme.scale)))
        made.setTextAlignment(STATE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column in (NAME, SUBJECT):
            made.setToolTip(column, made.text(column))
        if item.problem:
            made.setForeground(STATE, QBrush(self._theme.color("error")))
        return made
