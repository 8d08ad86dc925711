"""The menu that writes catalogues as one file and takes such a file in, after a look."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import catalogues
from papidesk.workflow.catalogue_files import CATALOGUE_SUFFIX, CatalogueImport
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.settings.plan_dialog import PlanDialog, PlanRow
from ui.widgets.buttons import menu_button


class CatalogueFileMenu(QObject):
    """A button with a menu: export this catalogue or all, import."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__()
        self.context, self.kind = context, kind
        self.export = QAction(_("Export this catalogue…"), self)
        self.export_all = QAction(_("Export all catalogues…"), self)
        self.take = QAction(_("Import from a file…"), self)
        self.export.triggered.connect(self._on_export)
        self.export_all.triggered.connect(self._on_export_all)
        self.take.triggered.connect(self._on_take)
        self.button = menu_button(
            _("Share as a file"), "export", [self.export, self.export_all, self.take]
        )

    @property
    def _kinds(self) -> str:
        return _("Catalogues (*{suffix})").format(suffix=CATALOGUE_SUFFIX)

    def _on_export(self) -> None:
        name = _(catalogues.KINDS[self.kind].name)
        self._ask_where(name, self._write_one)

    def _on_export_all(self) -> None:
        self._ask_where(_("Catalogues"), self._write_all)

    def _ask_where(self, name: str, then: object) -> None:
        folder = Path(self.context.settings.last_folder or Path.home())
        self.context.ask.save_file(
            self.button,
            _("Export catalogues"),
            folder / f"{name}{CATALOGUE_SUFFIX}",
            self._kinds,
            then,  # type: ignore[arg-type]
        )

    def _write_one(self, target: Path) -> None:
        self._write(target, (self.kind,))

    def _write_all(self, target: Path) -> None:
        self._write(target, ())

    def _write(self, target: Path, kinds: tuple[str, ...]) -> None:
        try:
            catalogues.export_file(self.context.workspace.store, target, kinds)
        except PapiDeskError as error:
            show_failure(self.context.ask, self.button, error)
            return
        self.context.remember_folder(target.parent)
        self.context.happened.emit(_("Written to {name}").format(name=target.name), None)

    def _on_take(self) -> None:
        folder = self.context.settings.last_folder or str(Path.home())
        self.context.ask.open_file(
            self.button, _("Import catalogues"), folder, self._kinds, self.look_at
        )

    def look_at(self, path: Path) -> None:
        """Show what the file at ``path`` would change."""
        try:
            found = catalogues.read_file(self.context.workspace.store, path)
        except PapiDeskError as error:
            show_failure(self.context.ask, self.button, error)
            return
        self.context.remember_folder(path.parent)
        said = _("From “{name}”").format(name=path.name)
        if found.office:
            said = _("From “{name}”, exported by {office}").format(
                name=path.name, office=found.office
            )
        dialog = PlanDialog(
            self.context.theme,
            rows_of(found),
            title=_("Import catalogues"),
            sentence=said,
            titles=(N_("Catalogue"), N_("Code of the entry"), N_("Name"), N_("Remark")),
            parent=self.button,
        )
        dialog.agreed.connect(lambda: self._take(found))
        dialog.open()

    def _take(self, found: CatalogueImport) -> None:
        store, who = self.context.workspace.store, self.context.who
        try:
            taken = catalogues.take(store, found, who=who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self.button, error)
            return
        self.context.catalogues_changed.emit()

        def back() -> None:
            catalogues.take_back(store, taken, who=who)
            self.context.catalogues_changed.emit()

        count = len(taken.lines)
        said = ngettext("{count} entry taken in", "{count} entries taken in", count)
        self.context.happened.emit(said.format(count=count), back)


def rows_of(found: CatalogueImport) -> list[PlanRow]:
    """Return the lines of a file as rows of the plan."""
    return [
        PlanRow(
            line.state,
            (
                _(catalogues.KINDS[line.kind].name) if line.kind in catalogues.KINDS else line.kind,
                line.code,
                line.title,
                sentence_of(line.problem) if line.problem is not None else "",
            ),
        )
        for line in found.lines
    ]
