"""Settings: how large photos are kept as evidence."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import photo_rule
from papidesk.workflow.photo_rule import PhotoRule, PhotoRuleError
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.widgets.fields import LineField
from ui.widgets.labels import label


class PhotosSection(QWidget):
    """The rule photos are shrunk by when they are attached; what was attached stays as it is."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._build()
        self._connect()

    def _build(self) -> None:
        intro = _(
            "Photos take most of the room of a workspace and of its backups. The place, the time "
            "and the camera are always taken out of a photo that is attached; the file on the disk "
            "stays as it is."
        )
        self.shrink = QCheckBox(_("Make large photos smaller when they are attached"))
        self.longest = LineField(_("Points on the longer side, at most"), "1920")
        self.quality = LineField(_("Quality of the picture, 30 to 95"), "82")
        self.note = label(_("Scans are read best at 2500 points and more."), "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(intro, "muted", wrap=True))
        layout.addWidget(self.shrink)
        for field in (self.longest, self.quality):
            field.setMaximumWidth(round(360 * self.context.theme.scale))
            layout.addWidget(field)
        layout.addWidget(self.note)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.shrink.clicked.connect(self._on_left)
        for field in (self.longest, self.quality):
            field.changed.connect(self._on_changed)
            field.left.connect(self._on_left)

    def reload(self) -> None:
        """Show the rule that holds."""
        rule = photo_rule.photo_rule(self.context.workspace.store)
        self.shrink.setChecked(rule.shrink)
        self.longest.show_value(str(rule.longest))
        self.quality.show_value(str(rule.quality))
        self._on_changed()

    def flush(self) -> None:
        """Keep what is being typed."""
        self._on_left()

    def _typed(self) -> PhotoRule | None:
        """Return the rule as typed; None, with what is wrong beside the field, for none."""
        numbers = []
        for field, name in ((self.longest, "longest"), (self.quality, "quality")):
            text = field.value().replace(".", "")
            number = int(text) if text.isdecimal() and len(text) < 7 else -1
            try:
                photo_rule.check(PhotoRule(**{name: number}))
            except PhotoRuleError as error:
                field.show_problem(sentence_of(error))
            else:
                field.show_problem("")
                numbers.append(number)
        if len(numbers) < 2:
            return None
        return PhotoRule(shrink=self.shrink.isChecked(), longest=numbers[0], quality=numbers[1])

    def _on_changed(self) -> None:
        self._typed()
        for field in (self.longest, self.quality):
            field.setEnabled(self.shrink.isChecked())

    def _on_left(self) -> None:
        self._on_changed()
        rule = self._typed()
        store = self.context.workspace.store
        if rule is None or rule == photo_rule.photo_rule(store):
            return
        try:
            photo_rule.set_photo_rule(store, rule, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.context.tell_saved("saved")
