"""The versions of an entry of a catalogue: who changed what when, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.record import Record
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.workflow import catalogues
from papidesk.workflow.catalogue_entries import CatalogueVersion
from ui.context import Context
from ui.settings.catalogue_words import lines_of
from ui.settings.records_model import RecordsModel
from ui.settings.share_table import ShareTable
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.words import local_time

TITLES = (N_("Version"), N_("When"), N_("Who"), N_("What changed"))


class VersionsDialog(QDialog):
    """A table of versions with what each changed; ``chosen`` is the one to go back to."""

    chosen = Signal(object)  # CatalogueVersion

    def __init__(self, context: Context, kind: str, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        store = context.workspace.store
        self.versions = catalogues.history(store, kind, code)
        self._now = catalogues.entries.find(store, kind, code)
        self._ours = catalogues.entries.ours(kind).get(code)
        title = catalogues.KINDS[kind].title
        named = next((one.record for one in self.versions if one.record is not None), self._now)
        self._build(context, title(named) if named is not None else code)
        self._on_row()

    def _build(self, context: Context, name: str) -> None:
        self.setWindowTitle(_("Versions"))
        letter = self.fontMetrics()
        self.resize(min(1000, letter.averageCharWidth() * 112), min(600, letter.lineSpacing() * 26))
        self.model = RecordsModel(TITLES)
        self.table = ShareTable(context.theme, _("Versions"), (90, 150, 180, 460))
        self.table.setModel(self.model)
        self.model.show([self._cells(place) for place in range(len(self.versions))],
                        [one.record is None for one in self.versions])  # fmt: skip
        self.changes = label("", wrap=True)
        self.restore = push_button(_("Restore this version"), "restore", "primary")
        self.restore.clicked.connect(self._on_restore)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(name, "section-title", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.changes)
        layout.addWidget(buttons)
        if self.versions:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _cells(self, place: int) -> tuple[str, ...]:
        one = self.versions[place]
        changed = "; ".join(self._changed(place)) or _("entered")
        return (
            str(one.version),
            f"{local_time(one.saved_at):%H:%M %d/%m/%Y}",
            one.saved_by,
            changed,
        )

    def _changed(self, place: int) -> list[str]:
        """Return what a version changed of the one before it, a line a field."""
        one = self.versions[place]
        if one.damaged:
            return [_("damaged: it cannot be read")]
        if one.record is None:
            as_ours = _("as the program has it again")
            return [as_ours if self._ours is not None else _("removed")]
        before: Record | None = self._ours
        if place + 1 < len(self.versions):
            before = self.versions[place + 1].record or self._ours
        if before is None:
            return []
        return _differences(before, one.record)

    def _on_row(self) -> None:
        row = self.table.currentIndex().row()
        one = self.versions[row] if 0 <= row < len(self.versions) else None
        record = one.record if one is not None else None
        if record is not None:
            lines = [f"{name}: {text}" for name, text in lines_of(record).items()]
            self.changes.setText("\n".join(lines))
        else:
            self.changes.setText("")
        self.restore.setEnabled(one is not None and not one.damaged and self._differs(one))

    def _differs(self, one: CatalogueVersion) -> bool:
        wanted = one.record if one.record is not None else self._ours
        before = lines_of(self._now) if self._now is not None else None
        return (lines_of(wanted) if wanted is not None else None) != before

    def _on_restore(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.versions):
            self.chosen.emit(self.versions[row])
            self.accept()


def _differences(before: Record, after: Record) -> list[str]:
    old, new = lines_of(before), lines_of(after)
    found = []
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            found.append(f"{name}: {old.get(name) or '–'} → {new.get(name) or '–'}")
    return found or [_("place in the list")]
