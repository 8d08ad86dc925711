"""Which sub-dimensions have tasks and which have none; tasks that lack a unit, a day, a product."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.filters import TaskFilter
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.failures import show_failure
from ui.tasks.task_set import TaskSet
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.workflow.coverage import Coverage

WIDTH = 360  # px at 100 % text
CODE = Qt.ItemDataRole.UserRole
LACKS = ("unit", "date", "product")


class CoveragePanel(QWidget):
    """At the right of the tasks; each line opens the tasks it counts."""

    filter_asked = Signal(object)
    new_asked = Signal(str)  # the code of a sub-dimension without a task
    hide_asked = Signal()

    def __init__(self, context: Context, tasks: TaskSet) -> None:
        super().__init__()
        self._context, self._set = context, tasks
        self.coverage: Coverage | None = None
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self.tree.itemActivated.connect(self._on_item)
        self.tree.itemClicked.connect(self._on_item)
        self.close_button.clicked.connect(self.hide_asked)

    def _build(self) -> None:
        self.close_button = tool_button(_("Hide the coverage"), "close")
        head = QHBoxLayout()
        head.addWidget(label(_("Coverage"), "section-title"), 1)
        head.addWidget(self.close_button)
        self.summary = label("", "muted", wrap=True)
        self.links: dict[str, QPushButton] = {}
        lacks = QVBoxLayout()
        lacks.setSpacing(0)
        for code in LACKS:
            link = push_button("", "warning", "link")
            link.clicked.connect(partial(self._on_lack, code))
            self.links[code] = link
            lacks.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Tasks by sub-dimension"))
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([_("Sub-dimension"), _("Tasks"), _("Done")])
        self.tree.setRootIsDecorated(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.summary)
        layout.addLayout(lacks)
        layout.addWidget(self.tree, 1)
        self.setMinimumWidth(round(WIDTH * 0.75 * self._context.theme.scale))

    @property
    def year(self) -> int:
        """The year whose coverage is shown."""
        return self._set.filter.year or self._set.today.year

    def refresh(self) -> None:
        """Count anew."""
        from papidesk.workflow import coverage

        store = self._context.workspace.store
        try:
            self.coverage = coverage.coverage(store, self.year, plan=self._set.filter.plan)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self._show_links(self.coverage)
        self._show_tree(self.coverage)

    def _show_links(self, found: Coverage) -> None:
        counts = {
            "unit": len(found.without_unit), "date": len(found.without_date),
            "product": len(found.without_product),
        }  # fmt: skip
        words = {
            "unit": ngettext("{count} task without a unit", "{count} tasks without a unit",
                             counts["unit"]),
            "date": ngettext("{count} task without a date", "{count} tasks without a date",
                             counts["date"]),
            "product": ngettext("{count} task without a product",
                                "{count} tasks without a product", counts["product"]),
        }  # fmt: skip
        for code, link in self.links.items():
            link.setText(words[code].format(count=counts[code]))
            link.setVisible(counts[code] > 0)

    def _show_tree(self, found: Coverage) -> None:
        subs = [one for one in found.dimensions if not one.code.startswith("D")]
        empty = [one for one in subs if not one.tasks]
        said = _("Year {year}: {covered} of {all} sub-dimensions have a task.").format(
            year=self.year, covered=len(subs) - len(empty), all=len(subs)
        )
        self.summary.setText(said)
        self.tree.clear()
        parents: dict[str, QTreeWidgetItem] = {}
        for one in found.dimensions:
            item = QTreeWidgetItem([f"{one.code} {one.name}", str(one.tasks), str(one.done)])
            item.setData(0, CODE, one.code)
            item.setToolTip(0, one.name)
            if one.code.startswith("D"):
                font = item.font(0)
                font.setWeight(font.Weight.DemiBold)
                item.setFont(0, font)
                parents[one.code] = item
                self.tree.addTopLevelItem(item)
            else:
                parent = parents.get(f"D{one.code.split('.')[0]}")
                if parent is None:
                    self.tree.addTopLevelItem(item)
                else:
                    parent.addChild(item)
                if not one.tasks:
                    item.setText(1, _("no task"))
                    item.setText(2, "")
                    for column in (0, 1):
                        item.setForeground(column, QBrush(self._context.theme.color("error")))
        self.tree.expandAll()

    def _on_item(self, item: QTreeWidgetItem, _column: int) -> None:
        code = str(item.data(0, CODE))
        if item.text(1) == _("no task"):
            self.new_asked.emit(code)
        else:
            self.filter_asked.emit(TaskFilter(year=self.year, dimensions=(code,)))

    def _on_lack(self, code: str, *_checked: object) -> None:
        self.filter_asked.emit(TaskFilter(year=self.year, missing=(code,)))  # type: ignore[arg-type]
