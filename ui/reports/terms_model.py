"""The terms to report of a year as rows: whose, from when to when, due when, how far it is."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from papidesk.domain.report_duty import DutyTerm
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.context import Context
from ui.reports import term_states
from ui.reports.figure_words import capital, stretch
from ui.widgets.table import BELOW_ROLE, TONE_ROLE

if TYPE_CHECKING:
    from papidesk.workflow.duty_terms import DutyState

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole


class Column(NamedTuple):
    """A column: its key, its title (a message id) and its width in px at 100 % text."""

    key: str
    title: str
    width: int


COLUMNS = (
    Column("report", N_("Report"), 280),
    Column("timeline", N_("Window and due day"), 340),
    Column("due", N_("Due"), 128),
    Column("state", N_("State"), 140),
    Column("filled", N_("Figures"), 84),
    Column("document", N_("Document"), 130),
    Column("period", N_("Reporting period"), 190),
)
TIMELINE = 1


class TermsModel(QAbstractTableModel):
    """Terms of one year, narrowed to a duty and to words."""

    reloaded = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self.today = datetime.date.today()
        self.year = self.today.year
        self.text = ""
        self.duty = ""
        self.state = ""
        self.every: list[DutyState] = []  # of the year
        self.states: list[DutyState] = []  # shown
        self.holidays: dict[datetime.date, str] = {}
        self.documents: dict[str, str] = {}
        self._sort, self._down = "due", False

    # What others ask of it

    def reload(self) -> None:
        """Read the year anew."""
        from papidesk.workflow import duty_terms, holidays

        store = self._context.workspace.store
        self.today = datetime.date.today()
        self.every = duty_terms.states(store, self.year, today=self.today)
        self.holidays = {
            **holidays.of_year(store, self.year), **holidays.of_year(store, self.year + 1)
        }  # fmt: skip
        self.documents = {one.document: self._named(one.document) for one in self.every}
        self._arrange()

    def choose(self, **fields: Any) -> None:
        """Narrow to a ``duty``, a ``state``, ``text``, or go to a ``year``, which is read anew."""
        for name, value in fields.items():
            setattr(self, name, value)
        if "year" in fields:
            self.reload()
        else:
            self._arrange()

    def narrowed(self) -> bool:
        """Tell whether more than the year was chosen."""
        return bool(self.duty or self.state or self.text.strip())

    def find(self, term: DutyTerm) -> int:
        """Return the row of ``term``, by its duty and period; -1 when it is not shown."""
        for row, state in enumerate(self.states):
            if (state.term.duty, state.term.period) == (term.duty, term.period):
                return row
        return -1

    def next_due(self) -> DutyState | None:
        """Return what is due next and not issued yet, what is late before all."""
        waiting = [state for state in self.every if state.state not in term_states.DONE]
        return min(waiting, key=lambda one: (one.term.due, one.duty.order), default=None)

    # Reading

    def _named(self, id: str) -> str:
        from papidesk.errors import PapiDeskError
        from papidesk.workflow import documents
        from ui import words

        if not id:
            return ""
        try:
            document = documents.get(self._context.workspace.store, id)
        except PapiDeskError:
            return ""  # it lies in the trash
        if document.number:
            return words.number_text(document.number, document.symbol)
        return words.state_word(document.state)

    def _arrange(self) -> None:
        wanted = fold(self.text).split()
        shown = [
            state for state in self.every
            if (not self.duty or state.term.duty == self.duty)
            and (not self.state or state.state == self.state)
            and all(word in fold(term_states.term_name(state)) for word in wanted)
        ]  # fmt: skip
        self.beginResetModel()
        self.states = sorted(shown, key=self._key, reverse=self._down)
        self.endResetModel()
        self.reloaded.emit()

    def _key(self, state: DutyState) -> tuple[Any, ...]:
        due, order = state.term.due, state.duty.order
        keys: dict[str, Any] = {
            "report": (order, state.duty.name),
            "timeline": state.term.since,
            "state": list(term_states.STATES).index(state.state),
            "filled": state.filled / state.wanted if state.wanted else 0,
            "document": self.documents.get(state.document, ""),
        }
        return (keys.get(self._sort, due), due, order)

    # Qt

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.states)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return _(COLUMNS[section].title)
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        state, key = self.states[index.row()], COLUMNS[index.column()].key
        if role == _Role.UserRole:
            return state if key == "timeline" else None
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
            return term_states.told(state, self.holidays)
        if role == TONE_ROLE:
            return term_states.state_tone(state.state) if key == "state" else None
        if role == BELOW_ROLE:
            return self._below(state, key)
        if role == _Role.ForegroundRole and key == "due" and state.state == "late":
            return "error"
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return self._shown(state, key)
        return None

    def _shown(self, state: DutyState, key: str) -> str:
        term = state.term
        return {
            # Painted as a line; copied and read out as words.
            "timeline": stretch(term.since, term.until),
            "report": _short(state.duty.name),
            "due": f"{term.due:%d/%m/%Y}",
            "state": term_states.state_word(state.state),
            "filled": f"{state.filled}/{state.wanted}" if state.wanted else "",
            "document": self.documents.get(state.document, ""),
            "period": term_states.period_name(term.period),
        }[key]

    def _below(self, state: DutyState, key: str) -> str:
        if key == "report":
            return term_states.period_name(state.term.period)
        return term_states.left_words(state) if key == "due" else ""

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort, self._down = COLUMNS[column].key, order == Qt.SortOrder.DescendingOrder
        self._arrange()


def _short(name: str) -> str:
    """Return a duty's name without what the column's title says already."""
    head = "Báo cáo "
    return capital(name.removeprefix(head)) if len(name) > len(head) else name
