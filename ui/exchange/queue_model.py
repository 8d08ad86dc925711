"""The files of a folder as rows: which wait, which one is read, what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from papidesk.domain.exchange import ReceivedState
from papidesk.domain.import_plan import LINE_STATES
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.fold import fold
from papidesk.workflow.receiving_refusals import OwnBundleError
from ui.exchange.exchange_words import RECEIVED_TONES, line_word
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.labels import Tone
from ui.widgets.table import TONE_ROLE
from ui.words import size_text, whole_text

if TYPE_CHECKING:
    from papidesk.workflow.receiving_folder import FileResult

STATE, FILE, SENDER, SIZE, TOLD = range(5)
# What a file of the queue can be besides the states of what came in.
STATES: dict[str, tuple[str, Tone]] = {
    "": (N_("In the queue"), "neutral"),
    "known": (N_("Taken in before"), "neutral"),
    "waiting": (N_("Waiting"), RECEIVED_TONES["waiting"]),
    "applied": (N_("Taken in"), RECEIVED_TONES["applied"]),
    "refused": (N_("Refused"), RECEIVED_TONES["refused"]),
    "failed": (N_("Failed"), "error"),
    "superseded": (N_("Overtaken by a later one"), RECEIVED_TONES["superseded"]),
    "declined": (N_("Put aside"), RECEIVED_TONES["declined"]),
    "undone": (N_("Undone"), RECEIVED_TONES["undone"]),
    "own": (N_("Made here"), "neutral"),  # the stick comes back with what was sent on it
}
_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole


class QueueModel(TitledModel):
    """The files in the order they are taken."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("State"), N_("Bundle file"), N_("Sent by"), N_("Size"), N_("What became of it"),
    )  # fmt: skip

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self.rows: list[Path] = []  # those on screen
        self.results: dict[Path, FileResult] = {}
        self._sizes: dict[Path, int] = {}
        self._places: dict[Path, int] = {}
        self._counts: Counter[str] = Counter()
        self._text = ""

    def show_paths(self, paths: list[Path]) -> None:
        """Show ``paths``, all of them in the queue."""
        self.beginResetModel()
        self.paths, self.results = paths, {}
        self._sizes = {path: _size(path) for path in paths}
        self._counts.clear()
        self._narrow()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show the files that hold ``text`` in any of their words; "" shows all."""
        self.beginResetModel()
        self._text = fold(text)
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        self.rows = [path for path in self.paths if not self._text or self._holds(path)]
        self._places = {path: row for row, path in enumerate(self.rows)}

    def _holds(self, path: Path) -> bool:
        words = (self._words(path, column) for column in (STATE, FILE, SENDER, TOLD))
        return self._text in fold(" ".join(words))

    def show_result(self, result: FileResult) -> int:
        """Show what became of one file and return its row, -1 where it is not in the queue."""
        self.results[result.path] = result
        self._counts[state_of(result)] += 1
        row = self._places.get(result.path, -1)
        if row < 0:
            return row
        self.dataChanged.emit(self.index(row, 0), self.index(row, TOLD))
        return row

    def follow(self, states: Mapping[str, ReceivedState]) -> None:
        """Show what became since of those that came in; ``states`` are by our own ids."""
        for path, result in self.results.items():
            now = states.get(result.received, result.state)
            if result.state in RECEIVED_TONES and now != result.state:
                self._counts.subtract((result.state,))
                self._counts.update((now,))
                self.results[path] = replace(result, state=now)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, TOLD))

    def state(self, row: int) -> str:
        """Return the state of a row: "" while it is in the queue."""
        result = self.results.get(self.rows[row])
        return state_of(result) if result is not None else ""

    def count(self, state: str) -> int:
        """Return how many files ended in ``state``."""
        return self._counts[state]

    @property
    def received(self) -> list[str]:
        """What was taken in, by our own ids, in order."""
        return [
            self.results[path].received
            for path in self.paths
            if path in self.results and self.results[path].state == "applied"
        ]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == TONE_ROLE and column == STATE:
            return STATES[self.state(row)][1]
        if role == _Role.ForegroundRole and column == SIZE:
            return "muted"
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._shown(row, column)
        return None

    def _shown(self, row: int, column: int) -> str:
        return self._words(self.rows[row], column)

    def _words(self, path: Path, column: int) -> str:
        if column == STATE:
            ended = self.results.get(path)
            word, _tone = STATES[state_of(ended) if ended is not None else ""]
            return _(word)
        if column == FILE:
            return path.name
        if column == SIZE:
            return size_text(self._sizes[path])
        result = self.results.get(path)
        if result is None:
            return ""
        return result.unit_name or result.unit if column == SENDER else told(result)


def state_of(result: FileResult) -> str:
    """Return the state a person is told of a file: what this office made is not refused."""
    return "own" if result.code == OwnBundleError.code else result.state


def told(result: FileResult) -> str:
    """Return what became of a file: how many lines of each state, or why it was not taken."""
    counts = [
        f"{line_word(state)} {whole_text(result.counts[state])}"
        for state in LINE_STATES
        if result.counts.get(state)
    ]
    said = ", ".join(counts)
    return f"{result.reason} {said}".strip() if result.reason else said


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
