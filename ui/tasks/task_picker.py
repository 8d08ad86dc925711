"""A field for the tasks something belongs to: chosen by words with or without dấu, several."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.task import Task
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.context import Context
from ui.tasks.task_words import short
from ui.widgets.fields import Field
from ui.widgets.flow_layout import FlowLayout

OFFERED = 30  # tasks in the list below the line
LONGEST = 48  # letters of a chosen task
PAUSE = 80  # ms of no typing before the list follows


class _Editor(QWidget):
    """Chips of what is chosen above the line one looks in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.chips = QWidget()
        self.flow = FlowLayout(self.chips, 6)
        self.chips.hide()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(_("Words of the task, with or without marks…"))
        self.line.setClearButtonEnabled(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.chips)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)


class TaskPicker(Field):
    """Which tasks; the best fitting ones are offered while one types, Enter takes one.

    ``year`` puts that year's tasks first and ``unit`` those of a unit before others. With
    ``several`` False a second task takes the place of the first.
    """

    def __init__(self, context: Context, name: str, *, several: bool = True) -> None:
        self._picker = _Editor(name)
        super().__init__(name, self._picker)
        self._context, self._several = context, several
        self.year: int | None = None
        self.unit = ""
        self._chosen: dict[str, Task] = {}
        self._chips: list[QToolButton] = []
        self._pool: list[Task] | None = None
        self.line = self._picker.line
        self._build_list()
        self._connect()

    def _build_list(self) -> None:
        self.popup = QFrame(self, Qt.WindowType.ToolTip)
        self.popup.setObjectName("card")
        self.popup.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.popup.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Tasks that fit"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self.popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.list)
        self.popup.hide()

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.offer)
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._on_clicked)
        self._context.tasks_changed.connect(self._forget)

    # What forms ask of it

    def value(self) -> tuple[str, ...]:
        """Return the ids of the chosen tasks, in the order they were chosen."""
        return tuple(self._chosen)

    def tasks(self) -> tuple[Task, ...]:
        """Return the chosen tasks."""
        return tuple(self._chosen.values())

    def show_value(self, ids: tuple[str, ...]) -> None:
        """Show the tasks ``ids``; one that is gone stays as what it is: a task that is gone."""
        if ids == self.value():
            return
        from papidesk.workflow import tasks

        store = self._context.workspace.store
        self._chosen = {}
        for id in ids:
            try:
                self._chosen[id] = tasks.get(store, id)
            except PapiDeskError:
                self._chosen[id] = Task(id=id, text=_("A deleted task"))
        self._show_chips()

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        self.line.setVisible(not fixed)
        for chip in self._chips:
            chip.setEnabled(not fixed)

    def choose(self, task: Task) -> None:
        """Take ``task`` as if it was clicked."""
        if not self._several:
            self._chosen = {}
        self._chosen[task.id] = task
        self.line.clear()
        self.popup.hide()
        self._show_chips()
        self.changed.emit()
        self.left.emit()

    def drop(self, id: str, *_checked: object) -> None:
        """Let go of the task ``id``."""
        if self._chosen.pop(id, None) is not None:
            self._show_chips()
            self.changed.emit()
            self.left.emit()

    def offer(self) -> None:
        """Show the tasks that fit what is typed below the line."""
        found = self._found(self.line.text())
        self.list.clear()
        for task in found:
            item = QListWidgetItem(_offered(task))
            item.setData(Qt.ItemDataRole.UserRole, task)
            item.setToolTip(task.text)
            self.list.addItem(item)
        if not found:
            item = QListWidgetItem(_("No task fits"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._place()

    # Inside

    def _tasks(self) -> list[Task]:
        if self._pool is None:
            from papidesk.workflow import tasks

            store = self._context.workspace.store
            every = tasks.find(store, "", limit=2000)
            self._pool = [task for task in every if task.state != "stopped"]
        return self._pool

    def _found(self, text: str) -> list[Task]:
        words = fold(text).split()
        fitting = [
            task
            for task in self._tasks()
            if task.id not in self._chosen
            and all(word in fold(f"{task.text} {task.lead} {task.product}") for word in words)
        ]
        fitting.sort(key=self._rank)
        return fitting[:OFFERED]

    def _rank(self, task: Task) -> tuple[bool, bool, bool]:
        return (
            self.year is not None and task.year != self.year,
            bool(self.unit) and fold(task.lead) != fold(self.unit),
            task.state == "done",
        )

    def _forget(self) -> None:
        self._pool = None

    def _place(self) -> None:
        width = max(self.line.width(), 280)
        self.list.setFixedWidth(width)
        rows = min(8, self.list.count())
        height = sum(self.list.sizeHintForRow(row) for row in range(rows)) + 6
        self.list.setFixedHeight(height)
        self.popup.adjustSize()
        below = self.line.mapToGlobal(QPoint(0, self.line.height() + 2))
        screen = self.line.screen().availableGeometry()
        if below.y() + self.popup.height() > screen.bottom():
            below.setY(self.line.mapToGlobal(QPoint(0, 0)).y() - self.popup.height() - 2)
        self.popup.move(below)
        self.popup.show()

    def _show_chips(self) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(task) for task in self._chosen.values()]
        for chip in self._chips:
            self._picker.flow.addWidget(chip)
            chip.show()
        self._picker.chips.setVisible(bool(self._chips))
        self._picker.chips.updateGeometry()

    def _chip(self, task: Task) -> QToolButton:
        chip = QToolButton(self._picker.chips)
        chip.setProperty("kind", "chip")
        chip.setProperty("active", "true")
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setText(f"{short(task.text, LONGEST)}  ×")
        chip.setToolTip(task.text)
        chip.setAccessibleName(_("Take away the task {task}").format(task=task.text))
        chip.clicked.connect(partial(self.drop, task.id))
        return chip

    def _on_typed(self) -> None:
        self._pause.start()

    def _on_clicked(self, item: QListWidgetItem) -> None:
        task = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(task, Task):
            self.choose(task)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.FocusOut:
                self.popup.hide()
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        shown = self.popup.isVisible()
        if event.key() in (keys.Key_Down, keys.Key_Up):
            if not shown:
                self.offer()
            else:
                step = 1 if event.key() == keys.Key_Down else -1
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))
            return True
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            if self._pause.isActive():
                self._pause.stop()
                self.offer()
                shown = True
            if shown and self.list.currentItem() is not None:
                self._on_clicked(self.list.currentItem())
                return True
            return False
        if event.key() == keys.Key_Escape and shown:
            self.popup.hide()
            return True
        if event.key() == keys.Key_Backspace and not self.line.text() and self._chosen:
            self.drop(next(reversed(self._chosen)))
            return True
        return False

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(280, 0))


def _offered(task: Task) -> str:
    return f"{short(task.text, 110)}  · {task.lead}" if task.lead else short(task.text, 110)
