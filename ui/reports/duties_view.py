"""The view Báo cáo: what is to be reported in a year, when, how far it is; making a report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QMenu,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from papidesk.domain.report_duty import DutyTerm
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.bar_view import BarView
from ui.context import Context
from ui.failures import sentence_of
from ui.registers.choice_chip import ChoiceChip
from ui.reports import term_states
from ui.reports.duty_chip import DutyChip
from ui.reports.figure_words import lowered
from ui.reports.remembering import keep_splitter, take_splitter
from ui.reports.term_card import WIDTH, TermCard
from ui.reports.terms_model import TermsModel
from ui.reports.terms_table import TermsTable
from ui.widgets.buttons import menu_entry, push_button, tool_button
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, Pill, label

if TYPE_CHECKING:
    from papidesk.workflow.duty_terms import DutyState

TABLE, EMPTY, NOTHING = range(3)


class DutiesView(BarView):
    """The terms of a year on a line, the chosen one beside them."""

    make_asked = Signal(object)  # DutyTerm, or None
    document_asked = Signal(str)
    figures_asked = Signal(object)  # DutyTerm
    duties_asked = Signal()  # to the settings
    everything_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.model = TermsModel(self._context)
        self.table = TermsTable(self._context, self.model)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.card = TermCard()
        self.big_duties = push_button(_("Enter duties to report"), "settings", "big")
        self.empty = EmptyState(
            "reports",
            _("No report is due this year"),
            _(
                "Enter which reports your superior wants, for which periods and by which day. "
                "Then each stands here with its window and its due day."
            ),
            [self.big_duties],
        )
        self.show_all = push_button(_("Show all reports of the year"), "close")
        self.nothing = EmptyState("search", _("Nothing found"), "", [self.show_all])
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.card)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self._set_card_width()
        take_splitter(self._context, self.splitter, "report terms")
        self.stack = QStackedWidget()
        for widget in (self.splitter, self.empty, self.nothing):
            self.stack.addWidget(widget)
        self.lay_out(self._bar(), self.stack)
        self._build_menu()

    def _bar(self) -> QWidget:
        self.duty = DutyChip()
        words = [(code, term_states.state_word(code)) for code in term_states.STATES]
        self.state = ChoiceChip(_("State"), words)
        self.count = label("", "muted")
        self.late, self.soon = Pill("", "error"), Pill("", "warning")
        self.legend = ElidedLabel("muted")
        self.legend.setText(_("▬ figures from – to   ◆ due day   ┆ today"))
        self.legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.columns = tool_button(_("Choose columns"), "columns")
        layout = self.make_bar()
        for widget in (self.duty, self.state, self.count, self.late, self.soon):
            layout.addWidget(widget)
        layout.addWidget(self.legend, 1)
        layout.addWidget(self.columns)
        return self.bar

    def _build_menu(self) -> None:
        self.menu = QMenu(self)
        self.make_action = menu_entry(self.menu, _("Write the report…"), "reports")
        self.open_action = menu_entry(self.menu, _("Open the document"), "document")
        self.figures_action = menu_entry(self.menu, _("See the figures"), "table")
        self.send_action = menu_entry(self.menu, _("Send it to the superior…"), "send")
        self.copy_action = menu_entry(self.menu, _("Copy with titles (for Excel)"), "copy")

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.model.modelAboutToBeReset.connect(self._on_about_to_reset)
        self.model.reloaded.connect(self._on_reloaded)
        self.duty.chosen.connect(self._on_duty)
        self.state.chosen.connect(self._on_state)
        self.columns.clicked.connect(self._on_columns)
        self.big_duties.clicked.connect(self.duties_asked)
        self.show_all.clicked.connect(self.show_everything)
        self.card.make_asked.connect(self._on_make)
        self.card.document_asked.connect(self.document_asked)
        self.card.figures_asked.connect(self._on_figures)
        self.card.existing_asked.connect(self.choose_existing)
        self.make_action.triggered.connect(self._on_make)
        self.open_action.triggered.connect(self._on_open)
        self.figures_action.triggered.connect(self._on_figures)
        self.send_action.triggered.connect(self._on_send)
        self.copy_action.triggered.connect(self.table.copy)
        self._context.theme.changed.connect(self._set_card_width)
        for signal in (
            self._context.documents_changed, self._context.log_changed,
            self._context.catalogues_changed,
        ):  # fmt: skip
            signal.connect(self.note_change)
        self._kept: DutyTerm | None = None

    # What the page asks of it

    @property
    def chosen(self) -> DutyState | None:
        """The chosen term, None for none."""
        rows = self.table.chosen_rows()
        return self.model.states[rows[0]] if rows else None

    def refresh(self) -> None:
        """Read the year anew."""
        self._stale = False
        try:
            self.model.reload()
        except PapiDeskError as error:
            self.tell_problem(sentence_of(error))
            return
        self.tell_problem("")

    def show_year(self, year: int) -> None:
        """Show the terms of ``year``."""
        if year != self.model.year:
            self.model.year = year
            self._kept = None
            self.note_change()

    def show_search(self, text: str) -> None:
        """Show only terms that ``text`` fits."""
        if text != self.model.text:
            self.model.choose(text=text)

    def show_term(self, term: DutyTerm) -> None:
        """Choose ``term``, letting go of what hides it."""
        if self._stale:
            self.refresh()
        if self.model.find(term) < 0:
            self.show_everything()
        row = self.model.find(term)
        if row >= 0:
            self.table.choose_row(row)

    def show_everything(self) -> None:
        """Let go of the duty, the state and the words."""
        self.duty.show_code("")
        self.state.show_code("")
        self.model.duty = self.model.state = ""
        self.model.choose(text="")
        self.everything_asked.emit()

    def remember(self) -> None:
        """Hand columns and splitter to the settings."""
        self.table.remember()
        keep_splitter(self._context, self.splitter, "report terms")

    def give_focus(self) -> None:
        """Put the focus on the terms."""
        if self.stack.currentIndex() == EMPTY:
            self.big_duties.setFocus()
        else:
            self.table.setFocus()

    def choose_existing(self) -> None:
        """Ask which document there is already is the report of the chosen term."""
        from ui.reports.existing_dialog import ExistingDialog

        state = self.chosen
        if state is None:
            return
        name = term_states.term_name(state)
        dialog = ExistingDialog(self._context, state.term, name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.taken.connect(partial(self._on_existing, state.term))
        dialog.open()

    def _on_existing(self, term: DutyTerm, document: str) -> None:
        self._context.documents_changed.emit()
        said = _("The document is noted as the report of {period}.")
        self._context.happened.emit(
            said.format(period=lowered(term_states.period_name(term.period))),
            partial(self._let_go, term, document),
        )

    def _let_go(self, term: DutyTerm, document: str) -> None:
        from papidesk.workflow import report_links

        report_links.let_go(self._context.workspace.store, term, document, who=self._context.who)
        self._context.documents_changed.emit()

    # Slots

    def _on_about_to_reset(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self._kept = chosen.term

    def _on_reloaded(self) -> None:
        every = self.model.every
        place = TABLE if self.model.states else EMPTY if not every else NOTHING
        self.stack.setCurrentIndex(place)
        self.bar.setVisible(place != EMPTY)
        self.nothing.sentence.setText(_("No report of the year fits. Try fewer words."))
        self.duty.offer({state.duty.code: state.duty.name for state in every})
        count = len(self.model.states)
        words = ngettext("{count} report", "{count} reports", count).format(count=count)
        self.count.setText(_("Year {year}: {reports}").format(year=self.model.year, reports=words))
        for pill, state in ((self.late, "late"), (self.soon, "due_soon")):
            found = sum(1 for one in every if one.state == state)
            pill.setVisible(found > 0)
            pill.setText(f"{found} {term_states.state_word(state).lower()}")
        self._choose_again()

    def _choose_again(self) -> None:
        row = self.model.find(self._kept) if self._kept is not None else -1
        if row < 0:
            coming = self.model.next_due()
            row = self.model.find(coming.term) if coming is not None else -1
        if row < 0 and self.model.states:
            row = 0
        if row >= 0:
            self.table.choose_row(row)
        self._on_chosen()

    def _on_chosen(self, *_changes: object) -> None:
        state = self.chosen
        name = self.model.documents.get(state.document, "") if state else ""
        self.card.show_state(state, self.model.holidays, name)

    def _on_opened(self, *_index: object) -> None:
        """Open the report, or begin it."""
        state = self.chosen
        if state is not None and state.document:
            self.document_asked.emit(state.document)
        elif state is not None:
            self.make_asked.emit(state.term)

    def _on_make(self) -> None:
        state = self.chosen
        self.make_asked.emit(state.term if state else None)

    def _on_open(self) -> None:
        state = self.chosen
        if state is not None and state.document:
            self.document_asked.emit(state.document)

    def _on_figures(self) -> None:
        state = self.chosen
        if state is not None:
            self.figures_asked.emit(state.term)

    def _on_send(self) -> None:
        state = self.chosen
        if state is not None:
            self._context.place_asked.emit("exchange", state.term)

    def _on_menu(self, at: QPoint) -> None:
        state = self.chosen
        self.send_action.setEnabled(state is not None and state.state != "later")
        self.make_action.setEnabled(state is not None)
        self.open_action.setEnabled(state is not None and bool(state.document))
        self.figures_action.setEnabled(state is not None)
        self.menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_duty(self, code: str) -> None:
        self.model.choose(duty=code)

    def _on_state(self, code: str) -> None:
        self.model.choose(state=code)

    def _on_columns(self) -> None:
        place = self.columns.mapToGlobal(QPoint(self.columns.width(), self.columns.height()))
        ColumnChooser(self.table).open_below(place)

    def _set_card_width(self) -> None:
        width = round(WIDTH * self._context.theme.scale)
        self.card.setMinimumWidth(width)
        self.card.setMaximumWidth(round(width * 1.5))
