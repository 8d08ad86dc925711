"""The chosen unit below: what it is, what it was, and the menu of what can change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout

from papidesk.domain.unit_tree import BelowUnit, UnitTree
from papidesk.i18n import _
from ui.consolidation.consolidation_words import NOTHING, level_word
from ui.widgets.buttons import menu_button, menu_entry, push_button
from ui.widgets.day_field import validity_text
from ui.widgets.labels import label
from ui.words import day_text


class UnitPanel(QScrollArea):
    """Shows one unit; ``menu`` has every act, for the tree too."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        self.title = label("", "section-title", wrap=True)
        self.facts = label("", "muted", wrap=True)
        self.history_head = label(_("What it was"), "strong")
        self.history = label("", "muted", wrap=True)
        for text in (self.title, self.facts, self.history):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._build_menu()
        inner = QFrame()
        inner.setObjectName("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit_button, 1)
        row.addWidget(self.more_button, 1)
        column.addLayout(row)
        column.addSpacing(6)
        column.addWidget(self.history_head)
        column.addWidget(self.history)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(round(250 * scale))
        self.setWidget(inner)

    def _build_menu(self) -> None:
        self.menu = QMenu(self)
        self.edit_action = menu_entry(self.menu, _("Correct…"), "edit")
        self.rename_action = menu_entry(self.menu, _("Another name from a day on…"), "duplicate")
        self.move_action = menu_entry(self.menu, _("Other unit above from a day on…"), "units")
        self.merge_action = menu_entry(self.menu, _("Merge into another…"), "group")
        self.back_action = menu_entry(self.menu, _("Take the merger back"), "undo")
        self.end_action = menu_entry(self.menu, _("Ended on a day…"), "calendar")
        self.remove_action = menu_entry(self.menu, _("Remove"), "delete")
        every = [self.edit_action, self.rename_action, self.move_action, self.merge_action,
                 self.back_action, self.end_action, self.remove_action]  # fmt: skip
        self.menu.addActions(every)
        self.edit_button = push_button(_("Correct…"), "edit")
        self.more_button = menu_button(_("Change"), "more", every[1:])
        self.more_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_units(self, chosen: list[BelowUnit], tree: UnitTree | None) -> None:
        """Show the chosen unit, or how many are chosen."""
        one = chosen[0] if len(chosen) == 1 and tree is not None else None
        for widget in (
            self.edit_action, self.rename_action, self.move_action, self.end_action,
            self.remove_action, self.edit_button, self.more_button,
        ):  # fmt: skip
            widget.setEnabled(one is not None)
        self.back_action.setEnabled(one is not None and bool(one.successor))
        self.setVisible(bool(chosen))
        if one is None or tree is None:
            self.title.setText(_("{count} units chosen").format(count=len(chosen)))
            self.facts.setText("")
            self.history.setText("")
            self.history_head.hide()
            return
        self.title.setText(one.name)
        self.facts.setText("\n".join(_facts(one, tree)))
        past = _past(one, tree)
        self.history_head.setVisible(bool(past))
        self.history.setText("\n\n".join(past))


def holds_text(one: BelowUnit, tree: UnitTree) -> str:
    """Return from when to when a unit is there, or into which it went."""
    if one.merged_on is None:
        return validity_text(one.validity)
    said = _("merged {day} into {name}")
    return said.format(day=day_text(one.merged_on), name=tree.name(one.successor))


def _facts(one: BelowUnit, tree: UnitTree) -> list[str]:
    above = tree.parent(one.code)
    lines = [
        _("Code {code}").format(code=one.code),
        level_word(one.level),
        _("Below: {name}").format(name=tree.name(above)) if above else "",
        holds_text(one, tree),
        _("Basis: {text}").format(text=one.basis) if one.basis else "",
        _("Contact: {text}").format(text=one.contact) if one.contact else "",
        one.note,
    ]
    if one.aliases:
        lines.append(_("Codes of before: {codes}").format(codes=", ".join(one.aliases)))
    return [line for line in lines if line]


def _past(one: BelowUnit, tree: UnitTree) -> list[str]:
    past = []
    for form in reversed(one.former):
        above = tree.name(form.parent) if form.parent else ""
        parts = (form.name, above, validity_text(form.validity), form.basis)
        past.append("\n".join(part for part in parts if part))
    for code in tree.sources(one.code)[1:]:
        taken = tree.units[code]
        day = day_text(taken.merged_on) if taken.merged_on else NOTHING
        said = _("Took in {name} on {day}").format(name=taken.name, day=day)
        past.append("\n".join(part for part in (said, taken.merged_by) if part))
    return past
