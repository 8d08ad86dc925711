"""One entry that is made of photos: the photos, and what the entry says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.failures import sentence_of
from ui.icons import icon
from ui.log.choices import LogChoices
from ui.log.typed import amount_of
from ui.log.typed_day import TypedDayField
from ui.log.wording import amount_text
from ui.tasks.task_picker import TaskPicker
from ui.widgets.choice_line import ChoicePick
from ui.widgets.fields import LineField
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.workflow.photo_import import PhotoGroup, PhotoProposal

PICTURE = 84  # px at 100 % text


class PhotoCard(QFrame):
    """A tick that takes it, thumbnails, and the fields of the entry."""

    changed = Signal()

    def __init__(self, context: Context, group: PhotoGroup) -> None:
        super().__init__()
        self._context, self.group = context, group
        self._by_hand: set[str] = set()
        self._build()
        self._show(group.activity)
        self._connect()

    def _build(self) -> None:
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        choices = LogChoices.of(self._context)
        count = len(self.group.photos)
        said = ngettext("{count} photo", "{count} photos", count).format(count=count)
        self.take_box = QCheckBox(said)
        self.take_box.setChecked(True)
        self.sure = label("", "caution", wrap=True)
        if not self.group.sure:
            self.sure.setText(
                _("The photos do not say their day themselves: look at it before you take them.")
            )
        self.sure.setVisible(not self.group.sure)
        self.pictures = QListWidget()
        self.pictures.setAccessibleName(said)
        self.pictures.setViewMode(QListWidget.ViewMode.IconMode)
        self.pictures.setFlow(QListWidget.Flow.LeftToRight)
        self.pictures.setWrapping(False)
        self.pictures.setMovement(QListWidget.Movement.Static)
        size = round(PICTURE * self._context.theme.scale)
        self.pictures.setIconSize(QSize(size, size))
        self.pictures.setFixedHeight(size + 2 * self.fontMetrics().lineSpacing())
        for photo in self.group.photos:
            self.pictures.addItem(self._item(photo, size))
        self.day = TypedDayField(_("Day"))
        self.counter = ChoicePick(_("Counter"), _("Type part of its name…"))
        self.counter.line.offer(choices.counters)
        self.quantity = LineField(_("Quantity"))
        self.title = LineField(_("What was done"))
        self.task = TaskPicker(self._context, _("Task it serves"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        for place, (field, span) in enumerate(
            ((self.day, 2), (self.counter, 4), (self.quantity, 1), (self.title, 4), (self.task, 3))
        ):
            row, column = (0, (0, 2, 6)[place]) if place < 3 else (1, (0, 4)[place - 3])
            grid.addWidget(field, row, column, 1, span, top)
        for column in range(7):
            grid.setColumnStretch(column, 1)
        head = QHBoxLayout()
        head.addWidget(self.take_box)
        head.addWidget(self.sure, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.pictures)
        layout.addLayout(grid)

    def _item(self, photo: PhotoProposal, size: int) -> QListWidgetItem:
        item = QListWidgetItem(photo.name)
        image = QImage.fromData(photo.thumbnail) if photo.thumbnail else QImage()
        tokens = self._context.theme.tokens
        sign = QIcon(QPixmap.fromImage(image))
        if image.isNull():
            sign = icon("warning", tokens.warning, tokens.muted, size // 2, 0)
        item.setIcon(sign)
        item.setSizeHint(QSize(size + 16, size + self.fontMetrics().lineSpacing() + 6))
        words = [photo.name]
        if photo.problem is not None:
            words.append(_(photo.problem.message).format(**photo.problem.values))
        item.setToolTip("\n".join(words))
        return item

    def _show(self, entry: Activity) -> None:
        self.day.show_value(entry.date)
        self.title.show_value(entry.title)
        self.quantity.line.setText("1")
        first = entry.amounts[0] if entry.amounts else None
        self.counter.show_value(first.counter if first else "")
        if first:
            self.quantity.line.setText(amount_text(first.quantity))

    def _connect(self) -> None:
        self.take_box.toggled.connect(self.changed)
        for name, field in (("title", self.title), ("counter", self.counter)):
            field.changed.connect(self._remember(name))
        for field in (self.day, self.quantity, self.title, self.counter, self.task):
            field.changed.connect(self.changed)

    def _remember(self, name: str) -> object:
        def by_hand() -> None:
            self._by_hand.add(name)

        return by_hand

    # What the dialog asks of it

    @property
    def taken(self) -> bool:
        """Tell whether it is to be taken."""
        return self.take_box.isChecked()

    def offer(self, *, title: str, counter: str) -> None:
        """Fill in what is the same for all, unless it was changed here by hand."""
        if "title" not in self._by_hand:
            self.title.show_value(title)
        if "counter" not in self._by_hand:
            self.counter.show_value(counter)

    def entry(self) -> Activity | None:
        """Return the entry; None where something must be put right, which is said."""
        day = self.day.value()
        said = self.day.wrong() or ("" if day else _("Write the day it was done."))
        self.day.show_problem(said)
        title = self.title.value()
        self.title.show_problem("" if title else _("Write in a few words what was done."))
        quantity = self._quantity()
        strange = self.counter.line.strange()
        self.counter.show_problem(
            _("There is no such counter. Choose one of the list.") if strange else ""
        )
        if day is None or not title or strange or quantity is False:
            return None
        code = self.counter.value()
        amounts = (Amount(counter=code, quantity=quantity),) if code and quantity else ()
        return replace(
            self.group.activity, date=day, title=title, amounts=amounts, tasks=self.task.value()
        )

    def _quantity(self) -> Decimal | bool | None:
        try:
            quantity = amount_of(self.quantity.value())
        except PapiDeskError as error:
            self.quantity.show_problem(sentence_of(error))
            return False
        missing = self.counter.value() and quantity is None
        self.quantity.show_problem(_("Write how much.") if missing else "")
        return False if missing else quantity
