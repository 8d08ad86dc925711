"""What differs between two versions, readable: places, and words added and taken away."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from papidesk.domain.difference import Change, ChangeKind, Difference, Piece
from papidesk.i18n import _, ngettext
from ui.theme import Theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import Pill, Tone, label

SHOWN = 120  # changes drawn; more would be felt
_CONTEXT = 90  # letters of unchanged text left at each side of a change
_TONES: dict[ChangeKind, Tone] = {
    "added": "done", "removed": "error", "changed": "warning", "moved": "accent",
    "formatted": "neutral",
}  # fmt: skip


def shortened(pieces: tuple[Piece, ...]) -> list[Piece]:
    """Return ``pieces`` with long unchanged stretches cut down to what stands at the changes."""
    found = []
    for index, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == "same" and len(text) > 2 * _CONTEXT:
            head = text[:_CONTEXT] if index else ""
            tail = text[-_CONTEXT:] if index + 1 < len(pieces) else ""
            text = f"{head} … {tail}".strip() if head and tail else f"{head}…{tail}"
        found.append(Piece(text=text, kind=piece.kind))
    return found


class DifferenceView(QWidget):
    """Draws a difference; added words underlined on green, removed ones struck out on red."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._difference: Difference | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        theme.changed.connect(self._draw)

    def show_difference(self, difference: Difference) -> None:
        """Show what changed."""
        self._difference = difference
        self._draw()

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a difference."""
        self._difference = None
        self._clear()
        self._layout.addWidget(label(sentence, "muted", wrap=True))

    def texts(self) -> list[str]:
        """Return what stands on screen, a line for each change."""
        return [found.text() for found in self.findChildren(QLabel) if not found.isHidden()]

    def _clear(self) -> None:
        while self._layout.count():
            widget = self._layout.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _draw(self) -> None:
        self._clear()
        difference = self._difference
        if difference is None:
            return
        if not difference:
            self._layout.addWidget(label(_("Nothing differs."), "muted"))
        for change in difference.changes[:SHOWN]:
            self._layout.addWidget(self._row(change))
        left = len(difference) - SHOWN
        if left > 0:
            said = ngettext("{count} further change", "{count} further changes", left)
            self._layout.addWidget(label(said.format(count=left), "muted"))
        self._layout.addStretch(1)

    def _row(self, change: Change) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(3)
        head = QWidget()
        flow = FlowLayout(head)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(Pill(change.kind_label, _TONES[change.kind]))
        flow.addWidget(label(change.label, "strong"))
        layout.addWidget(head)
        if change.pieces:
            words = label(self._html(change), wrap=True)
            words.setTextFormat(Qt.TextFormat.RichText)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(self._spoken(change))
            layout.addWidget(words)
        return holder

    def _html(self, change: Change) -> str:
        tokens = self._theme.tokens
        looks = {
            "same": "",
            "added": f"background:{tokens.done_soft};color:{tokens.done};"
            "text-decoration:underline;",
            "removed": f"background:{tokens.error_soft};color:{tokens.error};"
            "text-decoration:line-through;",
        }
        return "".join(
            f'<span style="{looks[piece.kind]}">{escape(piece.text)}</span>'.replace("\n", "<br>")
            for piece in shortened(change.pieces)
        )

    def _spoken(self, change: Change) -> str:
        """Return a change as a screen reader says it: colours are words here."""
        words = {"same": "{text}", "added": _("added: “{text}”"), "removed": _("removed: “{text}”")}
        return " ".join(
            words[piece.kind].format(text=piece.text.strip())
            for piece in shortened(change.pieces)
            if piece.text.strip()
        )
