"""The document on screen: what was changed, when it is kept, its printed pages and its findings."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from papidesk.checking.finding import Finding
from papidesk.domain.document import Document
from papidesk.domain.glossary import Judging
from papidesk.domain.life import READ_ONLY_STATES
from papidesk.domain.office import Office
from papidesk.domain.office_history import as_of
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, current_language
from papidesk.workflow import documents, glossary, offices, workspaces
from papidesk.workflow.checks import Checked
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import sentence_of, show_failure

if TYPE_CHECKING:
    from papidesk.printing.render import BlockPlace, Printed
    from papidesk.workflow.previews import Judged, Refused, Shown
    from ui.editor.preview import PreviewProcess

FOLLOW = 120  # ms of quiet before page and findings follow
KEEP = 1000  # ms of quiet before a change is saved


class DocumentSession(QObject):
    """Holds one open document; tabs read it from here and change it here."""

    opened = Signal()
    replaced = Signal()  # undone, mended: what tabs show of it is to be shown anew
    edited = Signal()
    kept = Signal()
    pdf_ready = Signal(bytes)
    pdf_failed = Signal(str)
    checked = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._document: Document | None = None
        self._stored: Document | None = None
        self._office = offices.current(context.workspace.store)
        self._judging = glossary.judging(context.workspace.store)
        self._edition = 0
        self._drawing = False
        self._again = False
        # What could not be kept: it is told once, not with every field that is left.
        self._refused: Document | None = None
        self._touched = False  # changed since it was opened, kept or not
        self._process: PreviewProcess | None = None
        self.checked_state: Checked | None = None
        self.pdf = b""
        self._pdf_edition = -1
        self.page_count = 0
        self.places: tuple[BlockPlace, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP)

    def _connect(self) -> None:
        self._follow.timeout.connect(self._on_follow)
        self._keep.timeout.connect(self._on_keep)
        self._context.office_changed.connect(self._on_office_changed)

    @property
    def document(self) -> Document | None:
        """The open document with its unsaved changes; None when none is open."""
        return self._document

    @property
    def unsaved(self) -> bool:
        """Tell whether there are changes that are not stored."""
        return self._document is not None and self._document != self._stored

    @property
    def editable(self) -> bool:
        """Tell whether the document may be changed: issued ones and those that wait may not."""
        return self._document is not None and is_open(self._document)

    @property
    def office(self) -> Office:
        """The office that writes, as it was on the day of the document: today without one."""
        day = self._document.date.date if self._document is not None else None
        return as_of(self._office, day or datetime.date.today())

    def use_process(self, process: PreviewProcess) -> None:
        """Have pages and findings made in ``process`` whenever it is ready."""
        self._process = process
        process.shown.connect(self._on_process_shown)
        process.refused.connect(self._on_process_refused)
        process.judged.connect(self._on_process_judged)
        process.fell.connect(self._on_process_fell)

    def open(self, id: str) -> None:
        """Keep what is open and open the document ``id``; raises what storing refuses with."""
        self.flush()
        self._take(documents.get(self._context.workspace.store, id))

    def close(self) -> None:
        """Keep what is open and show nothing."""
        self.flush()
        self._take(None)

    def change(self, **fields: object) -> None:
        """Change head fields of the open document."""
        if self._document is None or not self.editable:
            return
        changed = replace(self._document, **fields)
        if changed != self._document:
            self._edit(changed)

    def mend(self, finding: Finding) -> None:
        """Apply the safe fix of ``finding`` and keep the result at once."""
        if self._document is None or not self.editable:
            return
        from papidesk.workflow.checks import apply_fix

        try:
            mended = apply_fix(self._document, finding)
        except PapiDeskError as error:
            show_failure(self._context.ask, None, error)
            return
        before = self._document
        self._put(mended)
        if mended != before:
            self._context.happened.emit(_("Mended"), partial(self._put_back, before))

    def _put(self, document: Document) -> None:
        """Take ``document`` for the open one and keep it at once."""
        self._edit(document)
        self.flush()
        self.opened.emit()

    def _put_back(self, before: Document) -> None:
        open_now = self._document
        if open_now is not None and open_now.id == before.id and self.editable:
            self._put(before)

    def flush(self) -> bool:
        """Keep unsaved changes now; return whether nothing is left unsaved."""
        self._keep.stop()
        if self._document is None or not self.unsaved:
            return True
        if self._refused is self._document:
            return False
        try:
            stored = documents.save(
                self._context.workspace.store, self._document, who=self._context.who
            )
        except PapiDeskError as error:
            self._refused = self._document
            self._context.tell_saved("failed")
            show_failure(self._context.ask, None, error)
            return False
        self._document = self._stored = stored
        self._context.tell_saved("saved")
        self.kept.emit()
        return True

    def present_pdf(self) -> bytes:
        """Return the PDF of the text as it is now; b"" while it is not made."""
        return self.pdf if self._pdf_edition == self._edition else b""

    def draw_again(self) -> None:
        """Make pages and findings anew of the text as it is."""
        self._on_follow()

    def rest(self) -> None:
        """Keep what was typed: a field was left."""
        self.flush()

    def reload(self) -> None:
        """Read the open document anew after it was changed elsewhere."""
        if self._document is not None:
            self._take(documents.get(self._context.workspace.store, self._document.id))

    def discard(self) -> None:
        """Let go of the open document without keeping it: it was deleted."""
        self._take(None)

    def _take(self, document: Document | None) -> None:
        self._keep.stop()
        self._follow.stop()
        self._document = self._stored = document
        self._edition += 1
        self.checked_state, self.pdf, self.places, self.page_count = None, b"", (), 0
        self._touched = False
        self.opened.emit()
        if document is not None:
            self._on_follow()

    def _edit(self, document: Document) -> None:
        self._document = document
        self._edition += 1
        self._touched = True
        self._context.tell_saved("waiting")
        self._follow.start()
        self._keep.start()
        self.edited.emit()

    def _on_office_changed(self) -> None:
        self._office = offices.current(self._context.workspace.store)
        self._judging = glossary.judging(self._context.workspace.store)

    def _on_keep(self) -> None:
        self.flush()

    def _on_follow(self) -> None:
        self._follow.stop()
        if self._document is None or self._by_process(self._document):
            return
        if self._drawing:
            # One drawing at a time; the last edition is drawn when this one is done.
            self._again = True
            return
        self._drawing = True
        edition, document = self._edition, self._document
        run_task(
            self,
            partial(_print, self._context, document),
            jobs=self._context.jobs,
            done=partial(self._on_printed, edition),
            failed=partial(self._on_not_printed, edition),
            page=True,
        )
        self._check_in_thread(edition, document)

    def _by_process(self, document: Document) -> bool:
        """Have the pages made by the process; return False when there is none to do it."""
        if self._process is None or document.frozen:
            # What is issued is shown as the file it was frozen as, which only the store has.
            return False
        from papidesk.workflow.previews import Asked

        asked = Asked(
            edition=self._edition,
            document=document,
            office=self.office,
            judging=self._judging,
            language=current_language(),
            check=self._touched,
        )
        if not self._process.ask(asked):
            return False
        if not self._touched:
            # An import nobody changed is judged by its lines, which only the store has.
            self._check_in_thread(self._edition, document)
        return True

    def _check_in_thread(self, edition: int, document: Document) -> None:
        run_task(
            self,
            partial(
                _check, self._context, document, self.office, self._judging, unsaved=self.unsaved
            ),
            jobs=self._context.jobs,
            done=partial(self._on_checked, edition),
            failed=self._on_not_checked,
        )

    def _on_process_shown(self, shown: Shown) -> None:
        if shown.edition == self._edition:
            from papidesk.workflow.previews import places_of

            self._show_pages(shown.pdf, shown.pages, places_of(shown))

    def _on_process_refused(self, refused: Refused) -> None:
        if refused.edition == self._edition:
            self.pdf_failed.emit(refused.sentence)

    def _on_process_judged(self, judged: Judged) -> None:
        self._on_checked(judged.edition, judged.checked)

    def _on_process_fell(self, edition: int) -> None:
        if edition == self._edition and self._document is not None:
            self.pdf_failed.emit(
                _(
                    "The page could not be made this time. Your text is safe; the page is made "
                    "again with the next change."
                )
            )

    def _show_pages(self, pdf: bytes, pages: int, places: tuple[BlockPlace, ...]) -> None:
        self.pdf, self.page_count, self.places = pdf, pages, places
        self._pdf_edition = self._edition
        self.pdf_ready.emit(pdf)

    def _on_printed(self, edition: int, printed: Printed) -> None:
        self._drawn()
        if edition == self._edition:
            self._show_pages(printed.pdf, printed.pages, printed.places)
        self._next()

    def _on_not_printed(self, edition: int, error: Exception) -> None:
        self._drawn()
        if edition == self._edition:
            self.pdf_failed.emit(sentence_of(error))
        self._next()

    def _drawn(self) -> None:
        self._drawing = False

    def _next(self) -> None:
        if self._again:
            self._again = False
            self._on_follow()

    def _on_checked(self, edition: int, checked: Checked) -> None:
        if edition == self._edition:
            self.checked_state = checked
            self.checked.emit()

    def _on_not_checked(self, error: Exception) -> None:
        show_failure(self._context.ask, None, error)


def is_open(document: Document) -> bool:
    """Tell whether a document may be written in: not issued, cancelled or before a decision."""
    return not (
        document.frozen or document.state == "cancelled" or document.state in READ_ONLY_STATES
    )


def _print(context: Context, document: Document, job: Job) -> Printed:
    from papidesk.workflow import papers

    job.step(0, 1)
    if not document.frozen:
        return papers.printed(document)
    with workspaces.open_store(context.workspace) as store:
        return papers.printed_of(store, document)


def _check(
    context: Context,
    document: Document,
    office: Office,
    judging: Judging,
    job: Job,
    *,
    unsaved: bool,
) -> Checked:
    from papidesk.workflow.checks import check_document

    job.step(0, 1)
    if unsaved:
        return check_document(document, office, judging=judging)
    # An import nobody changed is judged by its lines as they were written.
    with workspaces.open_store(context.workspace) as store:
        reading = documents.reading_of(store, document.id)
    return check_document(document, office, reading=reading, judging=judging)
