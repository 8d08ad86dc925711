"""The process that prints: the latest edition wins, a crash is survived, typing never waits."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bench.content import document
from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document
from papidesk.workflow.previews import Asked, Judged, Refused, Shown, places_of
from tests.ui.editor_frame.conftest import OpenEditor
from tests.ui.editor_frame.test_journey import text_of
from tests.ui.person import type_text
from ui.editor.preview import PreviewProcess

READY = 20_000


@pytest.fixture
def process(qtbot: QtBot) -> Iterator[PreviewProcess]:
    made = PreviewProcess()
    made.start()
    qtbot.waitUntil(lambda: made.ready, timeout=READY)
    yield made
    made.stop()


def test_pages_places_and_findings_come_from_the_process(
    qtbot: QtBot, process: PreviewProcess
) -> None:
    shown: list[Shown] = []
    judged: list[Judged] = []
    process.shown.connect(shown.append)
    process.judged.connect(judged.append)
    paper = document(1)
    assert process.pid != os.getpid()
    assert process.ask(Asked(edition=7, document=paper))
    qtbot.waitUntil(lambda: bool(shown and judged), timeout=READY)
    assert (shown[0].edition, judged[0].edition) == (7, 7)
    places = places_of(shown[0])
    assert {place.block for place in places} == set(range(len(paper.blocks)))
    assert {place.page for place in places} == set(range(shown[0].pages))
    assert judged[0].checked.report.results


def test_of_many_editions_the_latest_is_printed_and_the_waiting_ones_are_not(
    qtbot: QtBot, process: PreviewProcess
) -> None:
    shown: list[int] = []
    process.shown.connect(lambda answer: shown.append(answer.edition))
    paper = document(12)
    for edition in range(1, 31):
        process.ask(Asked(edition=edition, document=paper, check=False))
    qtbot.waitUntil(lambda: 30 in shown, timeout=READY)
    assert shown[-1] == 30
    assert len(shown) < 10


def test_asking_costs_the_window_next_to_nothing(process: PreviewProcess) -> None:
    paper = document(22)
    process.ask(Asked(edition=1, document=paper))
    began = time.perf_counter()
    for edition in range(2, 12):
        process.ask(Asked(edition=edition, document=paper))
    assert (time.perf_counter() - began) / 10 < 0.005


def test_what_cannot_be_printed_is_said_in_one_sentence(
    qtbot: QtBot, process: PreviewProcess
) -> None:
    refused: list[Refused] = []
    process.refused.connect(refused.append)
    process.ask(Asked(edition=1, document=Document(blocks=(Paragraph(text="chữ 漢"),))))
    qtbot.waitUntil(lambda: bool(refused), timeout=READY)
    assert "漢" in refused[0].sentence
    # It goes on working.
    shown: list[Shown] = []
    process.shown.connect(shown.append)
    process.ask(Asked(edition=2, document=document(1)))
    qtbot.waitUntil(lambda: bool(shown), timeout=READY)


def test_a_killed_process_comes_back_and_prints_on(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    qtbot.waitUntil(lambda: view.process.ready, timeout=READY)
    first = view.process.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: view.process.pid not in (None, first), timeout=READY)
    type_text(view.surface, "Sau sự cố ")
    qtbot.waitUntil(
        lambda: (
            bool(view.session.present_pdf()) and "Sau sự cố" in text_of(view.session.present_pdf())
        ),
        timeout=READY,
    )


def test_a_process_that_falls_again_and_again_is_given_up_and_threads_print(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    for _fall in range(3):
        qtbot.waitUntil(lambda: view.process.pid is not None and view.process.ready, timeout=READY)
        fallen = view.process.pid
        assert fallen is not None
        with qtbot.waitSignal(view.process.fell, timeout=READY):
            os.kill(fallen, signal.SIGKILL)
    assert view.process.pid is None
    type_text(view.surface, "Không cần tiến trình ")
    qtbot.waitUntil(
        lambda: (
            bool(view.session.present_pdf())
            and "Không cần tiến trình" in text_of(view.session.present_pdf())
        ),
        timeout=READY,
    )


def test_the_process_ends_with_the_editor(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    qtbot.waitUntil(lambda: view.process.ready, timeout=READY)
    link = view.process._link
    assert link is not None
    running = link.process
    view.leave()
    assert not running.is_alive()
    assert view.process.pid is None


def test_findings_follow_the_text_and_a_mend_is_a_step(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    qtbot.waitUntil(lambda: view.process.ready, timeout=READY)
    view.surface.go_to(0, 0)
    type_text(view.surface, "Nội dung truyền truyền cho các thôn. ")
    qtbot.waitUntil(
        lambda: any(finding.fix is not None for finding in view.side.next.lines()),
        timeout=READY,
    )
    assert view.surface.waves
    finding = next(one for one in view.side.next.lines() if one.fix is not None)
    view.side.findings.place_chosen.emit(finding)
    selection = view.surface.selection()
    assert selection.caret.offset - selection.anchor.offset == finding.place.length
    before = view.session.document
    view.session.mend(finding)
    assert view.session.document != before
    assert view.surface.blocks() == view.session.document.blocks  # type: ignore[union-attr]
    qtbot.keyClick(view.surface, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.session.document == before
    assert view.surface.blocks() == before.blocks  # type: ignore[union-attr]
    # The menu at the underlined words offers the same.
    qtbot.waitUntil(lambda: bool(view.surface.waves), timeout=READY)
    view.surface.go_to(0, 10)
    first = view.surface.context_menu().actions()[0]
    assert first.text() == "Đổi thành “tuyên”"
    first.trigger()
    assert view.surface.blocks()[0].text.startswith("Nội dung tuyên truyền cho")  # type: ignore[union-attr]
