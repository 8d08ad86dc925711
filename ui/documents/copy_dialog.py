"""Making a certified copy: its form, pages, number and signer, with the copy itself beside them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.copies import COPY_NAMES, FORMS, CertifiedCopy, CopyForm
from papidesk.domain.issuing import number_text, parse_number
from papidesk.domain.office import valid_on
from papidesk.domain.people import Signature, Signer
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.storage.registers import NumberGapError
from papidesk.workflow import copies, offices, workspaces
from papidesk.workflow.copies import CopyOrder, Made, Source
from ui.background import Job, run_task
from ui.context import Context
from ui.documents.field_problems import date_problem
from ui.failures import sentence_of
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, LineField, LinesField
from ui.widgets.labels import label
from ui.widgets.page_view import PageView

PAUSE = 250  # ms without a key before the copy is drawn anew


@dataclass(frozen=True, slots=True)
class _Drawn:
    pdf: bytes
    same_sheet: bool


class CopyDialog(QDialog):
    """Makes one copy of the document or incoming paper with an id."""

    made = Signal(object)  # Made

    def __init__(
        self, context: Context, id: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._id, self._title = context, id, title
        self._today = datetime.date.today()
        self._source: Source | None = None
        self._edition = 0
        # What changes stands at the end of a copy on paper: the view goes there when it is drawn.
        self._to_end, self._apart = False, False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        store = context.workspace.store
        office = offices.on(store, self._today)
        self._signers: tuple[Signer, ...] = valid_on(office.signers, self._today)
        self._offered = copies.offer(store, "SY", today=self._today)
        self._build()
        self._connect()
        self._offer()
        self._load()

    # Building

    def _build(self) -> None:
        self.setWindowTitle(_("Make a certified copy"))
        scale = self._context.theme.scale
        self.resize(round(940 * min(scale, 1.3)), round(620 * min(scale, 1.1)))
        self.form = ChoiceField(_("Form of the copy"), [(form, COPY_NAMES[form]) for form in FORMS])
        self.pages = LineField(_("Pages"), _("all; or 2-3, or 1,3-4"))
        self.electronic = QCheckBox(_("Electronic copy: a line on page 1, no number"))
        self.number = LineField(_("Number of the copy"))
        self.date = DateField(_("Date"))
        signers = [(s.id, f"{s.position} {s.name}".strip()) for s in self._signers]
        self.signer = ChoiceField(_("Signer"), signers)
        self.recipients = LinesField(_("Recipients, one a line"), lines=2)
        self.reason = LineField(_("Why numbers are left out"))
        self.reason.hide()
        self.note = label("", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.view = PageView(self._context.jobs, self._context.theme)
        self.view.setAccessibleName(_("The copy as it will be made"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Make the copy…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(self._fields(), 2)
        columns.addWidget(self.view, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self._title, "section-title", wrap=True))
        layout.addLayout(columns, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _fields(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.number, 2)
        row.addWidget(self.date, 3)
        fields = QVBoxLayout()
        fields.setSpacing(10)
        for part in (self.form, self.pages, self.electronic):
            fields.addWidget(part)
        fields.addLayout(row)
        for part in (self.signer, self.recipients, self.reason, self.note):
            fields.addWidget(part)
        fields.addStretch(1)
        return fields

    def _connect(self) -> None:
        for field in (self.form, self.pages, self.number, self.date, self.signer, self.recipients):
            field.changed.connect(self._on_changed)
        self.electronic.toggled.connect(self._on_changed)
        self._wait.timeout.connect(self._draw)
        self.view.page_changed.connect(self._on_pages)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)

    def _offer(self) -> None:
        self.number.show_value(self._offered.number or "")
        self.date.show_value(self._offered.date)
        self.recipients.show_value(self._offered.recipients)
        self._show_form()

    def _load(self) -> None:
        self.accept_button.setEnabled(False)
        run_task(
            self,
            partial(_source, self._context, self._id),
            jobs=self._context.jobs,
            done=self._on_loaded,
            failed=self._refuse,
        )

    def _on_loaded(self, source: Source) -> None:
        self._source = source
        self.accept_button.setEnabled(True)
        self._draw()

    # What is wanted

    def order(self) -> CopyOrder:
        """Return the copy as the fields say; raises what is wrong with them."""
        copy = replace(
            self._offered,
            form=self._form(),
            symbol=self._offered.symbol.replace("SY", self._form(), 1),
            number=number_text(parse_number(self.number.value())),
            date=self.date.value(),
            signature=self._signature(),
            recipients=self.recipients.value(),
        )
        return CopyOrder(
            copy=copy,
            pages=self.pages.value(),
            electronic=self.electronic.isChecked(),
            reason=self.reason.value(),
        )

    def _form(self) -> CopyForm:
        chosen = self.form.value()
        return next((form for form in FORMS if form == chosen), "SY")

    def _signature(self) -> Signature:
        chosen = self.signer.value()
        found = next((signer for signer in self._signers if signer.id == chosen), None)
        return found.signature() if found else self._offered.signature

    def _on_changed(self) -> None:
        self.problem.hide()
        self._show_form()
        self._wait.start()

    def _show_form(self) -> None:
        paper = not self.electronic.isChecked()
        for field in (self.number, self.date, self.signer, self.recipients):
            field.setEnabled(paper)

    def _draw(self) -> None:
        if self._source is None:
            return
        try:
            order = self.order()
        except PapiDeskError as error:
            self._refuse(error)
            return
        self._edition += 1
        run_task(
            self,
            partial(_drawn, self._source, order),
            jobs=self._context.jobs,
            done=partial(self._on_drawn, self._edition),
            failed=partial(self._on_not_drawn, self._edition),
        )

    def _on_drawn(self, edition: int, drawn: _Drawn) -> None:
        if edition != self._edition:
            return
        self.problem.hide()
        apart = _("There is no room below the text: the copy's part stands on a sheet of its own.")
        self.note.setText("" if drawn.same_sheet else apart)
        self._to_end, self._apart = True, not drawn.same_sheet
        self.view.show_pdf(drawn.pdf)

    def _on_pages(self, _page: int, count: int) -> None:
        if self._to_end and count:
            self._to_end = False
            bar = self.view.verticalScrollBar()
            if self._apart:
                self.view.go_to(count)
            else:
                bar.setValue(0 if self.electronic.isChecked() else bar.maximum())

    def _on_not_drawn(self, edition: int, error: Exception) -> None:
        if edition == self._edition:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()
        self.accept_button.setEnabled(self._source is not None)
        if isinstance(error, NumberGapError):
            self.reason.show()
            self.reason.setFocus()

    # Making it

    def _on_accept(self) -> None:
        if self._source is None or not self.accept_button.isEnabled():
            return
        wrong = "" if self.electronic.isChecked() else date_problem(self.date.value())
        if wrong or (self.date.value().date is None and not self.electronic.isChecked()):
            self.date.show_problem(wrong or _("Give the whole date."))
            return
        self.date.show_problem("")
        try:
            order = self.order()
        except PapiDeskError as error:
            self._refuse(error)
            return
        folder = Path(self._context.settings.last_folder or Path.home())
        self._context.ask.save_file(
            self,
            _("Make a certified copy"),
            folder / _file_name(order.copy, self._title),
            _("PDF (*.pdf)"),
            partial(self._make, self._source, order),
        )

    def _make(self, source: Source, order: CopyOrder, target: Path) -> None:
        self._context.remember_folder(target.parent)
        self.accept_button.setEnabled(False)
        run_task(
            self,
            partial(_made, self._context, source, order, target),
            jobs=self._context.jobs,
            done=self._on_made,
            failed=self._refuse,
            title=_("Writing {name}").format(name=target.name),
        )

    def _on_made(self, made: Made) -> None:
        said = _("Copy written: {name}").format(name=made.path.name)
        opening = partial(self._context.ask.show_file, made.path)
        self._context.offered.emit(said, _("Open"), opening)
        self._context.documents_changed.emit()
        self.made.emit(made)
        self.accept()


def _file_name(copy: CertifiedCopy, title: str) -> str:
    from ui.documents.paper_jobs import plain_name

    name = f"{COPY_NAMES[copy.form].capitalize()} {title}"[:90]
    return plain_name(name) + ".pdf"


def _source(context: Context, id: str, job: Job) -> Source:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return copies.source(store, id)


def _drawn(source: Source, order: CopyOrder, job: Job) -> _Drawn:
    job.step(0, 1)
    made = copies.preview(source, order, now=datetime.datetime.now(datetime.UTC))
    return _Drawn(made.pdf, made.same_sheet)


def _made(context: Context, source: Source, order: CopyOrder, target: Path, job: Job) -> Made:
    job.step(0, 1)
    now = datetime.datetime.now(datetime.UTC)
    with workspaces.open_store(context.workspace) as store:
        return copies.make(
            store, source, order, target, today=datetime.date.today(), who=context.who, now=now
        )
