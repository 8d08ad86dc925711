"""How a document begins: a template, last year's document, a superior's plan, or nothing yet."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.document import Document
from papidesk.domain.kinds import kinds
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import copying, documents, templates
from ui.context import Context
from ui.documents.document_picker import DocumentPicker
from ui.drafting.paper_preview import PaperPreview
from ui.drafting.question_form import QuestionForm
from ui.drafting.template_list import TemplateList
from ui.failures import sentence_of
from ui.icons import set_icon
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import label

TEMPLATE, LAST_YEAR, SUPERIOR, EMPTY = range(4)
WAYS = (
    (N_("Template"), "template"),
    (N_("Last year's document"), "duplicate"),
    (N_("Superior's plan"), "superiors"),
    (N_("Empty"), "document"),
)
ADVICE = (
    N_("Answer what you know: what is left open stays as a visible blank."),
    N_("Everything in it that may be out of date is listed next, to confirm or change one by one."),
    N_("Its duties for communes are proposed next, to accept, edit or decline one by one."),
    N_("The head, the recipients and the signature are filled in, the text is yours."),
)
SIZE = (1160, 640)


class NewDocumentDialog(QDialog):
    """Makes a new draft; ``made`` gives its id."""

    made = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._today = datetime.date.today()
        self._build()
        self._connect()
        self.templates.show_templates(templates.every(context.workspace.store))
        self.templates.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(_("New document"))
        self.resize(*SIZE)
        self.ways = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for index, (name, icon) in enumerate(WAYS):
            button = QToolButton()
            button.setText(_(name))
            button.setAccessibleName(_(name))
            button.setCheckable(True)
            button.setChecked(index == TEMPLATE)
            button.setProperty("kind", "nav")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            set_icon(button, icon, "muted", beside=True)
            self.ways.addButton(button, index)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(label(_("Year"), "muted"))
        self.year = QSpinBox()
        self.year.setRange(1990, 2999)
        self.year.setAccessibleName(_("Year of the document"))
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.year.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # In December a plan is for the year to come.
        self.year.setValue(self._today.year + (1 if self._today.month == 12 else 0))
        row.addWidget(self.year)
        self.advice = label(_(ADVICE[TEMPLATE]), "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self.advice)
        layout.addWidget(self._middle(), 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self._name_button()

    def _middle(self) -> QSplitter:
        self.templates = TemplateList()
        self.last_year = DocumentPicker(self._context)
        self.superior = DocumentPicker(self._context)
        named = [(code, kind.title) for code, kind in kinds().items()]
        self.kind = ChoiceField(_("Kind of document"), named)
        self.kind.show_value("KH")
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.kind)
        column.addStretch(1)
        self.stack = QStackedWidget()
        for widget in (self.templates, self.last_year, self.superior, empty):
            self.stack.addWidget(widget)
        self.questions = QuestionForm()
        self.preview = PaperPreview(self._context)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, share in ((self.stack, 3), (self.questions, 4), (self.preview, 4)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, share)
        self.stack.setContentsMargins(0, 0, 8, 0)
        self.questions.setContentsMargins(8, 0, 4, 0)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([330, 360, 410])
        return splitter

    def _connect(self) -> None:
        self.ways.idClicked.connect(self.begin_with)
        self.templates.changed.connect(self._on_template)
        self.templates.taken.connect(self._on_accept)
        self.last_year.changed.connect(self._show)
        self.last_year.taken.connect(self._on_accept)
        self.superior.changed.connect(self._show)
        self.superior.taken.connect(self._on_accept)
        self.kind.changed.connect(self._show)
        self.questions.changed.connect(self._show)
        self.year.valueChanged.connect(self._on_year)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)

    @property
    def way(self) -> int:
        """How the document begins: TEMPLATE, LAST_YEAR, SUPERIOR or EMPTY."""
        return self.stack.currentIndex()

    def begin_with(self, way: int) -> None:
        """Choose how the document begins."""
        self.ways.button(way).setChecked(True)
        self.stack.setCurrentIndex(way)
        self.advice.setText(_(ADVICE[way]))
        self.questions.setVisible(way == TEMPLATE)
        self._name_button()
        self._show()
        current = self.stack.currentWidget()
        (self.kind if way == EMPTY else current).setFocus()

    def _name_button(self) -> None:
        further = self.stack.currentIndex() in (LAST_YEAR, SUPERIOR)
        self.accept_button.setText(_("Continue") if further else _("Make the document"))

    def _on_template(self) -> None:
        if self.templates.chosen:
            try:
                asked = templates.asked(
                    self._context.workspace.store,
                    self.templates.chosen,
                    today=self._today,
                    year=self.year.value(),
                )
            except PapiDeskError as error:
                self._refuse(sentence_of(error))
                self.preview.show_document(None)
                self.accept_button.setEnabled(False)
                return
            self.questions.ask(asked, self.year.value())
        self._show()

    def _on_year(self) -> None:
        if self.way == TEMPLATE:
            self._on_template()
        else:
            self._show()

    def _show(self) -> None:
        """Show what would be made, or why nothing can be made yet."""
        self._refuse("")
        try:
            document = self._document()
        except PapiDeskError as error:
            document = None
            self._refuse(sentence_of(error))
        self.preview.show_document(document)
        self.accept_button.setEnabled(document is not None)

    def _document(self) -> Document | None:
        store, year = self._context.workspace.store, self.year.value()
        if self.way == TEMPLATE:
            if not self.templates.chosen or not self.questions.sound:
                return None
            return templates.preview(
                store, self.templates.chosen, self.questions.answers(),
                today=self._today, year=year,
            )  # fmt: skip
        if self.way == EMPTY:
            return templates.begun(store, self.kind.value(), today=self._today, year=year)
        picker = self.last_year if self.way == LAST_YEAR else self.superior
        chosen = picker.chosen()
        if chosen is None:
            return None
        document = documents.get(store, chosen.id)
        if self.way == LAST_YEAR and copying.year_of(document) == year:
            self._refuse(_("It is of {year} already: choose another year above.").format(year=year))
            return None
        return document

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_accept(self) -> None:
        if not self.accept_button.isEnabled():
            return
        self.accept_button.setEnabled(False)  # a second click makes no second document
        if self.way == LAST_YEAR:
            self._carry()
        elif self.way == SUPERIOR:
            self._take_over()
        else:
            self._make()

    def _make(self) -> None:
        store, who, year = self._context.workspace.store, self._context.who, self.year.value()
        try:
            if self.way == EMPTY:
                made = templates.empty(
                    store, self.kind.value(), today=self._today, who=who, year=year
                )
            else:
                made = templates.make(
                    store, self.templates.chosen, self.questions.answers(),
                    today=self._today, who=who, year=year,
                )  # fmt: skip
        except PapiDeskError as error:
            self._refuse(sentence_of(error))
            self.accept_button.setEnabled(True)
            return
        self._finish(made.id)

    def _carry(self) -> None:
        from ui.drafting.copy_forward_dialog import CopyForwardDialog

        chosen = self.last_year.chosen()
        if chosen is not None:
            dialog = CopyForwardDialog(self._context, chosen.id, self, year=self.year.value())
            self._go_on_with(dialog)

    def _take_over(self) -> None:
        from ui.drafting.from_superior_dialog import FromSuperiorDialog

        chosen = self.superior.chosen()
        if chosen is None:
            return
        try:
            dialog = FromSuperiorDialog(self._context, chosen.id, self, year=self.year.value())
        except PapiDeskError as error:
            self._refuse(sentence_of(error))
            self.accept_button.setEnabled(True)
            return
        self._go_on_with(dialog)

    def _go_on_with(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(self._finish)  # type: ignore[attr-defined]
        dialog.rejected.connect(self._on_returned)
        dialog.open()

    def _on_returned(self) -> None:
        self.accept_button.setEnabled(True)

    def _finish(self, id: str) -> None:
        self._context.documents_changed.emit()
        self.accept()
        self.made.emit(id)
