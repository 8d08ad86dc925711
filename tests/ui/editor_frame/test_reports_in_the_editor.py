"""A drafted report in the editor: charts and live figures survive writing, undo and keeping."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Paragraph
from papidesk.domain.chart import Chart, ChartPoint, ChartSeries
from papidesk.domain.document import Annex
from papidesk.domain.figures import field, refs
from papidesk.domain.record import replace
from papidesk.workflow import documents
from tests.ui.conftest import WHO
from tests.ui.editor_frame.conftest import OpenEditor, paper, store_of, stored
from tests.ui.person import type_text
from ui.editor.editor_view import EditorView

REF = "tin-bai@2024-H1:papi!two?unit=Văn%20phòng%20HĐND"
CHART = Chart(
    title="Tin, bài theo tháng",
    categories=("Tháng 1",),
    series=(ChartSeries(name="", points=(ChartPoint(value=Decimal(8)),)),),
)


def opened(open_editor: OpenEditor, full: Path) -> EditorView:
    view = open_editor(full)
    store = store_of(view)
    live = field("05", REF)
    document = replace(
        paper(view._context, "05"), id="", number=None, state="draft", kind="BC",
        blocks=(Paragraph(text=live.text, marks=live.marks),),
        annexes=(Annex(title="Số liệu", blocks=(Paragraph(text="Bảng"),), charts=(CHART,)),),
    )  # fmt: skip
    kept = documents.save(store, document, who=WHO)
    view.open(kept.id)
    return view


def test_writing_in_an_annex_keeps_its_charts_and_undo_brings_all_back(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = opened(open_editor, full)
    before = view.session.document
    assert before is not None
    view.stories.show_annex(0)
    view.surface.go_to(0, 0)
    type_text(view.surface, "Thêm ")
    changed = view.session.document
    assert changed is not None
    assert changed.annexes[0].blocks[0].text.startswith("Thêm")  # type: ignore[union-attr]
    assert changed.annexes[0].charts == (CHART,)
    view.keep()
    assert stored(view).annexes[0].charts == (CHART,)
    while view.session.undo():
        pass
    assert view.session.document is not None
    assert view.session.document.annexes == before.annexes


def test_a_figure_with_duty_and_narrowing_is_kept_as_it_is_named(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = opened(open_editor, full)
    view.surface.go_to(0, 1)
    type_text(view.surface, " hội nghị")
    document = view.session.document
    assert document is not None and refs(document) == [REF]
    # It shows what the log says: there is no entry yet.
    assert document.blocks[0].text == "0 hội nghị"  # type: ignore[union-attr]
