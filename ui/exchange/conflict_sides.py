"""One conflict in full: what is here at the left, what the bundle has at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from papidesk.domain.exchange import Conflict
from papidesk.i18n import _, ngettext
from ui.exchange.conflicts_model import by_text, value_text
from ui.exchange.exchange_words import field_word, record_word
from ui.widgets.buttons import push_button
from ui.widgets.labels import Pill, label


class _Side(QFrame):
    """One value, with who wrote it and when."""

    def __init__(self, name: str, button: QPushButton) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.by = label("", "muted", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(name)
        self.pill = Pill(_("Chosen"), "done")
        head = QHBoxLayout()
        head.addWidget(label(name, "strong"))
        head.addWidget(self.pill)
        head.addStretch(1)
        head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.by)
        column.addWidget(self.text, 1)


class ConflictSides(QWidget):
    """Both values of one conflict; what was chosen is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "strong", wrap=True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.ours, self.theirs = push_button(_("Keep ours")), push_button(_("Take theirs"))
        self.here, self.there = _Side(_("Here"), self.ours), _Side(_("In the bundle"), self.theirs)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.here)
        row.addWidget(self.there)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(row, 1)

    def show_conflict(self, one: Conflict | None, count: int) -> None:
        """Show ``one``; None where none or several (``count``) are chosen."""
        self.here.setVisible(one is not None)
        self.there.setVisible(one is not None)
        if one is None:
            said = ngettext("{count} conflict is chosen", "{count} conflicts are chosen", count)
            self.title.setText(said.format(count=count) if count else "")
            return
        self.title.setText(f"{record_word(one.kind)}: {one.title} · {field_word(one.field)}")
        self.here.text.setPlainText(value_text(one, one.local))
        self.there.text.setPlainText(value_text(one, one.other))
        unknown = _("It is not known who wrote it, or when.")
        self.here.by.setText(by_text(one.local_by, one.local_at) or unknown)
        self.there.by.setText(by_text(one.other_by, one.other_at) or unknown)
        self.here.pill.setVisible(one.chosen == "local")
        self.there.pill.setVisible(one.chosen == "other")
        for button in (self.ours, self.theirs):
            button.setVisible(not one.chosen)
