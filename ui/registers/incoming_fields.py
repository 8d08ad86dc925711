"""The fields of an incoming paper's entry."""

from __future__ import annotations

import datetime
from typing import cast

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from papidesk.domain.document import IssueDate, Urgency
from papidesk.domain.incoming import Incoming, kind_title
from papidesk.domain.issuing import number_text
from papidesk.domain.kinds import kinds
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.fold import fold
from papidesk.workflow.incoming import ABSTRACT_LIMIT, AUTHOR_LIMIT
from ui.documents.field_problems import date_problem
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, Field, LineField, LinesField
from ui.widgets.labels import label

URGENCIES = ("", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
READ_NAMES = {
    "author": N_("author"), "code": N_("number and symbol"), "dated": N_("date"),
    "kind": N_("kind"), "abstract": N_("abstract"), "deadline": N_("deadline"),
    "signer": N_("signer"), "urgency": N_("urgency"),
}  # fmt: skip
# Kinds that come in and are never issued here (Luật 64/2025/QH15): their names stand in papers.
LEGAL_KINDS = ("Luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Lệnh")


class IncomingFields(QWidget):
    """A form whose problems stand beside each field while one types."""

    changed = Signal()
    code_left = Signal()  # author, number or date may now name a paper that is here already

    def __init__(self) -> None:
        super().__init__()
        self._paper = Incoming(arrived_on=datetime.date.today(), year=0, author="", abstract="")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.arrived = DateField(_("Arrived on"))
        self.number = LineField(_("Arrival number"))
        self.gap = LineField(_("Why numbers are left out"))
        self.gap.hide()
        self.author = LineField(_("Author (who issued it)"))
        self.code = LineField(_("Number and symbol"), "12/KH-UBND")
        self.dated = DateField(_("Date of the paper"))
        self.kind = ChoiceField(
            _("Kind"),
            [("", _("Not known")), *((kind.code, kind.title) for kind in kinds().values()),
             *((name, name) for name in LEGAL_KINDS)],
        )  # fmt: skip
        self.abstract = LinesField(_("Abstract"), joined=True, lines=2)
        self.urgency = ChoiceField(_("Urgency"), [(code, code or _("None")) for code in URGENCIES])
        self.deadline = DateField(_("Deadline"))
        self.assigned = LineField(_("Unit or recipient"))
        self.note = LineField(_("Note"))
        self.signer = LineField(_("Signer"))
        self.post = LineField(_("Signer’s position"))
        self.pages = LineField(_("Number of pages"))
        self.notation = LineField(_("Number and symbol of the file"))
        self.read = label("", "muted", wrap=True)
        self.read.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        rows: list[tuple[QWidget, ...]] = [
            (self.arrived, self.number), (self.gap,), (self.author,), (self.code, self.dated),
        ]  # fmt: skip
        self.below_code = QVBoxLayout()
        self._place(grid, rows)
        grid.addLayout(self.below_code, len(rows), 0, 1, 2)
        more: list[tuple[QWidget, ...]] = [
            (self.kind, self.urgency), (self.abstract,), (self.deadline, self.assigned),
            (self.signer, self.post), (self.pages, self.notation), (self.note,),
        ]  # fmt: skip
        self._place(grid, more, len(rows) + 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.read)
        layout.addLayout(grid)
        layout.addStretch(1)
        self.authors = self._completed(self.author)
        self.units = self._completed(self.assigned)

    def _place(self, grid: QGridLayout, rows: list[tuple[QWidget, ...]], first: int = 0) -> None:
        for at, row in enumerate(rows, start=first):
            for column, field in enumerate(row):
                span = 2 if len(row) == 1 else 1
                grid.addWidget(field, at, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _completed(self, field: LineField) -> FoldedChoices:
        return FoldedChoices(field.line)

    def _connect(self) -> None:
        for field in self.findChildren(Field):
            field.changed.connect(self._on_changed)
        for field in (self.author, self.code, self.dated, self.arrived):
            field.left.connect(self.code_left)

    # Reading and showing

    def show_paper(self, paper: Incoming) -> None:
        """Show an entry in the fields."""
        self._paper = paper
        self.arrived.show_value(_date(paper.arrived_on))
        if paper.arrival_number:
            self.number.show_value(number_text(paper.arrival_number))
        self.author.show_value(paper.author)
        self.code.show_value(paper.code)
        self.dated.show_value(_date(paper.dated))
        if paper.kind and self.kind.box.findData(paper.kind) < 0:
            self.kind.box.addItem(kind_title(paper.kind), paper.kind)
        self.kind.show_value(paper.kind)
        self.abstract.show_value((paper.abstract,) if paper.abstract else ())
        self.urgency.show_value(paper.urgency)
        self.deadline.show_value(_date(paper.deadline))
        self.assigned.show_value(paper.assigned_to)
        self.note.show_value(paper.note)
        self.signer.show_value(paper.signer)
        self.post.show_value(paper.signer_position)
        self.pages.show_value(str(paper.pages) if paper.pages else "")
        self.notation.show_value(paper.file_notation)

    def show_number(self, number: int) -> None:
        """Show the arrival number that is proposed, or that the entry has."""
        self.number.show_value(number_text(number))

    def paper(self) -> Incoming | None:
        """Return the entry as the fields have it; None while one of them is wrong, and said so."""
        return self.draft() if self.look_over() else None

    def tell_read(self, names: tuple[str, ...]) -> None:
        """Say which fields were read off the paper, to be looked over."""
        words = [_(READ_NAMES[name]) for name in names if name in READ_NAMES]
        self.read.setText(
            _("Read off the paper: {fields}. Please look it over.").format(fields=", ".join(words))
        )
        self.read.setVisible(bool(words))

    def draft(self) -> Incoming:
        """Return the entry as the fields have it, whole or not."""
        arrived = self.arrived.value().date or self._paper.arrived_on
        pages = self.pages.value()
        return replace(
            self._paper,
            arrived_on=arrived,
            year=self._paper.year if self._paper.id else arrived.year,
            author=self.author.value(),
            code=self.code.value(),
            dated=self.dated.value().date,
            kind=self.kind.value(),
            abstract=" ".join(self.abstract.value()),
            urgency=cast(Urgency, self.urgency.value()),
            deadline=self.deadline.value().date,
            assigned_to=self.assigned.value(),
            note=self.note.value(),
            signer=self.signer.value(),
            signer_position=self.post.value(),
            pages=int(pages) if pages and _is_number(pages) else 0,
            file_notation=self.notation.value(),
            file_year=(self._paper.file_year or arrived.year) if self.notation.value() else 0,
            gap_reason=self.gap.value(),
        )

    def look_over(self, *, whole: bool = True) -> bool:
        """Say beside each field what is wrong with it; ``whole`` also what is missing."""
        arrived, dated = self.arrived.value(), self.dated.value()
        deadline = self.deadline.value()
        said = {
            self.arrived: _day_problem(self.arrived, whole=whole, needed=True),
            self.author: _length_problem(self.author.value(), AUTHOR_LIMIT, whole=whole),
            self.dated: _day_problem(self.dated, whole=whole),
            self.abstract: _length_problem(
                " ".join(self.abstract.value()), ABSTRACT_LIMIT, whole=whole
            ),
            self.deadline: _day_problem(self.deadline, whole=whole),
            self.number: "" if _is_number(self.number.value()) else _("Write digits only."),
            self.pages: "" if _is_number(self.pages.value()) else _("Write digits only."),
        }
        if arrived.date and arrived.date > datetime.date.today():
            said[self.arrived] = _("This day lies in the future.")
        elif arrived.date and dated.date and dated.date > arrived.date:
            said[self.dated] = _("The paper is dated after the day it arrived.")
        elif arrived.date and deadline.date and deadline.date < arrived.date:
            said[self.deadline] = _("The deadline lies before the day of arrival.")
        for field, sentence in said.items():
            field.show_problem(sentence)
        first = next((field for field, sentence in said.items() if sentence), None)
        if first is not None and whole:
            first.setFocus()
        return first is None

    def _on_changed(self) -> None:
        self.look_over(whole=False)
        self.changed.emit()


class FoldedChoices:
    """Choices below a line while one types, found with or without dấu."""

    def __init__(self, line: QLineEdit) -> None:
        self._line = line
        self._every: list[str] = []
        self._model = QStringListModel()
        self._completer = QCompleter(self._model, line)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        line.setCompleter(self._completer)
        line.textEdited.connect(self._on_edited)
        # Before the dialog closes: the list lies in a window of its own.
        line.returnPressed.connect(self._completer.popup().hide)

    def show(self, choices: list[str]) -> None:
        """Offer ``choices`` from now on."""
        self._every = choices
        self._model.setStringList(choices[:12])

    def _on_edited(self, text: str) -> None:
        words = fold(text).split()
        found = [one for one in self._every if all(word in fold(one) for word in words)]
        self._model.setStringList(found[:12])
        if found and words:
            self._completer.complete()
        else:
            self._completer.popup().hide()


def _date(day: datetime.date | None) -> IssueDate:
    return IssueDate.of(day) if day else IssueDate()


def _is_number(text: str) -> bool:
    return not text or (text.isdecimal() and len(text) <= 6)


def _day_problem(field: DateField, *, whole: bool, needed: bool = False) -> str:
    value = field.value()
    if value == IssueDate():
        return _("Give the whole date.") if needed and whole else ""
    wrong = date_problem(value)
    if wrong or value.date is not None:
        return wrong
    # While one types the parts come one after the other.
    return _("Give the whole date.") if whole else ""


def _length_problem(text: str, limit: int, *, whole: bool) -> str:
    if len(text) > limit:
        return _("{length} of {limit} characters: shorten it.").format(
            length=len(text), limit=limit
        )
    return _("Fill this in.") if whole and not text else ""
