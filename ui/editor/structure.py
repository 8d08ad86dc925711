"""Moving sections and keeping annexes: what the outline does to the document."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from papidesk.domain import sections
from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Annex, Document
from papidesk.domain.record import replace
from papidesk.i18n import _
from ui.context import Context
from ui.editor.annex_dialog import AnnexDialog
from ui.editor.history import Spot
from ui.editor.outline_panel import OutlinePanel, annex_label, menu_action
from ui.editor.outline_tree import BODY, Entry
from ui.editor.session import EditorSession
from ui.editor.stories import Stories, blocks_of, story_name
from ui.editor.story_places import Selection, at


class Structure(QObject):
    """Carries out what is asked of the outline, each as one step that can be undone."""

    def __init__(
        self, context: Context, session: EditorSession, stories: Stories, outline: OutlinePanel
    ) -> None:
        super().__init__(outline)
        self._context, self._session = context, session
        self._stories, self._outline = stories, outline
        tree = outline.tree
        tree.picked.connect(self.go_to)
        tree.section_moved.connect(self.move_section)
        tree.annex_moved.connect(self.move_annex)
        tree.step_asked.connect(self.step)
        tree.level_asked.connect(self.change_level)
        tree.removal_asked.connect(self._on_removal)
        tree.change_asked.connect(self._on_change_asked)
        outline.add_annex.clicked.connect(self.add_annex)
        outline.menu_asked.connect(self._on_menu)

    @property
    def _window(self) -> QWidget:
        return self._outline.window()

    def go_to(self, entry: Entry) -> None:
        """Put the cursor where ``entry`` begins."""
        self._stories.show_annex(entry.story)
        document = self._session.document
        first = entry.section.first if entry.section is not None else 0
        if document is not None and first < len(blocks_of(document, entry.story)):
            self._stories.select(at(first))

    # Sections

    def move_section(self, entry: Entry, before: int, level: int) -> None:
        """Move a section before block ``before`` of its story, its heading at ``level``."""
        document = self._session.document
        if document is None or entry.section is None or not self._session.editable:
            return
        blocks = blocks_of(document, entry.story)
        first = entry.section.first
        scheme = document.scheme if entry.story == BODY else document.annexes[entry.story].scheme
        moved = sections.move(blocks, first, before, level, scheme)
        if moved == blocks:
            return
        # Where the heading stands now, to go there and to come back on undo.
        length = entry.section.last - first
        inside = first <= before <= entry.section.last
        now = first if inside else before if before < first else before - length
        story = story_name(entry.story)
        self._stories.show_annex(entry.story)
        spot = Spot(story, Selection.of(at(now)))
        changed = _with_blocks(document, entry.story, moved)
        self._session.history.close_step()
        self._session.take(changed, before=Spot(story, Selection.of(at(first))), after=spot)
        self._session.show_again(spot)
        self._outline.show_document(self._session.document)
        self._outline.mark(entry.story, now)

    def change_level(self, entry: Entry, change: int) -> None:
        """Move a section a level higher (-1) or lower (1), where it stands."""
        if entry.section is not None and entry.section.level + change >= 1:
            self.move_section(entry, entry.section.first, entry.section.level + change)

    def step(self, entry: Entry, upwards: bool) -> None:
        """Move a section or an annex one place up or down."""
        document = self._session.document
        if document is None or not self._session.editable:
            return
        if entry.section is None:
            if upwards and entry.story > 0:
                self.move_annex(entry.story, entry.story - 1)
            elif not upwards and entry.story + 1 < len(document.annexes):
                self.move_annex(entry.story, entry.story + 2)
            return
        found = self._outline.entries_of(entry.story)
        index = next((i for i, one in enumerate(found) if one.first == entry.section.first), -1)
        if index < 0:
            return
        blocks = blocks_of(document, entry.story)
        step = sections.step_up if upwards else sections.step_down
        before = step(blocks, found, index)
        if before is not None:
            self.move_section(entry, before, entry.section.level)

    # Annexes

    def add_annex(self, landscape: bool = False) -> None:
        """Ask for a new annex and add it at the end."""
        document = self._session.document
        if document is None or not self._session.editable:
            return
        self._ask(
            document, Annex(landscape=bool(landscape)), _("Add an annex"), self._on_annex_added
        )

    def change_annex(self, index: int) -> None:
        """Ask for the title, paper, numbering and kind of an annex."""
        document = self._session.document
        if document is not None and self._session.editable:
            self._ask(
                document, document.annexes[index], _("Change the annex"),
                partial(self._on_annex_changed, index),
            )  # fmt: skip

    def remove_annex(self, index: int) -> None:
        """Take an annex away; the toast brings it back."""
        document = self._session.document
        if document is None or not self._session.editable:
            return
        annexes = document.annexes
        name = annex_label(annexes, index)
        kept = (*annexes[:index], *annexes[index + 1 :])
        self._stories.show_annex(BODY)
        self._session.change_annexes(kept, before=Spot(story_name(index)), after=Spot("body"))
        self._outline.show_document(self._session.document)
        said = _("“{name}” was taken away").format(name=name)
        self._context.happened.emit(said, self._session.way_back())

    def move_annex(self, index: int, before: int) -> None:
        """Put an annex before annex ``before``, the number of annexes for the end."""
        document = self._session.document
        if document is None or not self._session.editable:
            return
        annexes = list(document.annexes)
        moved = annexes.pop(index)
        now = before if before < index else before - 1
        annexes.insert(now, moved)
        self._stories.show_annex(BODY)
        self._session.change_annexes(
            tuple(annexes), before=Spot(story_name(index)), after=Spot(story_name(now))
        )
        self._outline.show_document(self._session.document)
        self._outline.mark(now, 0)

    def _ask(self, document: Document, annex: Annex, title: str, then: object) -> None:
        dialog = AnnexDialog(document, annex, title, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.answered.connect(then)
        dialog.open()

    def _on_annex_added(self, annex: Annex) -> None:
        document = self._session.document
        if document is None:
            return
        annex = replace(annex, blocks=annex.blocks or (Paragraph(),))
        index = len(document.annexes)
        self._session.change_annexes(
            (*document.annexes, annex), before=Spot("body"), after=Spot(story_name(index))
        )
        self._outline.show_document(self._session.document)
        self._stories.select(at(0))

    def _on_annex_changed(self, index: int, annex: Annex) -> None:
        document = self._session.document
        if document is None or index >= len(document.annexes):
            return
        changed = replace(annex, blocks=document.annexes[index].blocks)
        annexes = document.annexes
        spot = Spot(story_name(index))
        self._session.change_annexes(
            (*annexes[:index], changed, *annexes[index + 1 :]), before=spot, after=spot
        )
        if self._stories.annex == index:
            self._stories.show_now()
        self._outline.show_document(self._session.document)

    def _on_change_asked(self, entry: Entry) -> None:
        self.change_annex(entry.story)

    # The context menu

    def _on_removal(self, entry: Entry) -> None:
        if entry.section is None:
            self.remove_annex(entry.story)

    def _on_menu(self, entry: Entry | None, menu: QMenu) -> None:
        if not self._session.editable:
            return
        if entry is not None:
            for text, upwards in (
                (_("Move up (Alt+Up)"), True),
                (_("Move down (Alt+Down)"), False),
            ):
                menu_action(menu, text).triggered.connect(partial(self.step, entry, upwards))
        if entry is not None and entry.section is not None:
            self._level_menu(entry, menu)
        if entry is not None and entry.section is None:
            change = menu_action(menu, _("Title, paper, numbering… (F2)"))
            change.triggered.connect(partial(self.change_annex, entry.story))
            remove = menu_action(menu, _("Take the annex away (Delete)"))
            remove.triggered.connect(partial(self.remove_annex, entry.story))
        menu.addSeparator()
        for text, turned in ((_("Add an annex…"), False), (_("Add a turned annex…"), True)):
            menu_action(menu, text).triggered.connect(partial(self.add_annex, turned))

    def _level_menu(self, entry: Entry, menu: QMenu) -> None:
        assert entry.section is not None
        for text, change in (
            (_("One level higher (Alt+Left)"), -1), (_("One level lower (Alt+Right)"), 1),
        ):  # fmt: skip
            action = menu_action(menu, text)
            action.setEnabled(entry.section.level + change >= 1)
            action.triggered.connect(partial(self.change_level, entry, change))


def _with_blocks(document: Document, annex: int, blocks: tuple[object, ...]) -> Document:
    if annex == BODY:
        return replace(document, blocks=blocks)
    annexes = document.annexes
    changed = replace(annexes[annex], blocks=blocks)
    return replace(document, annexes=(*annexes[:annex], changed, *annexes[annex + 1 :]))
