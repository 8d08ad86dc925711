"""The first start: who the office is, who signs, where its data lives, with the head live."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.ids import new_id
from papidesk.domain.office import Office, new_office
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, say
from papidesk.workflow import workspaces
from ui.ask import Ask
from ui.background import Jobs
from ui.dialogs.first_start_steps import NameStep, PlaceStep, SignersStep, SuperiorStep
from ui.dialogs.head_preview import HeadPreview
from ui.icons import application_icon
from ui.theme import Theme
from ui.widgets.buttons import push_button
from ui.widgets.labels import Pill, label

LAST = 3


class FirstStartDialog(QDialog):
    """Four short steps at the left, the paper's head at the right."""

    finished_with = Signal(object, object, str, bool)  # folder, office, who works, samples
    open_asked = Signal(object)  # the folder of a workspace that exists
    restore_asked = Signal(object, object)  # folder, the path of a backup

    def __init__(
        self, theme: Theme, ask: Ask, jobs: Jobs, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._ask, self._jobs = theme, ask, jobs
        self._id = new_id()
        self._build(folder)
        self._connect()
        self._go(0)

    def _build(self, folder: Path) -> None:
        self.setWindowTitle(_("Welcome to PapiDesk"))
        self.setWindowIcon(application_icon())
        # Larger with larger text, yet never larger than a small screen.
        scale = self._theme.scale
        self.resize(min(1320, round(1000 * scale)), min(700, round(600 * scale)))
        self.name_step = NameStep()
        self.superior_step = SuperiorStep()
        self.signers_step = SignersStep()
        self.place_step = PlaceStep(folder, self._ask)
        self.steps = (self.name_step, self.superior_step, self.signers_step, self.place_step)
        self.stack = QStackedWidget()
        for step in self.steps:
            self.stack.addWidget(_scrolled(step))
        self.progress = Pill("", "accent")
        self.problem = label("", "problem", wrap=True)
        self.back = push_button(_("Back"), "chevron-left")
        self.next = push_button(_("Next"), "", "primary")
        self.next.setDefault(True)
        self.existing = push_button(_("Open an existing workspace…"), "", "link")
        self.restore = push_button(_("Restore a backup…"), "", "link")
        self.preview = HeadPreview(self._theme, self._jobs)
        buttons = QHBoxLayout()
        buttons.addWidget(self.existing)
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        left = QVBoxLayout()
        left.setContentsMargins(32, 28, 32, 20)
        left.setSpacing(12)
        left.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.stack, 1)
        left.addWidget(self.problem)
        left.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 10)
        layout.addWidget(self.preview, 9)

    def _connect(self) -> None:
        for step in self.steps:
            step.changed.connect(self._on_changed)
        self.superior_step.preset_changed.connect(self._on_preset_changed)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.existing.clicked.connect(self._on_existing)
        self.restore.clicked.connect(self._on_restore)

    def office(self) -> Office:
        """Return the office as described so far; raises ``BadOfficeError``."""
        office = self._pattern()
        office = replace(
            office,
            symbol=self.name_step.symbol.value() or office.symbol,
            superior_line=self.superior_step.printed_line(),
        )
        units = self.superior_step.chosen(office.units)
        known = {unit.id for unit in units}
        return replace(
            office,
            units=units,
            posts=tuple(post for post in office.posts if not post.unit or post.unit in known),
            signers=self.signers_step.named(office.signers),
            recipient_lists=self.signers_step.received(office.recipient_lists),
        )

    def _pattern(self) -> Office:
        """Return what the order of local government gives an office of this name."""
        return new_office(
            id=self._id,
            name=self.name_step.office_name(),
            level=self.name_step.level(),
            place=self.name_step.place.value(),
            code=self.name_step.code.value(),
            superior=self.superior_step.superior.value(),
            preset=self.superior_step.preset(),
        )

    def _go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.progress.setText(_("Step {step} of {count}").format(step=step + 1, count=LAST + 1))
        self.back.setVisible(step > 0)
        self.existing.setVisible(step in (0, LAST))
        self.restore.setVisible(step == 0)
        self.next.setText(_("Create the workspace") if step == LAST else _("Next"))
        if step in (1, 2):
            self._offer()
        self.preview.show_part("foot" if step == 2 else "head")
        self.problem.setText("")
        self._on_changed()
        self.steps[step].first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """Fill in what comes with the order of local government."""
        self.superior_step.follow(self.name_step.level(), self.name_step.office_name())
        try:
            pattern = self._pattern()
        except PapiDeskError as error:
            self.problem.setText(say(error))
            return
        self.superior_step.offer(pattern.units)
        self.signers_step.offer(pattern.signers, pattern.recipient_lists)

    def _on_changed(self) -> None:
        self.problem.setText("")
        if self.stack.currentIndex() == 1 and self.name_step.office_name():
            self._offer()
        if not self.name_step.office_name():
            return
        self.superior_step.follow(self.name_step.level(), self.name_step.office_name())
        try:
            self.preview.show_office(self.office())
        except PapiDeskError as error:
            self.problem.setText(say(error))

    def _on_preset_changed(self) -> None:
        self.signers_step.forget()

    def _on_back(self) -> None:
        self._go(self.stack.currentIndex() - 1)

    def _on_next(self) -> None:
        if not self.name_step.judge():
            self._go_to_problem(self.name_step.code)
            return
        # The order of government follows the name before the office is put together.
        self.superior_step.follow(self.name_step.level(), self.name_step.office_name())
        try:
            office = self.office()
        except PapiDeskError as error:
            said = _("Write the office's name, for example “xã An Hòa”.")
            self.problem.setText(said if not self.name_step.office_name() else say(error))
            if not self.name_step.office_name():
                self.name_step.name.show_problem(said)
            self._go_to_problem(self.name_step.first)
            return
        if self.stack.currentIndex() < LAST:
            self._go(self.stack.currentIndex() + 1)
            return
        folder = self.place_step.folder()
        if not folder.is_absolute():
            self.problem.setText(_("Choose the folder with its whole path."))
            return
        if workspaces.exists(folder):
            self.problem.setText(
                _(
                    "There is a workspace in this folder already. Choose another folder, or open "
                    "the one that is there."
                )
            )
            return
        self.finished_with.emit(
            folder, office, self.place_step.who.value(), self.place_step.samples()
        )

    def _go_to_problem(self, field: QWidget) -> None:
        said = self.problem.text()
        self._go(0)
        self.problem.setText(said)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: PapiDeskError) -> None:
        """Say why the workspace could not be made; what was typed stays, to be put right."""
        self.problem.setText(say(error))
        self.place_step.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_existing(self) -> None:
        place = self.place_step.folder()
        begin = place if workspaces.exists(place) else Path.home()
        self._ask.folder(self, _("Workspace folder"), str(begin), self._on_folder)

    def _on_folder(self, folder: Path) -> None:
        if not workspaces.exists(folder):
            self.problem.setText(_("There is no workspace in this folder."))
            return
        self.accept()
        self.open_asked.emit(folder)

    def _on_restore(self) -> None:
        self._ask.open_file(
            self,
            _("Restore a backup"),
            str(Path.home()),
            _("Backups (*.papibackup *.db)"),
            self._on_backup,
        )

    def _on_backup(self, path: Path) -> None:
        folder = self.place_step.folder()
        if workspaces.exists(folder):
            self.problem.setText(_("There is a workspace in {folder} already. Open it, and restore "
                                   "the backup under Settings.").format(folder=folder))  # fmt: skip
            return
        self.accept()
        self.restore_asked.emit(folder, path)


def _scrolled(step: QWidget) -> QScrollArea:
    """Let a step be scrolled where the text is large and the screen small."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields in it take it
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(step)
    return area
