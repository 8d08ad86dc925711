"""The questions of a template as a form: each with its field, and what is wrong with an answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from papidesk.domain.document import IssueDate
from papidesk.domain.templates import Question
from papidesk.i18n import N_, _
from papidesk.workflow import templates
from ui.failures import sentence_of
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, Field, LineField, LinesField
from ui.widgets.labels import label

PERIODS = (
    ("{year}-Q1", N_("Quarter I of {year}")),
    ("{year}-H1", N_("First six months of {year}")),
    ("{year}-9M", N_("Nine months of {year}")),
    ("{year}-H2", N_("Last six months of {year}")),
    ("{year}", N_("Year {year}")),
)


class QuestionForm(QScrollArea):
    """Fields for the questions shown last; ``changed`` comes with each key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._questions: tuple[Question, ...] = ()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields in it take it
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def ask(self, asked: templates.Asked, year: int) -> None:
        """Show the questions with the answers they propose; what was typed for the same stays."""
        before = self.answers()
        proposed = {one.name: one for one in self._questions}
        self._questions = asked.questions
        self.fields = {}
        holder = QWidget()
        holder.setAutoFillBackground(False)
        column = QVBoxLayout(holder)
        column.setContentsMargins(2, 2, 10, 2)
        column.setSpacing(12)
        if not asked.questions:
            column.addWidget(label(_("This template asks nothing."), "muted", wrap=True))
        for question in asked.questions:
            field = _field(question, year)
            field.changed.connect(self._on_changed)
            self.fields[question.name] = field
            same = proposed.get(question.name) == question and before.get(question.name)
            self._show(question, same or asked.answers.get(question.name, ""))
            column.addWidget(field)
        column.addStretch(1)
        self.setWidget(holder)
        self.viewport().setAutoFillBackground(False)
        self._judge()

    def answers(self) -> dict[str, str]:
        """Return what was answered, as templates take it."""
        return {question.name: self._answer(question) for question in self._questions}

    @property
    def sound(self) -> bool:
        """Tell whether every answer is of the kind that was asked for."""
        return not any(self._problem(question) for question in self._questions)

    def _answer(self, question: Question) -> str:
        field = self.fields[question.name]
        if isinstance(field, DateField):
            return _day_text(field.value())
        if isinstance(field, LinesField):
            return "\n".join(field.value())
        assert isinstance(field, LineField | ChoiceField)
        return field.value()

    def _show(self, question: Question, answer: str) -> None:
        field = self.fields[question.name]
        if isinstance(field, DateField):
            field.show_value(_day_of(answer))
        elif isinstance(field, LinesField):
            field.show_value(tuple(answer.splitlines()))
        elif isinstance(field, LineField | ChoiceField):
            field.show_value(answer)

    def _problem(self, question: Question) -> str:
        error = templates.answer_problem(question, self._answer(question))
        return sentence_of(error) if error is not None else ""

    def _judge(self) -> None:
        for question in self._questions:
            self.fields[question.name].show_problem(self._problem(question))

    def _on_changed(self) -> None:
        self._judge()
        self.changed.emit()


def _field(question: Question, year: int) -> Field:
    match question.kind:
        case "date":
            return DateField(question.label)
        case "lines":
            return LinesField(question.label, lines=2, hint=question.hint)
        case "choice":
            return ChoiceField(question.label, [(one, one) for one in question.choices])
        case "period":
            codes = [(code.format(year=year), _(name).format(year=year)) for code, name in PERIODS]
            return ChoiceField(question.label, codes)
        case _:
            return LineField(question.label, question.hint)


def _day_text(date: IssueDate) -> str:
    if date == IssueDate():
        return ""
    day, month, year = (part or 0 for part in (date.day, date.month, date.year))
    return f"{day:02}/{month:02}/{year:04}"


def _day_of(text: str) -> IssueDate:
    parts = text.split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return IssueDate()
    day, month, year = (int(part) or None for part in parts)
    return IssueDate(day=day, month=month, year=year)
