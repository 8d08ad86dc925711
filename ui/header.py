"""The strip at the top: page title, year, search, state of saving, the page's primary action."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from papidesk.i18n import _
from ui.icons import set_icon
from ui.theme import Theme
from ui.widgets.labels import label, restyle

PAUSE = 150  # ms of no typing before the list follows


class Header(QWidget):
    """Shows where one is and takes what one looks for."""

    search_changed = Signal(str)
    year_changed = Signal(object)  # int, or None for all years
    left = Signal()  # the search box, for the list
    palette_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._year: int | None = None
        self._every_year = True
        self._extra: list[QWidget] = []
        self._build()
        self._connect()
        self._on_theme_changed()

    def _build(self) -> None:
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label("", "page-title")
        self.year = QToolButton()
        self.year.setProperty("kind", "chip")
        self.year.setProperty("menued", True)
        self.year.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.year.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.year.setMenu(QMenu(self.year))
        self.year.setAccessibleName(_("Year"))
        self._years = QActionGroup(self)
        self.state = label("")
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setAccessibleName(_("Search"))
        self.search.setPlaceholderText(_("Filter the list, with or without marks…  Ctrl+F"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(200)
        sign = QAction(self.search)
        set_icon(sign, "search", "muted")
        self.search.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self.palette_button = QToolButton()
        self.palette_button.setProperty("kind", "chip")
        self.palette_button.setText("Ctrl+K")
        self.palette_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.palette_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.palette_button.setToolTip(_("Find any document, command or setting (Ctrl+K)"))
        self.palette_button.setAccessibleName(self.palette_button.toolTip())
        set_icon(self.palette_button, "command", "muted", beside=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(20, 8, 20, 8)
        self._layout.setSpacing(16)
        self._layout.addWidget(self.title)
        self._layout.addWidget(self.year)
        self._layout.addWidget(self.state)
        self._layout.addStretch(1)
        self._layout.addWidget(self.search, 2)
        self._layout.addWidget(self.palette_button)

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.palette_button.clicked.connect(self.palette_asked)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._on_return)
        self._pause.timeout.connect(self._on_paused)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.search)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._on_escape)
        self._years.triggered.connect(self._on_year_chosen)

    def show_page(
        self,
        title: str,
        extra: list[QWidget],
        *,
        searchable: bool,
        yearly: bool = False,
        every_year: bool = True,
    ) -> None:
        """Show the title and the primary action of a page, and what it can be narrowed by.

        A page that is not searchable leaves the room to the button of the palette.
        """
        self._every_year = every_year
        self.title.setText(title)
        for widget in self._extra:
            widget.hide()
        for widget in extra:
            if widget not in self._extra:
                self._layout.addWidget(widget)
                self._extra.append(widget)
            widget.show()
        self.search.setVisible(searchable)
        self.year.setVisible(searchable or yearly)
        wide = _("Find documents, tasks, activities…   Ctrl+K")
        self.palette_button.setText("Ctrl+K" if searchable else wide)
        self._show_year()

    @property
    def shown_year(self) -> int | None:
        """The year that is chosen, None for all."""
        return self._year

    def show_narrowing(self, text: str, year: int | None) -> None:
        """Show what a page is narrowed to already, telling nobody."""
        blocked = self.search.blockSignals(True)
        self.search.setText(text)
        self.search.blockSignals(blocked)
        self._pause.stop()
        self._year = year
        self._show_year()

    def set_years(self, years: list[int]) -> None:
        """Offer ``years`` and all years together."""
        menu = self.year.menu()
        menu.clear()
        every: list[int | None] = [None] if self._every_year else []
        for year in [*every, *years]:
            action = QAction(self._word(year), menu)
            action.setData(year)
            action.setCheckable(True)
            action.setChecked(year == self._year)
            self._years.addAction(action)
            menu.addAction(action)
        self.year.setText(self._word(self._year))

    def clear(self) -> None:
        """Empty the search box and go back to all years, telling nobody."""
        self.show_narrowing("", None)

    def _show_year(self) -> None:
        self.year.setText(self._word(self._year))
        narrowed = self._every_year and self._year is not None
        self.year.setProperty("active", "true" if narrowed else "false")
        restyle(self.year)
        for action in self._years.actions():
            action.setChecked(action.data() == self._year)

    def show_saved(self, state: str, at: datetime.datetime | None) -> None:
        """Say how saving went."""
        words = {
            "": "",
            "saving": _("Saving…"),
            "waiting": _("Not saved yet"),
            "failed": _("Not saved"),
            "saved": _("Saved {time}").format(time=f"{at:%H:%M}" if at else ""),
        }
        self.state.setText(words[state])
        self.state.setProperty("kind", "saved" if state == "saved" else "unsaved")
        restyle(self.state)

    def _word(self, year: int | None) -> str:
        return _("All years") if year is None else _("Year {year}").format(year=year)

    def _on_theme_changed(self) -> None:
        self.setMinimumHeight(round(52 * self._theme.scale))
        self.search.setMaximumWidth(round(360 * self._theme.scale))

    def _on_typed(self) -> None:
        self._pause.start()

    def _on_paused(self) -> None:
        self._pause.stop()
        self.search_changed.emit(self.search.text())

    def _on_escape(self) -> None:
        self.search.clear()
        self._on_paused()
        self.left.emit()

    def _on_return(self) -> None:
        self._on_paused()
        self.left.emit()

    def _on_year_chosen(self, action: QAction) -> None:
        self._year = action.data()
        self._show_year()
        self.year_changed.emit(self._year)
