"""The page Cài đặt: sections at the left, one form at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import N_
from papidesk.i18n import _
from ui.context import Context
from ui.icons import set_icon
from ui.page import Page
from ui.settings.about_section import AboutSection
from ui.settings.appearance_section import AppearanceSection
from ui.settings.backups_section import BackupsSection
from ui.settings.folders_section import FoldersSection
from ui.settings.office_section import OfficeSection
from ui.settings.recipients_section import RecipientsSection
from ui.settings.signers_section import SignersSection
from ui.widgets.labels import label

SECTIONS: tuple[tuple[str, str, Callable[[Context], QWidget]], ...] = (
    (N_("Office"), "office", OfficeSection),
    (N_("Who signs"), "person", SignersSection),
    (N_("Recipient lists"), "recipients", RecipientsSection),
    (N_("Appearance and language"), "appearance", AppearanceSection),
    (N_("Folders"), "folder", FoldersSection),
    (N_("Backups"), "backup", BackupsSection),
    (N_("About"), "information", AboutSection),
)


class SettingsPage(Page):
    """Everything that is set once and kept."""

    restore_asked = Signal(object)
    workspace_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._build()
        self._connect()
        self.show_section(0)

    def _build(self) -> None:
        side = QWidget()
        side.setObjectName("panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(round(208 * self.context.theme.scale))
        entries = QVBoxLayout(side)
        entries.setContentsMargins(12, 16, 12, 12)
        entries.setSpacing(2)
        self.group = QButtonGroup(self)
        self.stack = QStackedWidget()
        self.sections: list[QWidget] = []
        for index, (word, icon, make) in enumerate(SECTIONS):
            button = self._entry(_(word), icon)
            self.group.addButton(button, index)
            entries.addWidget(button)
            section = make(self.context)
            self.sections.append(section)
            self.stack.addWidget(self._framed(_(word), section))
        entries.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(self.stack, 1)

    def _entry(self, word: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "nav")
        button.setText(word)
        button.setAccessibleName(word)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = button.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        button.setSizePolicy(policy)
        set_icon(button, icon, "muted", beside=True)
        return button

    def _framed(self, title: str, section: QWidget) -> QScrollArea:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(title, "section-title"))
        column.addWidget(section, 1)
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(20, 16, 20, 20)
        outer.addWidget(card, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(holder)
        return area

    def _connect(self) -> None:
        self.group.idClicked.connect(self.show_section)
        for section in self.sections:
            if isinstance(section, BackupsSection):
                section.restore_asked.connect(self.restore_asked)
            if isinstance(section, FoldersSection):
                section.workspace_asked.connect(self.workspace_asked)

    def title(self) -> str:
        return _("Settings")

    def show_section(self, index: int) -> None:
        """Show the section at ``index``."""
        self.group.button(index).setChecked(True)
        self.stack.setCurrentIndex(index)
        show = getattr(self.sections[index], "reload", None)
        if show is not None:
            show()

    def give_focus(self) -> None:
        self.group.checkedButton().setFocus()

    def refresh(self) -> None:
        self.show_section(self.stack.currentIndex())
