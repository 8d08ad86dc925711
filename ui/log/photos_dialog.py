"""Entries made of photos: read, grouped by day, told what they are, taken with the photos."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _, ngettext
from papidesk.workflow import workspaces
from papidesk.workflow.photo_rule import photo_rule
from ui.background import Job, StoppedError, Task, run_task
from ui.context import Context
from ui.failures import sentence_of
from ui.log import import_work
from ui.log.choices import LogChoices
from ui.log.dialog_size import give_size
from ui.log.photo_card import PhotoCard
from ui.widgets.buttons import push_button
from ui.widgets.choice_line import ChoicePick
from ui.widgets.drop_zone import DropZone
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.workflow.photo_import import PhotoGroup, PhotoProposal, PhotosTaken

SIZE = (960, 690)  # px at 100 % text
START, CARDS = range(2)


class PhotosDialog(QDialog):
    """Shows what the photos would become; nothing is kept before that."""

    taken = Signal(str)  # the batch

    def __init__(self, context: Context, paths: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._photos: list[PhotoProposal] = []
        self.cards: list[PhotoCard] = []
        self._task: Task | None = None
        self._taking = False
        self._build()
        self._connect()
        if paths:
            self.read(paths)
        self._tell()

    # Building

    def _build(self) -> None:
        self.setWindowTitle(_("Make entries of photos"))
        self.grouping = ChoiceField(
            _("One entry for"),
            [("day", _("each day")), ("photo", _("each photo")), ("all", _("all photos"))],
        )
        self.title = LineField(_("What was done (the same for all)"))
        self.counter = ChoicePick(_("Counter (the same for all)"), _("Type part of its name…"))
        self.counter.line.offer(LogChoices.of(self._context).counters)
        rule = photo_rule(self._context.workspace.store)
        said = _("Make large photos smaller ({points} points)").format(points=rule.longest)
        self.shrink = QCheckBox(said)
        self.shrink.setChecked(rule.shrink)
        self.shrink.setEnabled(rule.shrink)
        self.shrink.setToolTip(_("Set in the settings, under “Photos as evidence”."))
        self.place = label("", "muted", wrap=True)
        self.damaged = label("", "caution", wrap=True)
        self.damaged.hide()
        self._build_cards()
        self._build_foot()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack, 1)
        layout.addLayout(self.foot)
        give_size(self, SIZE, self._context.theme.scale)
        self.drop = DropZone(self, _("Drop the photos here"))

    def _build_cards(self) -> None:
        self.choose_button = push_button(_("Choose photos…"), "camera", "big")
        empty = EmptyState(
            "camera",
            _("Entries made of photos"),
            _(
                "Drop photos or a folder here, or choose them. Each day becomes an entry with its "
                "photos as evidence; the photos on the disk stay as they are."
            ),
            [self.choose_button],
        )
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidget(self._inner)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = QWidget()
        bar.setObjectName("filterbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        same = QHBoxLayout()
        same.setSpacing(12)
        same.addWidget(self.grouping)
        same.addWidget(self.title, 3)
        same.addWidget(self.counter, 3)
        top = QVBoxLayout(bar)
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(8)
        top.addLayout(same)
        top.addWidget(self.shrink)
        top.addWidget(self.place)
        top.addWidget(self.damaged)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(area, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(empty)
        self.stack.addWidget(shown)

    def _build_foot(self) -> None:
        self.more_button = push_button(_("More photos…"), "camera")
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        self.stop_button = push_button(_("Stop"), "cancel")
        self.stop_button.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Take over"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(16, 8, 16, 12)
        self.foot.setSpacing(12)
        self.foot.addWidget(self.more_button)
        self.foot.addWidget(self.problem, 1)
        self.foot.addWidget(self.bar, 1)
        self.foot.addWidget(self.stop_button)
        self.foot.addStretch(0)
        self.foot.addWidget(self.buttons)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self.choose)
        self.more_button.clicked.connect(self.choose)
        self.drop.dropped.connect(self.read)
        self.grouping.left.connect(self._group)
        self.title.changed.connect(self._on_same)
        self.counter.changed.connect(self._on_same)
        self.stop_button.clicked.connect(self._on_stop)
        self.buttons.accepted.connect(self.take)
        self.buttons.rejected.connect(self.reject)

    # What a person does

    def choose(self) -> None:
        """Ask for photos."""
        folder = self._context.settings.last_folder or str(Path.home())
        kinds = _("Photos (*.jpg *.jpeg *.png *.webp *.heic *.tif *.tiff)")
        self._context.ask.open_files(self, _("Choose photos"), folder, self._on_chosen, kinds)

    def _on_chosen(self, paths: list[Path]) -> None:
        self._context.remember_folder(paths[0].parent)
        self.read(paths)

    def read(self, paths: list[Path]) -> None:
        """Read photos, those in folders too, beside those that are here."""
        known = [photo.path for photo in self._photos]
        self._busy()
        self._task = run_task(
            self,
            partial(_read, [*known, *paths]),
            jobs=self._context.jobs,
            done=self._on_read,
            failed=self._on_failed,
            progress=self._on_progress,
            title=_("Reading photos"),
        )

    def take(self) -> None:
        """Take the ticked entries with their photos."""
        if self._taking:
            return
        groups = self._groups()
        if groups:
            self._take(groups, "")

    def _take(self, groups: list[PhotoGroup], reason: str) -> None:
        self._taking = True
        self._busy()
        self._task = run_task(
            self,
            partial(_taken, self._context, groups, reason, self.shrink.isChecked()),
            jobs=self._context.jobs,
            done=partial(self._on_taken, reason),
            failed=partial(self._on_failed, groups=groups),
            progress=self._on_progress,
            title=_("Keeping photos"),
        )

    # Inside

    def _on_read(self, photos: list[PhotoProposal]) -> None:
        self._rest()
        self._photos = photos
        self.stack.setCurrentIndex(CARDS)
        placed = sum(1 for photo in photos if photo.has_place)
        said = ngettext(
            "{count} photo says where it was taken. The place, the camera and the time are left "
            "out of what is kept.",
            "{count} photos say where they were taken. The place, the camera and the time are "
            "left out of what is kept.",
            placed,
        ).format(count=placed)
        none = _("None of the photos says where it was taken.")
        self.place.setText(said if placed else none)
        bad = [photo for photo in photos if photo.problem is not None]
        lines = [
            _(photo.problem.message).format(**photo.problem.values)
            for photo in bad[:4]
            if photo.problem is not None
        ]
        if len(bad) > len(lines):
            lines.append(_("and {count} more").format(count=len(bad) - len(lines)))
        self.damaged.setText("\n".join(lines))
        self.damaged.setVisible(bool(bad))
        self._group()

    def _group(self) -> None:
        from papidesk.workflow import photo_import

        for card in self.cards:
            card.hide()
            card.deleteLater()
        by = self.grouping.value()
        groups = photo_import.grouped(self._photos, by) if self._photos else []  # type: ignore[arg-type]
        self.cards = [PhotoCard(self._context, group) for group in groups]
        for place, card in enumerate(self.cards):
            card.changed.connect(self._tell)
            self._column.insertWidget(place, card)
        self._on_same()

    def _on_same(self) -> None:
        for card in self.cards:
            card.offer(title=self.title.value(), counter=self.counter.value())
        self._tell()

    def _groups(self) -> list[PhotoGroup]:
        from papidesk.domain.record import replace

        groups: list[PhotoGroup] = []
        wrong: PhotoCard | None = None
        for card in self.cards:
            entry = card.entry() if card.taken else None
            if card.taken and entry is None:
                wrong = wrong or card
            elif entry is not None:
                groups.append(replace(card.group, activity=entry))
        if wrong is not None:
            self._say(_("Put right what is said at the photos first."))
            wrong.title.setFocus()
            return []
        return groups

    def _tell(self) -> None:
        count = sum(1 for card in self.cards if card.taken)
        said = ngettext("Take over {count} entry", "Take over {count} entries", count)
        self.accept_button.setText(said.format(count=count))
        self.accept_button.setEnabled(count > 0 and not self._taking)
        self.more_button.setVisible(bool(self._photos))
        self._say("")

    def _on_taken(self, reason: str, taken: PhotosTaken) -> None:
        self._taking = False
        count = len(taken.entries)
        said = ngettext("{count} entry taken over", "{count} entries taken over", count)
        back = partial(import_work.undo, self._context, taken.batch, reason)
        self._context.tell_saved("saved")
        self._context.happened.emit(said.format(count=count), back)
        if taken.remarks:
            lines = [_(one.message).format(**one.values) for one in taken.remarks[:12]]
            self._context.ask.tell(self.parentWidget(), "\n".join(lines))
        self._context.log_changed.emit()
        self.taken.emit(taken.batch)
        self.accept()

    def _on_failed(self, error: Exception, groups: list[PhotoGroup] | None = None) -> None:
        from papidesk.workflow.closings import ClosedPeriodError
        from ui.log.closed_reason import ClosedReasonDialog

        self._taking = False
        self._rest()
        self._tell()
        if groups and isinstance(error, ClosedPeriodError):
            ClosedReasonDialog(sentence_of(error), partial(self._take, groups), self).open()
        elif not isinstance(error, StoppedError) or groups:
            self._say(sentence_of(error))

    def _busy(self) -> None:
        self.accept_button.setEnabled(False)
        self._say("")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.show()

    def _rest(self) -> None:
        self.bar.hide()
        self.stop_button.hide()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def reject(self) -> None:
        self._on_stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._on_stop()
        super().closeEvent(event)


def _read(paths: list[Path], job: Job) -> list[PhotoProposal]:
    from papidesk.workflow import photo_import

    return photo_import.read(paths, job.step)


def _taken(
    context: Context, groups: list[PhotoGroup], reason: str, shrink: bool, job: Job
) -> PhotosTaken:
    from papidesk.workflow import photo_import

    with workspaces.open_store(context.workspace) as store:
        return photo_import.take(
            store, groups, who=context.who, reason=reason, shrink=shrink, progress=job.step
        )
