"""The page Cài đặt: sections with a filter at the left, one form at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from ui.context import Context
from ui.icons import set_icon
from ui.page import Page
from ui.settings.backups_section import BackupsSection
from ui.settings.folders_section import FoldersSection
from ui.settings.sections import GUIDED, SETTINGS_SECTIONS, SettingsSection, index_of
from ui.widgets.labels import label

SIDE, SIDE_MOST = 248, 372  # px at 100 % text, and whatever the text


class SettingsPage(Page):
    """Everything that is set once and kept."""

    restore_asked = Signal(object)
    workspace_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.sections: dict[str, QWidget] = {}
        self._build()
        self._connect()
        self.show_section(0)

    def _build(self) -> None:
        self.group = QButtonGroup(self)
        self.stack = QStackedWidget()
        self._captions: dict[str, QLabel] = {}
        for _section in SETTINGS_SECTIONS:
            self.stack.addWidget(QWidget())  # gives way when the section is first shown
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side())
        layout.addWidget(self.stack, 1)

    def _side(self) -> QWidget:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find a setting"))
        self.filter.setAccessibleName(_("Find a setting"))
        self.filter.setClearButtonEnabled(True)
        self.nothing = label(_("No setting is called that."), "muted", wrap=True)
        self.nothing.hide()
        holder = QWidget()
        holder.setObjectName("panel")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        entries = QVBoxLayout(holder)
        entries.setContentsMargins(12, 4, 12, 12)
        entries.setSpacing(2)
        for index, section in enumerate(SETTINGS_SECTIONS):
            if section.group not in self._captions:
                caption = label(_(section.group), "muted")
                caption.setContentsMargins(10, 10, 0, 2)
                self._captions[section.group] = caption
                entries.addWidget(caption)
            button = self._entry(section)
            self.group.addButton(button, index)
            entries.addWidget(button)
        entries.addWidget(self.nothing)
        entries.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields in it take it
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        self._area = area
        side = QWidget()
        side.setObjectName("panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(min(SIDE_MOST, round(SIDE * self.context.theme.scale)))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        above = QHBoxLayout()
        above.setContentsMargins(12, 0, 12, 0)
        above.addWidget(self.filter)
        column.addLayout(above)
        column.addWidget(area, 1)
        return side

    def _entry(self, section: SettingsSection) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "nav")
        button.setText(_(section.name))
        button.setAccessibleName(_(section.name))
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = button.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Ignored)
        button.setSizePolicy(policy)
        set_icon(button, section.icon, "muted", beside=True)
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
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields in it take it
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(holder)
        return area

    def _connect(self) -> None:
        self.group.idClicked.connect(self.show_section)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_found)
        for button in self.group.buttons():
            button.installEventFilter(self)

    def title(self) -> str:
        return _("Settings")

    @property
    def help_heading(self) -> str:
        shown = SETTINGS_SECTIONS[self.stack.currentIndex()]
        return GUIDED.get(shown.code, "Cài đặt")

    def section(self, code: str) -> QWidget:
        """Return the section called ``code``, built when it is new."""
        if code not in self.sections:
            index = index_of(code)
            described = SETTINGS_SECTIONS[index]
            made = described.make(self.context)
            self.sections[code] = made
            gone = self.stack.widget(index)
            self.stack.removeWidget(gone)
            gone.deleteLater()
            self.stack.insertWidget(index, self._framed(_(described.name), made))
            if isinstance(made, BackupsSection):
                made.restore_asked.connect(self.restore_asked)
            if isinstance(made, FoldersSection):
                made.workspace_asked.connect(self.workspace_asked)
        return self.sections[code]

    @property
    def shown(self) -> QWidget | None:
        """The section on screen."""
        return self.sections.get(SETTINGS_SECTIONS[self.stack.currentIndex()].code)

    def show_section(self, index: int) -> None:
        """Show the section at ``index``; what is typed in the one that is left is kept."""
        self._flush()
        section = self.section(SETTINGS_SECTIONS[index].code)
        button = self.group.button(index)
        button.setChecked(True)
        self._area.ensureWidgetVisible(button)
        self.stack.setCurrentIndex(index)
        show = getattr(section, "reload", None)
        if show is not None:
            show()

    def show_named(self, code: str) -> None:
        """Show the section called ``code``."""
        self.show_section(index_of(code))

    def show_filter(self, wanted: object) -> None:
        if isinstance(wanted, str):
            self.show_named(wanted)

    def give_focus(self) -> None:
        self.group.checkedButton().setFocus()

    def refresh(self) -> None:
        self.show_section(self.stack.currentIndex())

    def may_close(self) -> bool:
        self._flush()
        return True

    def _flush(self) -> None:
        keep = getattr(self.shown, "flush", None)
        if keep is not None:
            keep()

    def _on_filter(self, text: str) -> None:
        found = set()
        for index, section in enumerate(SETTINGS_SECTIONS):
            fits = section.fits(text)
            self.group.button(index).setVisible(fits)
            if fits:
                found.add(section.group)
        for group, caption in self._captions.items():
            caption.setVisible(group in found)
        self.nothing.setVisible(not found)

    def _on_found(self) -> None:
        for index, section in enumerate(SETTINGS_SECTIONS):
            if section.fits(self.filter.text()):
                self.show_section(index)
                self.group.button(index).setFocus()
                return

    def hideEvent(self, event: QHideEvent) -> None:
        self._flush()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and Down go through the sections, as in a list.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self._go(step)
                return True
        return super().eventFilter(watched, event)

    def _go(self, step: int) -> None:
        seen = [i for i, s in enumerate(SETTINGS_SECTIONS) if s.fits(self.filter.text())]
        now = self.stack.currentIndex()
        later = [i for i in seen if (i - now) * step > 0]
        if later:
            target = min(later) if step > 0 else max(later)
            self.show_section(target)
            self.group.button(target).setFocus()
