"""Entering an incoming paper, or putting its entry right: the fields, and the scan beside them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.incoming import Incoming
from papidesk.domain.office import valid_on
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.storage import offices
from papidesk.storage.attachments import path_of
from papidesk.storage.incoming import DuplicateError
from papidesk.storage.registers import NumberGapError, NumberTakenError
from papidesk.workflow import holidays, incoming, workspaces
from papidesk.workflow.incoming import Proposal
from ui.background import Job, run_task
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.registers.duplicate_notice import DuplicateNotice
from ui.registers.incoming_fields import IncomingFields
from ui.registers.scan_preview import ScanPreview
from ui.widgets.buttons import push_button
from ui.widgets.drop_zone import DropZone
from ui.widgets.labels import label

SIZE = (1120, 680)  # px at 100 % text


class IncomingDialog(TypedDialog):
    """Enters one paper; what is refused is said in the dialog, so that it can be put right."""

    entered = Signal(object)  # Incoming
    entry_asked = Signal(str)  # the id of an entry to show

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        paper: Incoming | None = None,
        path: Path | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before = paper
        self._paths: list[Path] = []
        self._saving = False
        self._build()
        self._fill()
        self._connect()
        if path is not None:
            self.take([path])

    # Building

    def _build(self) -> None:
        known = self._before is not None
        self.setWindowTitle(_("Entry of an incoming paper") if known else _("New incoming paper"))
        self.fields = IncomingFields()
        self.preview = ScanPreview(self._context)
        self.choose = push_button(_("Choose a scan or a file…"), "import")
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.double = DuplicateNotice()
        self.fields.below_code.addWidget(self.double)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Save") if known else _("Enter in the register"),
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        self.accept_button.setDefault(True)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(20, 16, 16, 8)
        inside.addWidget(self.fields)
        self.scroll = QScrollArea()
        self.scroll.setWidget(inner)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields in it take it
        # No field is cut: only downwards is there a bar.
        bar = self.scroll.verticalScrollBar().sizeHint().width()
        self.scroll.setMinimumWidth(inner.minimumSizeHint().width() + bar)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.scroll)
        self.splitter.addWidget(self.preview)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([540, 580])
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 16, 12)
        foot.setSpacing(12)
        foot.addWidget(self.choose)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.splitter, 1)
        layout.addLayout(foot)
        scale = self._context.theme.scale
        room = self.screen().availableGeometry()
        self.resize(
            min(round(SIZE[0] * scale), room.width() - 80),
            min(round(SIZE[1] * scale), room.height() - 80),
        )
        self.drop = DropZone(self, _("Drop the scan here"))

    def _fill(self) -> None:
        store = self._context.workspace.store
        today = datetime.date.today()
        self.fields.authors.show(incoming.authors(store))
        office = offices.own(store)
        units = [unit.name for unit in valid_on(office.units, today)]
        people = [post.holder for post in valid_on(office.posts, today) if post.holder]
        self.fields.units.show([*units, *people])
        if self._before is None:
            self._offer(incoming.propose(None, today=today, days=holidays.extra(store)))
            return
        self.fields.show_paper(self._before)
        self.fields.number.set_read_only(True)
        for file in incoming.files(store, self._before.id)[:1]:
            try:
                path = path_of(store, file.sha256, file.name)
            except PapiDeskError as error:
                self.preview.say(sentence_of(error))
                continue
            self.preview.show_file(path, file.name, propose=False)
        if self._before.cancelled_at is not None:
            self.accept_button.setEnabled(False)

    def _offer(self, proposal: Proposal) -> None:
        self.fields.show_paper(proposal.paper)
        store = self._context.workspace.store
        self.fields.show_number(incoming.next_number(store, proposal.paper.arrived_on.year))

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.choose.clicked.connect(self._on_choose)
        self.drop.dropped.connect(self.take)
        self.preview.read.connect(self._on_read)
        self.fields.changed.connect(self._on_changed)
        self.fields.code_left.connect(self._on_code_left)
        self.fields.arrived.left.connect(self._on_arrived_left)
        self.double.entry_asked.connect(self.entry_asked)
        self.fields.author.setFocus()

    # What a person does

    def take(self, paths: list[Path]) -> None:
        """Attach files and read the first of them."""
        files = [path for path in paths if path.is_file() and path not in self._paths]
        if not files:
            return
        self._context.remember_folder(files[0].parent)
        self._paths += files
        self.typed = True
        self._tell_same_file(files[0])
        self.preview.show_file(files[0], propose=self._before is None)

    def _tell_same_file(self, path: Path) -> None:
        try:
            known = incoming.same_file(self._context.workspace.store, path)
        except PapiDeskError as error:
            self._refuse(error)
            return
        if known is not None and (self._before is None or known.id != self._before.id):
            self.double.tell(known, _("This very file"))

    def _on_choose(self) -> None:
        self._context.ask.open_file(
            self,
            _("Choose a scan or a file"),
            self._context.settings.last_folder or str(Path.home()),
            _("Scans and papers (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.docx *.txt)"),
            self._on_chosen,
        )

    def _on_chosen(self, path: Path) -> None:
        self.take([path])

    def _on_read(self, proposal: Proposal) -> None:
        """Fill in what was read off the paper, and leave alone what a person has typed."""
        shown = self.fields.draft()
        blank = {name for name in proposal.read if not getattr(shown, name)}
        values = {name: getattr(proposal.paper, name) for name in blank | {"pages", "deadline"}}
        self.fields.show_paper(replace(shown, **values))
        if proposal.recognised:
            self.fields.tell_read(proposal.read)
        self._look_for_duplicate()

    def _on_changed(self) -> None:
        self.typed = True
        self.problem.hide()

    def _on_arrived_left(self) -> None:
        day = self.fields.arrived.value().date
        if self._before is None and day is not None:
            store = self._context.workspace.store
            self.fields.show_number(incoming.next_number(store, day.year))

    def _on_code_left(self) -> None:
        self._look_for_duplicate()

    # Duplicates

    def _look_for_duplicate(self) -> None:
        found = incoming.duplicate(self._context.workspace.store, self.fields.draft())
        if found is None:
            self.double.hide()
        else:
            self.double.tell(found, _("This paper"))

    # Saving

    def _on_accept(self) -> None:
        paper = self.fields.paper()
        if paper is None or self._saving:
            return
        if self._before is None:
            number = self.fields.number.value()
            paper = replace(paper, arrival_number=int(number) if number else 0)
        self._saving = True
        self.accept_button.setEnabled(False)
        order = _Order(paper, self._before, tuple(self._paths), self.double.other.isChecked())
        run_task(
            self,
            partial(_saved, self._context, order),
            jobs=self._context.jobs,
            done=self._on_saved,
            failed=self._refuse,
            title=_("Entering the paper"),
        )

    def _on_saved(self, paper: Incoming) -> None:
        self.typed = False
        self._context.tell_saved("saved")
        self.entered.emit(paper)
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self._saving = False
        self.accept_button.setEnabled(True)
        if isinstance(error, DuplicateError):
            self._look_for_duplicate()
            self.double.other.setFocus()
        if isinstance(error, (NumberGapError, NumberTakenError)):
            self.fields.number.show_problem(sentence_of(error))
            self.fields.gap.setVisible(isinstance(error, NumberGapError))
            (
                self.fields.gap if isinstance(error, NumberGapError) else self.fields.number
            ).setFocus()
            return
        self.problem.setText(sentence_of(error))
        self.problem.show()

    def leaving(self) -> str:
        return _("What was typed here is not in the register yet. Leave it?")


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be kept: the entry, as it was when it was opened, and new files."""

    paper: Incoming
    seen: Incoming | None
    paths: tuple[Path, ...]
    other: bool  # another paper, though number, symbol and author are the same


def _saved(context: Context, order: _Order, job: Job) -> Incoming:
    job.step(0, 1)
    today, who = datetime.date.today(), context.who
    with workspaces.open_store(context.workspace) as store:
        if order.seen is None:
            return incoming.take_in(
                store, order.paper, order.paths, today=today, allow_duplicate=order.other, who=who
            )
        with store.unit_of_work():
            for path in order.paths:
                incoming.attach(store, order.paper.id, path, who=who)
            return incoming.change(store, order.paper, seen=order.seen, today=today, who=who)
