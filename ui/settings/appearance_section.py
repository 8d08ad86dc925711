"""Settings: light or dark, text size, language, printing font, the person's name."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import LANGUAGES, _
from papidesk.settings import TEXT_SIZES
from ui.context import Context
from ui.failures import show_failure
from ui.theme import Mode
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import label

MODES: tuple[Mode, ...] = ("system", "light", "dark")


class AppearanceSection(QWidget):
    """What a person likes on this computer."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._build()
        self._connect()

    def _build(self) -> None:
        names = {"system": _("As the computer"), "light": _("Light"), "dark": _("Dark")}
        self.mode = ChoiceField(_("Colours"), [(mode, names[mode]) for mode in MODES])
        self.text_size = ChoiceField(
            _("Text size"), [(str(size), f"{size} %") for size in TEXT_SIZES]
        )
        self.language = ChoiceField(_("Language of the window"), list(LANGUAGES.items()))
        self.real_times = QCheckBox(_("Print with this computer's own Times New Roman"))
        self.real_times.setToolTip(
            _("Where it is not installed, the font that comes with the program is used: same size.")
        )
        self.who = LineField(_("Your name (written beside every change)"))
        self.note = label(_("The language applies at the next start."), "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for field in (self.mode, self.text_size, self.language):
            field.setMaximumWidth(round(360 * self.context.theme.scale))
            layout.addWidget(field)
        layout.addWidget(self.note)
        layout.addWidget(self.real_times)
        self.who.setMaximumWidth(round(360 * self.context.theme.scale))
        layout.addWidget(self.who)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.mode.changed.connect(self._on_changed)
        self.text_size.changed.connect(self._on_changed)
        self.language.changed.connect(self._on_changed)
        self.real_times.clicked.connect(self._on_changed)
        self.who.left.connect(self._on_changed)

    def reload(self) -> None:
        """Show the preferences."""
        settings = self.context.settings
        self.mode.show_value(settings.theme)
        self.text_size.show_value(str(settings.text_size))
        self.language.show_value(settings.language)
        self.real_times.setChecked(settings.real_times)
        self.who.show_value(settings.who)

    def _on_changed(self) -> None:
        mode = next(mode for mode in MODES if mode == self.mode.value())
        size = int(self.text_size.value())
        try:
            self.context.change_settings(
                theme=mode,
                text_size=size,
                language=self.language.value(),
                real_times=self.real_times.isChecked(),
                who=self.who.value(),
            )
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
        self.context.theme.wear(mode, size)
