"""Undo to the start of the session: grouped in steps, over head fields, annexes and tables."""

from __future__ import annotations

from PySide6.QtCore import Qt

from papidesk.domain.blocks import Heading, Paragraph
from papidesk.domain.document import Annex, Document
from papidesk.domain.record import replace
from tests.ui.editor.conftest import ShowStory
from tests.ui.editor.surfaces import (
    CONTROL,
    STORY,
    assert_true_to_its_blocks,
    compose,
    press,
    texts,
    write,
)
from ui.editor.history import BODY, EditorHistory, Spot

Key = Qt.Key


def _undone(surface: object, steps: int) -> list[str]:
    for _ in range(steps):
        surface.undo()  # type: ignore[attr-defined]
    return texts(surface)  # type: ignore[arg-type]


def test_each_word_is_one_step(show_story: ShowStory) -> None:
    surface = show_story([Paragraph()])
    write(surface, "xã An Hòa")

    seen = [texts(surface)[0]]
    while surface.can_undo:
        surface.undo()
        seen.append(texts(surface)[0])
    assert seen == ["xã An Hòa", "xã An ", "xã ", ""]


def test_a_pause_ends_a_step() -> None:
    now = [0.0]
    history = EditorHistory(Document(), clock=lambda: now[0])
    for text, at in (("a", 0.0), ("ab", 0.4), ("abc", 5.0)):
        now[0] = at
        history.note(replace(history.document, abstract=text), group="field")
    history.undo()
    assert history.document.abstract == "ab"
    history.undo()
    assert history.document.abstract == ""


def test_a_moved_caret_ends_a_step(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="ab")])
    surface.go_to(0, 2)
    write(surface, "c")
    press(surface, Key.Key_Home)
    write(surface, "x")
    assert _undone(surface, 1) == ["abc"]


def test_a_composition_is_never_cut_into_steps(show_story: ShowStory) -> None:
    surface = show_story([Paragraph()])
    compose(surface, "t", "to", "toà", commit="tòa")
    compose(surface, "n", commit="nhà")
    assert _undone(surface, 1) == [""]


def test_undo_puts_the_caret_back_where_it_was(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    surface.go_to(2, 5, 4)
    before = surface.selection()
    press(surface, Key.Key_Delete)
    after = surface.selection()
    surface.go_to(7)
    surface.undo()
    assert surface.selection() == before
    surface.redo()
    assert surface.selection() == after


def test_every_kind_of_edit_can_be_taken_back_and_done_again(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    surface.go_to(5, row=1, col=1)
    write(surface, "Hội nghị ")
    surface.add_row_below()
    surface.go_to(2, 4)
    surface.set_style("item1")
    surface.insert_table(2, 2)
    surface.move_section(0, len(surface.blocks()))
    end = surface.blocks()

    while surface.can_undo:
        surface.undo()
        assert_true_to_its_blocks(surface)
    assert surface.blocks() == STORY
    while surface.can_redo:
        press(surface, Key.Key_Y, held=CONTROL)
    assert surface.blocks() == end
    assert_true_to_its_blocks(surface)


def test_something_new_forgets_what_was_taken_back(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="a")])
    surface.go_to(0, 1)
    write(surface, "b")
    surface.undo()
    write(surface, "c")
    assert not surface.can_redo
    assert texts(surface) == ["ac"]


def test_fields_body_and_annexes_share_one_way_back(show_story: ShowStory) -> None:
    annex = Annex(title="Bảng", blocks=(Paragraph(text="phụ"),))
    document = Document(abstract="Cũ", blocks=(Paragraph(text="chính"),), annexes=(annex,))
    history = EditorHistory(document)
    spots: list[Spot | None] = []
    history.travelled.connect(spots.append)
    surface = show_story()
    surface.use_history(history)
    surface.show_story(document.blocks, document.scheme)
    surface.go_to(0, 5)
    write(surface, "!")
    history.note(replace(history.document, abstract="Mới"), before=Spot("abstract"))
    surface.use_history(history, "annex:0")
    surface.show_story(annex.blocks, annex.scheme)
    surface.go_to(0, 3)
    write(surface, "?")
    assert [b.text for b in history.document.annexes[0].blocks] == ["phụ?"]  # type: ignore[union-attr]
    assert [b.text for b in history.document.blocks] == ["chính!"]  # type: ignore[union-attr]

    surface.undo()
    assert texts(surface) == ["phụ"]
    surface.undo()
    assert history.document.abstract == "Cũ"
    surface.undo()
    assert history.document == document
    assert [spot.story for spot in spots if spot] == ["annex:0", "abstract", BODY]
    assert not history.can_undo


def test_an_annex_taken_away_by_undo_does_not_disturb_the_surface(
    show_story: ShowStory,
) -> None:
    history = EditorHistory(Document())
    surface = show_story()
    annex = Annex(blocks=(Heading(level=1, text="A"),))
    history.note(replace(history.document, annexes=(annex,)))
    surface.use_history(history, "annex:0")
    surface.show_story(annex.blocks, annex.scheme)
    history.undo()
    assert texts(surface) == ["A"]


def test_every_edit_tells_of_itself_with_the_blocks_up_to_date(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="a")])
    told: list[list[str]] = []
    surface.changed.connect(lambda: told.append(texts(surface)))
    surface.go_to(0, 1)
    write(surface, "b")
    press(surface, Key.Key_Return)
    surface.undo()
    assert told == [["ab"], ["ab", ""], ["ab"]]
