"""The last check before a document is issued: what it found, why it is issued all the same."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.i18n import _, ngettext
from papidesk.workflow.checks import Checked
from ui import words
from ui.widgets.fields import LinesField
from ui.widgets.labels import Pill, label

SHOWN = 3  # errors that are spelled out


class LastCheck(QWidget):
    """Pills with the counts, the first errors, and a field that appears when errors stop."""

    changed = Signal()

    def __init__(self, *, stops: bool = True) -> None:
        """``stops``: errors stop the issue; not those of a paper that came numbered and dated."""
        super().__init__()
        self._stops = stops
        self.errors = 0
        self._build()
        self.override.changed.connect(self._on_changed)

    def _build(self) -> None:
        self._pills = QHBoxLayout()
        self._pills.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(_("Last check:"), "strong"))
        head.addLayout(self._pills)
        head.addStretch(1)
        self.list = label("", wrap=True)
        self.override = LinesField(_("Why it is issued all the same"), joined=True, lines=1)
        self.note = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.list)
        layout.addWidget(self.note)
        layout.addWidget(self.override)

    def show_checked(self, checked: Checked | None) -> None:
        """Show what was found; None while it is not known."""
        while item := self._pills.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for pill in _pills(checked):
            self._pills.addWidget(pill)
        found = checked.report.findings if checked else ()
        sentences = [one.sentence() for one in found if one.severity == "error"]
        self.errors = len(sentences)
        told = Counter(sentences)  # the same said of several places is said once
        lines = [f"• {_times(sentence, count)}" for sentence, count in list(told.items())[:SHOWN]]
        further = len(sentences) - sum(list(told.values())[:SHOWN])
        if further:
            more = ngettext("and {count} more error", "and {count} more errors", further)
            lines.append(more.format(count=further))
        self.list.setText("\n".join(lines))
        self.list.setVisible(bool(lines))
        self.override.setVisible(self.stopping)
        self.note.setVisible(bool(lines))
        self.note.setText(
            _("Errors stop the issue. Mend them, or give a reason that stays on record.")
            if self._stops
            else _("The paper came with number and date of its own: it is entered as it is.")
        )

    @property
    def stopping(self) -> bool:
        """Tell whether errors stop the issue unless a reason is given."""
        return self._stops and self.errors > 0

    def reason(self) -> str:
        """Return the reason to issue it in spite of errors."""
        return " ".join(self.override.value()) if self.stopping else ""

    def ask(self) -> bool:
        """Say beside the field that a reason is missing; return whether it is."""
        missing = self.stopping and not self.reason()
        if missing:
            self.override.show_problem(_("Say why it is issued in spite of the errors."))
            self.override.setFocus()
        return missing

    def _on_changed(self) -> None:
        self.override.show_problem("")
        self.changed.emit()


def _times(sentence: str, count: int) -> str:
    if count == 1:
        return sentence
    said = ngettext("{sentence} ({count} place)", "{sentence} ({count} places)", count)
    return said.format(sentence=sentence, count=count)


def _pills(checked: Checked | None) -> list[Pill]:
    if checked is None:
        return [Pill(_("Not checked yet"), "neutral")]
    report = checked.report
    errors, warnings = report.count("error"), report.count("warning")
    pills = []
    if errors:
        pills.append(Pill(words.errors_text(errors), "error"))
    if warnings:
        pills.append(Pill(words.warnings_text(warnings), "warning"))
    if report.not_evaluated:
        # What could not be judged is never called right.
        pills.append(Pill(words.open_rules_text(report.not_evaluated), "neutral"))
    elif not errors and not warnings:
        pills.append(Pill(_("No findings"), "done"))
    return pills
