"""The panel at the left: outline and annexes, with pages and words below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from papidesk.domain.blocks import Block
from papidesk.domain.document import Annex, Document
from papidesk.domain.kinds import kinds
from papidesk.domain.paper import annex_labels
from papidesk.domain.sections import Section, section_at, sections
from papidesk.i18n import _, ngettext
from ui.editor.outline_known import KnownSections, recounted
from ui.editor.outline_tree import BODY, Entry, OutlineTree
from ui.theme import Theme
from ui.widgets.buttons import tool_button
from ui.widgets.labels import label

PAUSE = 100  # ms: the outline follows typing, not each key


def annex_label(annexes: Sequence[Annex], index: int) -> str:
    """Return an annex as the outline names it: "Phụ lục II. Bảng số liệu".

    A document issued with a decision goes by its kind: "Quy chế. Phối hợp …".
    """
    annex = annexes[index]
    known = kinds().get(annex.kind)
    name = known.title if known else annex_labels(annexes)[index]
    return f"{name}. {annex.title}" if annex.title else name


class OutlinePanel(QWidget):
    """Shows the outline of a document and what can be done with its sections and annexes."""

    hide_asked = Signal()
    menu_asked = Signal(object, object)  # Entry or None, the menu to fill

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._document: Document | None = None
        self._story, self._block = BODY, 0
        # Sections and words of each story, as long as its blocks stay what they were.
        self._known: dict[int, KnownSections] = {}
        self._listed: list[tuple[str, list[Section]]] = []
        self._counted: dict[int, tuple[Sequence[Block], int]] = {}
        self.words = 0
        self._pages = 0
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        self.setObjectName("outlinepanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = OutlineTree(theme)
        self.tree.setAccessibleName(_("Outline"))
        self.add_annex = tool_button(_("Add an annex"), "plus")
        self.hide_button = tool_button(_("Hide the outline (F8)"), "chevron-left")
        self.counts = label("", "muted")
        self.counts.setContentsMargins(16, 8, 8, 12)
        self.counts.setWordWrap(True)
        self.hint = label(
            _("No section yet. Choose a section’s style in the strip above to begin one."),
            "muted",
            wrap=True,
        )
        self.hint.setContentsMargins(16, 4, 12, 4)
        self.hint.hide()
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 6, 4)
        head.setSpacing(0)
        head.addWidget(label(_("Outline"), "strong"), 1)
        head.addWidget(self.add_annex)
        head.addWidget(self.hide_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.hint)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.counts)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._on_paused)
        self.hide_button.clicked.connect(self.hide_asked)
        self.tree.customContextMenuRequested.connect(self._on_menu)

    def follow(self, document: Document | None) -> None:
        """Show ``document`` when typing pauses."""
        self._document = document
        self._pause.start()

    def show_document(self, document: Document | None) -> None:
        """Show ``document`` now."""
        self._document = document
        self._on_paused()

    def mark(self, story: int, block: int) -> None:
        """Mark the section that block ``block`` of a story stands in."""
        self._story, self._block = story, block
        if not self._pause.isActive():
            self._mark()

    def show_pages(self, pages: int) -> None:
        """Say how many pages there are, 0 while that is not known."""
        self._pages = pages
        self._show_counts()

    def entries_of(self, story: int) -> list[Section]:
        """Return the sections of a story as they are now."""
        if self._document is None:
            return []
        if story == BODY:
            blocks, scheme = self._document.blocks, self._document.scheme
        else:
            annex = self._document.annexes[story]
            blocks, scheme = annex.blocks, annex.scheme
        known = self._known.get(story)
        if known is None or not known.holds(blocks, scheme):
            known = KnownSections(blocks, scheme, sections(blocks, scheme))
            self._known[story] = known
        return known.found

    def _on_paused(self) -> None:
        self._pause.stop()
        document = self._document
        lists: list[tuple[str, list[Section]]] = []
        if document is not None:
            lists.append(("", self.entries_of(BODY)))
            for index in range(len(document.annexes)):
                name = annex_label(document.annexes, index)
                lists.append((name, self.entries_of(index)))
        # Lists that stayed are the very same ones: most keys change no heading.
        if len(lists) != len(self._listed) or any(
            new[0] != old[0] or new[1] is not old[1]
            for new, old in zip(lists, self._listed, strict=True)
        ):
            self._listed = lists
            self._show_lists(lists)
        self._mark()
        self._count()

    def _show_lists(self, lists: list[tuple[str, list[Section]]]) -> None:
        entries: list[Entry] = []
        for story, (name, found) in enumerate(lists, start=BODY):
            if story != BODY:
                entries.append(Entry(story, name))
            entries += [Entry(story, each.label, each) for each in found]
        self.tree.show_entries(entries)
        self.hint.setVisible(bool(lists) and not entries)

    def _mark(self) -> None:
        own = [i for i, entry in enumerate(self.tree.entries()) if entry.story == self._story]
        found = [self.tree.entries()[i].section for i in own]
        inside = section_at([each for each in found if each is not None], self._block)
        if self._story == BODY:
            self.tree.mark(own[inside] if inside >= 0 else -1)
        elif own:
            self.tree.mark(own[inside + 1])

    def _count(self) -> None:
        document = self._document
        stories: list[Sequence[Block]] = []
        if document is not None:
            stories = [document.blocks, *(annex.blocks for annex in document.annexes)]
        self.words = sum(self._words_of(i, blocks) for i, blocks in enumerate(stories))
        self._show_counts()

    def _words_of(self, story: int, blocks: Sequence[Block]) -> int:
        before, count = self._counted.get(story, ((), 0))
        if before is not blocks:
            count = recounted(before, blocks, count)
            self._counted[story] = (blocks, count)
        return count

    def _show_counts(self) -> None:
        said = []
        if self._pages:
            said.append(
                ngettext("{count} page", "{count} pages", self._pages).format(count=self._pages)
            )
        number = f"{self.words:,}".replace(",", ".")
        said.append(ngettext("{count} word", "{count} words", self.words).format(count=number))
        self.counts.setText(" · ".join(said))

    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_asked.emit(self.tree.entry_at(place), menu)
        if not menu.isEmpty():
            menu.popup(self.tree.viewport().mapToGlobal(place))


def menu_action(menu: QMenu, text: str) -> QAction:
    """Add an entry to ``menu`` and return it."""
    action = QAction(text, menu)
    menu.addAction(action)
    return action
