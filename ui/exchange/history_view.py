"""A history of bundles: filter and acts above, the list, and the chosen one's way at the side."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from ui.bar_view import BarView
from ui.context import Context
from ui.exchange.history_models import ReceivedModel, SentModel
from ui.exchange.steps_list import StepsList
from ui.registers.choice_chip import ChoiceChip
from ui.reports.column_turns import ColumnTurns
from ui.reports.remembering import keep_splitter, take_splitter
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.table import Table

LIST, EMPTY, NONE_FITS = range(3)
WIDTHS = (162, 190, 190, 190, 130)  # px at 100 % text
DETAIL = 300  # px at 100 % text


class HistoryView(BarView):
    """What the histories of sent and received bundles share."""

    everything_shown = Signal()  # words and year were let go of

    def __init__(
        self,
        context: Context,
        model: SentModel | ReceivedModel,
        name: str,
        states: Iterable[tuple[str, str]],
        empty: EmptyState,
    ) -> None:
        super().__init__(context)
        self.context, self.model, self.name = context, model, name
        model.setParent(self)
        self.empty = empty
        self._build(states)
        self._connect()

    # Building

    def _build(self, states: Iterable[tuple[str, str]]) -> None:
        self.table = Table(self.context.theme, tall=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.name)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._turns = ColumnTurns(self.context.theme, self.table, WIDTHS, 1, (3, 4))
        self.everything_button = push_button(_("Show all"), "close", "big")
        none_fits = EmptyState(
            "search", _("Nothing fits"), _("No bundle fits what is searched for."),
            [self.everything_button],
        )  # fmt: skip
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self._detail())
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([900, round(DETAIL * self.context.theme.scale)])
        take_splitter(self.context, self.splitter, self.name)
        self.stack = QStackedWidget()
        for page in (self.splitter, self.empty, none_fits):
            self.stack.addWidget(page)
        self.menu = QMenu(self)
        self.lay_out(self._bar(states), self.stack)

    def _bar(self, states: Iterable[tuple[str, str]]) -> QWidget:
        self.chip = ChoiceChip(_("State"), [(code, _(word)) for code, word in states])
        self.count = label("", "muted")
        self.acts = QHBoxLayout()
        self.acts.setSpacing(8)
        row = self.make_bar()
        row.addWidget(self.chip)
        row.addWidget(self.count, 1)
        row.addLayout(self.acts)
        return self.bar

    def _detail(self) -> QWidget:
        self.title = label("", "strong", wrap=True)
        self.facts = label("", "muted", wrap=True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why = label("", "problem", wrap=True)
        self.steps = StepsList()
        inner = QFrame()
        inner.setObjectName("panel")
        self.detail = QVBoxLayout(inner)
        self.detail.setContentsMargins(16, 12, 16, 12)
        self.detail.setSpacing(8)
        for one in (self.title, self.facts, self.why):
            self.detail.addWidget(one)
        self.detail.addSpacing(4)
        self.detail.addWidget(label(_("Its way"), "strong"))
        self.detail.addWidget(self.steps)
        self.detail.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(round(220 * self.context.theme.scale))
        area.setWidget(inner)
        return area

    def _connect(self) -> None:
        self.chip.chosen.connect(self._on_state)
        self.everything_button.clicked.connect(self.show_everything)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.context.exchange_changed.connect(self.note_change)

    # What the page asks of it

    def refresh(self) -> None:
        """Read everything anew, keeping what is chosen."""
        self._stale = False
        chosen = [self.model.rows[row].id for row in self.table.chosen_rows()]
        self.read()
        row = self.model.find(chosen[0]) if chosen else 0
        self.shown(max(0, row))

    def read(self) -> None:
        """Read the rows; what a history is of."""
        raise NotImplementedError

    def show_search(self, text: str) -> None:
        """Show what holds ``text``."""
        self.model.narrow(text=text)
        self.shown(0)

    def show_year(self, year: int | None) -> None:
        """Show what is of ``year``, None for all."""
        self.model.show_year(year)
        self.shown(0)

    def years(self) -> list[int]:
        """Return the years there is something of, latest first."""
        return sorted(self.model.years(), reverse=True)

    def show_everything(self) -> None:
        """Let go of state, year and words."""
        self.chip.show_code("")
        self.model.show_year(None)
        self.model.narrow(text="", state="")
        self.shown(0)
        self.everything_shown.emit()

    def choose(self, id: str) -> None:
        """Choose the bundle ``id``."""
        row = self.model.find(id)
        if row >= 0:
            self.table.choose_row(row)

    def remember(self) -> None:
        """Hand the splitter to the settings."""
        keep_splitter(self.context, self.splitter, self.name)

    def give_focus(self) -> None:
        """Put the focus on the list, or on the first step of an empty one."""
        self.table.setFocus() if self.stack.currentIndex() == LIST else self.empty.setFocus()

    # Slots

    def shown(self, row: int) -> None:
        """Show what the model has now, with ``row`` chosen."""
        shown = LIST if self.model.rows else NONE_FITS if self.model.every else EMPTY
        self.stack.setCurrentIndex(shown)
        self.bar.setVisible(shown != EMPTY)
        self.count.setText(self.count_text(len(self.model.rows)))
        if self.model.rows:
            self.table.choose_row(min(row, len(self.model.rows) - 1))
        self._on_chosen()

    def count_text(self, count: int) -> str:
        """Return how many are shown."""
        raise NotImplementedError

    def _on_state(self, state: str) -> None:
        self.model.narrow(state=state)
        self.shown(0)

    def _on_chosen(self, *_changes: object) -> None:
        self.show_chosen()
        # The side may have come or gone: the table knows its room once that is laid out.
        QTimer.singleShot(0, self._turns, self._turns.arrange)

    def show_chosen(self) -> None:
        """Show the chosen one at the side, and what can be done with it."""
        raise NotImplementedError

    def _on_menu(self, at: QPoint) -> None:
        self.menu.popup(self.table.viewport().mapToGlobal(at))
