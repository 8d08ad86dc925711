"""Live figures of the open document: what each is, what is behind it, and which have a problem."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from papidesk.domain.document import Document
from papidesk.domain.figures import parse_ref, refs
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import figures
from ui.context import Context
from ui.editor.figure_dialog import counter_of
from ui.editor.session import EditorSession
from ui.editor.surface_figures import FigureSurface
from ui.failures import sentence_of
from ui.reports.behind import Behind


class FigureBehind(QObject):
    """Answers what a figure of the text is and opens the entries it was counted from."""

    document_asked = Signal(str)

    def __init__(
        self, context: Context, session: EditorSession, surface: FigureSurface, window: QWidget
    ) -> None:
        super().__init__(window)
        self._context, self._session = context, session
        self._tips: dict[str, str] = {}
        self.behind = Behind(context, window)
        self.behind.closed.connect(surface.setFocus)
        self.behind.document_asked.connect(self.document_asked)
        surface.figure_tip = self.tip
        surface.figure_activated.connect(self.show)
        for changed in (context.log_changed, context.catalogues_changed, session.opened):
            changed.connect(self._on_changed)
        context.log_changed.connect(session.refresh_figures)
        context.catalogues_changed.connect(session.refresh_figures)

    def show(self, ref: str) -> None:
        """Open what is behind the figure ``ref``; say why there is nothing to open."""
        store = self._context.workspace.store
        problem = self.problem(ref)
        named = parse_ref(ref)
        asked = figures.query_of(store, ref) if named is not None else None
        counter = counter_of(self._context, named.counter) if named is not None else None
        if counter is None or asked is None:
            self._context.ask.tell(self.behind.parent(), problem)  # type: ignore[arg-type]
            return
        found = figures.figure(store, counter.code, asked)
        self.behind.show(counter, asked, carried=found.carried)

    def tip(self, ref: str) -> str:
        """Return counter, window, and how many entries are behind the figure ``ref``."""
        if ref not in self._tips:
            try:
                self._tips[ref] = self._tip(ref)
            except PapiDeskError as error:
                self._tips[ref] = sentence_of(error)
        return self._tips[ref]

    def _tip(self, ref: str) -> str:
        store = self._context.workspace.store
        named = parse_ref(ref)
        asked = figures.query_of(store, ref)
        problem = self.problem(ref)
        if named is None or asked is None:
            return problem
        counter = counter_of(self._context, named.counter)
        if counter is None:
            return problem
        count = figures.figure(store, counter.code, asked).entries
        days = f"{asked.since:%d/%m/%Y} – {asked.until:%d/%m/%Y}"
        entries = ngettext("{count} entry behind it", "{count} entries behind it", count)
        lines = [figures.label(ref, store), f"{days} · {entries.format(count=count)}"]
        document = self._session.document
        if document is not None and document.frozen:
            now = figures.value(store, ref)
            lines.append(_("As it was when the document was issued; now {value}").format(value=now))
        if problem:
            lines.append(problem)
        read_only = not self._session.editable
        lines.append(
            _("A click shows the entries") if read_only else _("Ctrl and a click show the entries")
        )
        return "\n".join(lines)

    def name(self, ref: str) -> str:
        """Return how the figure ``ref`` is called."""
        return figures.label(ref, self._context.workspace.store)

    def problem(self, ref: str) -> str:
        """Return what is wrong with the figure ``ref``; "" for nothing."""
        named = parse_ref(ref)
        if named is None:
            return _("This figure has a name nobody can read: “{ref}”.").format(ref=ref)
        store = self._context.workspace.store
        asked = figures.query_of(store, ref)
        if asked is None:
            return _(
                "The period or the duty of this figure is not there any more. It keeps the number "
                "it shows; choose the figure anew."
            )
        counter = counter_of(self._context, named.counter)
        if counter is None:
            return _(
                "There is no counter “{code}” any more. The number stays as it is; choose another "
                "counter or write it as text."
            ).format(code=named.counter)
        until = counter.validity.until
        if until is not None and until < min(asked.until, datetime.date.today()):
            return _("The counter ended on {day}: later entries are not counted.").format(
                day=f"{until:%d/%m/%Y}"
            )
        return ""

    def problems(self, document: Document) -> list[tuple[str, str]]:
        """Return the names of figures with a problem, and the problem, in reading order."""
        if document.frozen:
            return []
        found = ((ref, self.problem(ref)) for ref in refs(document))
        return [(ref, said) for ref, said in found if said]

    def _on_changed(self) -> None:
        self._tips.clear()
