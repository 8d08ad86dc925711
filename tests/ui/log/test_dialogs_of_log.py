"""Entries with all fields, evidence, tables, photos and series in their dialogs."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from papidesk.domain.activity import ActivitySeries, Amount, Evidence
from papidesk.domain.closing import Closing
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Task
from papidesk.storage import places
from papidesk.workflow import closings, evidence, log, log_sheet, series, tasks
from tests.ui.conftest import WHO
from tests.ui.log.conftest import TODAY, entry, keep
from tests.ui.person import Answers, drop, type_text
from ui.context import Context
from ui.log.closed_reason import ClosedReasonDialog
from ui.log.due_dialog import DueDialog
from ui.log.entries_dialog import EntriesDialog
from ui.log.entry_dialog import EntryDialog
from ui.log.import_dialog import ImportDialog
from ui.log.log_page import LogPage
from ui.log.lost_evidence_dialog import LostEvidenceDialog
from ui.log.occurrence_dialog import OccurrenceDialog
from ui.log.photos_dialog import PhotosDialog
from ui.log.series_dialog import SeriesDialog
from ui.log.side_panel import EVIDENCE

CELLS = (
    "Ngày\tNội dung\tTin, bài trên trang/cổng thông tin điện tử\n"
    "05/03/2026\tĐăng tin một cửa\t2\n"
    "31/02/2026\tNgày không có\t1\n"
    "06/03/2026\tĐăng tin chuyển đổi số\t3\n"
)


def photo(path: Path, day: str = "2026:03:05 08:00:00", color: str = "teal") -> Path:
    """Make a photo that says when it was taken, and where."""
    image = Image.new("RGB", (320, 240), color)
    exif = Image.Exif()
    exif[0x0132] = day
    exif.get_ifd(0x8769)[0x9003] = day
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (20.0, 30.0, 0.0)
    image.save(path, exif=exif)
    return path


def shown(qtbot: QtBot, dialog: QWidget) -> None:
    """Show a dialog and have it closed at the end."""
    qtbot.addWidget(dialog)
    dialog.resize(1000, 660)
    with qtbot.waitExposed(dialog):
        dialog.show()


# Entries


def test_an_entry_is_kept_with_all_its_fields(
    context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = tmp_path / "biên bản.txt"
    paper.write_text("Nội dung", encoding="utf-8")
    dialog = EntryDialog(context, None, None)
    shown(qtbot, dialog)
    fields = dialog.fields
    type_text(fields.title.text, "Hội nghị quán triệt")
    type_text(fields.amounts.lines[0].counter, "hội nghị, buổi")
    qtbot.keyClick(fields.amounts.lines[0].counter, Qt.Key.Key_Return)
    type_text(fields.amounts.lines[0].quantity, "1")
    fields.amounts.more.click()
    type_text(fields.amounts.lines[1].counter, "tin, bai tren")
    qtbot.keyClick(fields.amounts.lines[1].counter, Qt.Key.Key_Return)
    type_text(fields.amounts.lines[1].quantity, "2")
    type_text(fields.people.line, "1.250")
    type_text(fields.cost.line, "2.500.000 đồng")
    type_text(fields.place.line, "Nhà văn hóa thôn Đông Hạ")
    drop(dialog.evidence, [paper])
    with qtbot.waitSignal(dialog.kept, timeout=10_000):
        dialog.accept_button.click()
        dialog.accept_button.click()  # a second click keeps nothing twice
    [row] = log.listing(context.workspace.store)
    one = row.activity
    assert (one.people, one.cost, one.place) == (1250, 2_500_000, "Nhà văn hóa thôn Đông Hạ")
    assert one.amounts == (
        Amount(counter="hoi-nghi", quantity=Decimal(1)),
        Amount(counter="tin-bai", quantity=Decimal(2)),
    )
    assert row.evidence == 1


def test_what_is_wrong_is_said_beside_each_field(context: Context, qtbot: QtBot) -> None:
    dialog = EntryDialog(context, None, None)
    shown(qtbot, dialog)
    fields = dialog.fields
    type_text(fields.people.line, "-3")
    assert fields.people.problem.isVisibleTo(dialog)
    type_text(fields.cost.line, "mười triệu")
    assert fields.cost.problem.isVisibleTo(dialog)
    type_text(fields.amounts.lines[0].quantity, "5")
    dialog.accept_button.click()
    assert fields.title.problem.isVisibleTo(dialog)
    assert "5" in fields.amounts.problem.text()
    assert log.count(context.workspace.store) == 0


def test_a_cancelled_entry_changes_nothing(
    context: Context, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    paper = tmp_path / "ảnh.txt"
    paper.write_text("x", encoding="utf-8")
    made = keep(context, "Phát thanh")
    evidence.attach_file(context.workspace.store, "activity", made.id, paper, who=WHO)
    dialog = EntryDialog(context, made, None)
    shown(qtbot, dialog)
    type_text(dialog.fields.note.text, "Thêm ghi chú")
    dialog.evidence.list.setCurrentRow(0)
    qtbot.keyClick(dialog.evidence.list, Qt.Key.Key_Delete)
    assert dialog.evidence.items == []
    dialog.reject()
    assert answers.questions
    assert log.get(context.workspace.store, made.id) == made
    assert len(evidence.of(context.workspace.store, "activity", made.id)) == 1


def test_changing_an_entry_of_a_closed_period_asks_for_the_reason(
    context: Context, qtbot: QtBot
) -> None:
    made = keep(context, "Phát thanh")
    closings.close(context.workspace.store, Closing(since=TODAY, until=TODAY), who=WHO)
    dialog = EntryDialog(context, made, None)
    shown(qtbot, dialog)
    dialog.fields.amounts.lines[0].quantity.selectAll()
    type_text(dialog.fields.amounts.lines[0].quantity, "4")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: dialog.findChild(ClosedReasonDialog) is not None)
    asked = dialog.findChild(ClosedReasonDialog)
    assert asked is not None
    type_text(asked.reason.text, "Đài bổ sung danh sách")
    with qtbot.waitSignal(dialog.kept, timeout=10_000):
        asked.accept_button.click()
    assert log.get(context.workspace.store, made.id).amounts[0].quantity == 4
    assert closings.corrections(context.workspace.store)[0].reason == "Đài bổ sung danh sách"


def test_the_entries_behind_a_figure_are_shown_and_opened(context: Context, qtbot: QtBot) -> None:
    for number in range(3):
        keep(context, f"Phát thanh {number}")
    keep(context, "Đăng tin", amounts=(Amount(counter="tin-bai", quantity=Decimal(2)),))
    dialog = EntriesDialog(
        context, "Lượt phát thanh", ActivityFilter(counters=("luot-phat-thanh",)), None
    )
    shown(qtbot, dialog)
    assert "3 mục" in dialog.totals.text()
    assert "3 lượt" in dialog.totals.text()
    assert dialog.model.rowCount() == 4  # the month above them
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.findChild(EntryDialog) is not None


# Evidence


def test_a_photo_is_previewed_and_a_lost_file_is_said(
    context: Context, page: LogPage, qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    made = keep(context)
    kept: Evidence = evidence.attach_file(
        context.workspace.store, "activity", made.id, photo(tmp_path / "họp.jpg"), who=WHO
    )
    page.refresh()
    page.choose(made.id)
    page.side.tabs.setCurrentIndex(EVIDENCE)
    box = page.side.evidence
    qtbot.waitUntil(lambda: box.preview.picture.shown, timeout=10_000)
    copy = tmp_path / "bản khác.jpg"
    copy.write_bytes(b"another")
    stored = places.attachment(context.workspace.store.folder, kept.sha256)
    whole = stored.read_bytes()
    stored.chmod(0o644)
    stored.unlink()
    box.reload()
    assert "họp.jpg" in box.items[0].problem
    assert not box.open_button.isEnabled()
    answers.file = copy
    box.heal_button.click()
    assert "bản khác.jpg" in answers.told[-1]
    copy.write_bytes(whole)
    box.heal_button.click()
    assert box.items[0].problem == ""
    box.open_current()
    assert answers.opened[-1].name == "họp.jpg"


def test_lost_and_changed_files_are_listed_with_what_they_belong_to_and_put_back(
    context: Context, page: LogPage, qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    store = context.workspace.store
    made = keep(context, "Họp thôn Đông")
    task = tasks.save(store, Task(text="Đối thoại với người dân"), who=WHO)
    gone, changed, whole = tmp_path / "họp.txt", tmp_path / "đối thoại.txt", tmp_path / "còn.txt"
    for path in (gone, changed, whole):
        path.write_text(path.name, encoding="utf-8")
    lost = evidence.attach_file(store, "activity", made.id, gone, who=WHO)
    other = evidence.attach_file(store, "task", task.id, changed, who=WHO)
    evidence.attach_file(store, "activity", made.id, whole, who=WHO)
    stored = [places.attachment(store.folder, one.sha256) for one in (lost, other)]
    for path in stored:
        path.chmod(0o644)
    stored[0].unlink()
    stored[1].write_text("khác", encoding="utf-8")

    page.list.lost_action.trigger()
    dialog = page.findChild(LostEvidenceDialog)
    model = dialog.model
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=10_000)
    rows = {
        model.index(row, 0).data(): [model.index(row, column).data() for column in (1, 2)]
        for row in range(2)
    }
    assert rows["họp.txt"][0] != rows["đối thoại.txt"][0]
    assert f"{TODAY:%d/%m/%Y}" in rows["họp.txt"][1] and "Họp thôn Đông" in rows["họp.txt"][1]
    assert "Đối thoại với người dân" in rows["đối thoại.txt"][1]
    dialog.table.choose_row(list(rows).index("họp.txt"))
    answers.file = whole
    dialog.heal_button.click()
    assert "còn.txt" in answers.told[-1]
    answers.file = gone
    dialog.heal_button.click()
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=10_000)
    assert model.index(0, 0).data() == "đối thoại.txt"
    stored[1].write_text(changed.name, encoding="utf-8")
    dialog.again_button.click()
    qtbot.waitUntil(dialog.again_button.isEnabled, timeout=10_000)
    assert model.rowCount() == 0 and dialog.stack.currentIndex() == 1


def test_evidence_taken_away_comes_back(
    context: Context, page: LogPage, qtbot: QtBot, tmp_path: Path
) -> None:
    backs: list[object] = []
    context.happened.connect(lambda _said, back: backs.append(back))
    made = keep(context)
    store = context.workspace.store
    evidence.attach_link(store, "activity", made.id, "https://example.org/tin", who=WHO)
    page.refresh()
    page.choose(made.id)
    page.side.tabs.setCurrentIndex(EVIDENCE)
    page.side.evidence.list.setCurrentRow(0)
    qtbot.keyClick(page.side.evidence.list, Qt.Key.Key_Delete)
    assert evidence.of(store, "activity", made.id) == []
    back = backs[-1]
    assert callable(back)
    back()
    assert len(evidence.of(store, "activity", made.id)) == 1


# Tables


def test_pasted_cells_are_looked_at_and_only_good_rows_taken(
    context: Context, page: LogPage, qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    backs: list[object] = []
    context.happened.connect(lambda _said, back: backs.append(back))
    keep(context, "Có rồi")
    page.refresh()
    QApplication.clipboard().setText(CELLS)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=10_000)
    assert [state for _row, state in dialog.model.rows] == ["good", "error", "good"]
    dialog.chip.choose("error")
    assert dialog.model.rowCount() == 1
    answers.target = tmp_path / "lỗi.xlsx"
    dialog.refused_button.click()
    assert answers.target.exists()
    with qtbot.waitSignal(dialog.taken, timeout=10_000):
        dialog.accept_button.click()
        dialog.accept_button.click()  # a second click takes nothing twice
    store = context.workspace.store
    assert log.count(store) == 3
    assert log.totals(store, ActivityFilter(counters=("tin-bai",)))[0].quantity is not None
    back = backs[-1]
    assert callable(back)
    back()
    assert log.count(store) == 1


def test_the_same_table_once_more_brings_nothing_new(
    context: Context, page: LogPage, qtbot: QtBot
) -> None:
    for _time in range(2):
        dialog = ImportDialog(context, text=CELLS, parent=page)
        dialog.open()
        qtbot.waitUntil(lambda d=dialog: d.preview is not None, timeout=10_000)
        if _time == 0:
            with qtbot.waitSignal(dialog.taken, timeout=10_000):
                dialog.take()
    assert not dialog.accept_button.isEnabled()
    assert "đã được nhận" in dialog.summary.text()
    dialog.reject()
    assert log.count(context.workspace.store) == 2


def test_what_a_column_is_can_be_chosen(context: Context, page: LogPage, qtbot: QtBot) -> None:
    text = "a\tb\tc\n05/03/2026\tMột việc\t7\n"
    dialog = ImportDialog(context, text=text, parent=page)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.columns.value().columns != (), timeout=10_000)
    lines = dialog.columns._lines  # the boxes, from left to right
    for line, field in zip(lines, ("date", "title", "people"), strict=True):
        line.use.setCurrentIndex(line.use.findData(field))
        line.use.activated.emit(line.use.currentIndex())
    dialog.columns.header.setValue(1)
    qtbot.waitUntil(
        lambda: (
            dialog.preview is not None
            and dialog.preview.mapping == dialog.columns.value()
            and len(dialog.preview.good) == 1
        ),
        timeout=10_000,
    )
    with qtbot.waitSignal(dialog.taken, timeout=10_000):
        dialog.take()
    [row] = log.listing(context.workspace.store)
    assert row.activity.people == 7


def test_an_import_that_is_stopped_keeps_nothing(
    context: Context, page: LogPage, qtbot: QtBot
) -> None:
    rows = [f"{number % 28 + 1:02}/03/2026\tViệc số {number}\t1" for number in range(4_000)]
    text = "\n".join(("Ngày\tNội dung\tSố người tiếp cận", *rows))
    dialog = ImportDialog(context, text=text, parent=page)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=20_000)
    dialog.take()
    dialog.stop_button.click()
    qtbot.waitUntil(lambda: dialog.problem.isVisibleTo(dialog), timeout=20_000)
    assert log.count(context.workspace.store) == 0
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_the_rows_behind_photos_can_be_taken_back(
    context: Context, page: LogPage, qtbot: QtBot, tmp_path: Path
) -> None:
    backs: list[object] = []
    context.happened.connect(lambda _said, back: backs.append(back))
    dialog = PhotosDialog(context, [photo(tmp_path / "a.jpg")], page)
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog.cards) == 1, timeout=10_000)
    type_text(dialog.title.line, "Họp dân")
    with qtbot.waitSignal(dialog.taken, timeout=20_000):
        dialog.take()
    assert log.count(context.workspace.store) == 1
    back = backs[-1]
    assert callable(back)
    back()
    assert log.count(context.workspace.store) == 0


def test_a_file_that_is_no_table_is_said(
    context: Context, page: LogPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(b"PK no workbook")
    dialog = ImportDialog(context, path=path, parent=page)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.problem.isVisibleTo(dialog), timeout=10_000)
    assert "hỏng.xlsx" in dialog.problem.text()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_the_log_written_as_a_workbook_is_taken_in_again(
    context: Context, page: LogPage, qtbot: QtBot, tmp_path: Path
) -> None:
    keep(context, "Phát thanh", people=30)
    path = log_sheet.write(context.workspace.store, tmp_path / "nhật ký.xlsx")
    dialog = ImportDialog(context, path=path, parent=page)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=10_000)
    assert [state for _row, state in dialog.model.rows] == ["same"]
    dialog.reject()


# Photos


def test_photos_become_entries_of_their_days(
    context: Context, page: LogPage, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [
        photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg", color="red"),
        photo(tmp_path / "c.jpg", "2026:03:07 09:00:00", "blue"),
    ]  # fmt: skip
    broken = tmp_path / "d.jpg"
    broken.write_bytes(b"\xff\xd8\xff broken")
    dialog = PhotosDialog(context, [*paths, broken], page)
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog.cards) > 0, timeout=10_000)
    assert "3 ảnh có ghi vị trí" in dialog.place.text()
    assert "d.jpg" in dialog.damaged.text()
    type_text(dialog.title.line, "Họp dân")
    type_text(dialog.counter.line, "hội nghị, buổi")
    qtbot.keyClick(dialog.counter.line, Qt.Key.Key_Return)
    assert all(card.title.value() == "Họp dân" for card in dialog.cards)
    of_photos = [card for card in dialog.cards if card.group.photos[0].path != broken]
    for card in dialog.cards:
        if card not in of_photos:
            card.take_box.click()
    with qtbot.waitSignal(dialog.taken, timeout=20_000):
        dialog.accept_button.click()
        dialog.accept_button.click()
    rows = log.listing(context.workspace.store)
    assert [(row.activity.date.day, row.evidence) for row in rows] == [(7, 1), (5, 2)]
    assert {row.activity.amounts[0].counter for row in rows} == {"hoi-nghi"}
    kept = evidence.of(context.workspace.store, "activity", rows[0].activity.id)[0]
    path = evidence.content_path(context.workspace.store, kept)
    with Image.open(path) as image:
        assert not image.getexif().get_ifd(0x8825)


def test_photos_need_a_title_and_may_be_cancelled(
    context: Context, page: LogPage, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PhotosDialog(context, [photo(tmp_path / "a.jpg")], page)
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog.cards) == 1 and dialog.cards[0].isVisible(), timeout=10_000)
    dialog.accept_button.click()
    assert dialog.cards[0].title.problem.isVisibleTo(dialog)
    dialog.reject()
    assert log.count(context.workspace.store) == 0


# Series


def make_series(context: Context, days: int = 14) -> ActivitySeries:
    """Keep a series of every day since ``days`` ago."""
    since = TODAY - datetime.timedelta(days=days)
    rule = Recurrence(every="day", since=since)
    made = ActivitySeries(name="Phát thanh sáng", rule=rule, pattern=entry("Phát thanh sáng"))
    return series.save(context.workspace.store, made, who=WHO)


def test_a_series_is_made_in_its_dialog(context: Context, qtbot: QtBot) -> None:
    dialog = SeriesDialog(context, None, None)
    shown(qtbot, dialog)
    type_text(dialog.name.line, "Phát thanh thứ Hai")
    type_text(dialog.fields.title.text, "Phát thanh chuyên mục")
    for place, box in enumerate(dialog.rule.weekdays):
        if box.isChecked() != (place == 0):
            box.click()
    assert "thứ Hai" in dialog.rule.meaning.text()
    with qtbot.waitSignal(dialog.kept):
        dialog.accept_button.click()
    [made] = series.every(context.workspace.store)
    assert (made.name, made.rule.weekdays) == ("Phát thanh thứ Hai", (0,))


def test_a_rule_that_means_nothing_is_said(context: Context, qtbot: QtBot) -> None:
    dialog = SeriesDialog(context, None, None)
    shown(qtbot, dialog)
    type_text(dialog.fields.title.text, "Phát thanh")
    for box in dialog.rule.weekdays:
        if box.isChecked():
            box.click()
    assert dialog.rule.problem.isVisibleTo(dialog)
    dialog.accept_button.click()
    assert series.every(context.workspace.store) == []


def test_what_the_schedule_says_is_confirmed_left_out_and_moved(
    context: Context, page: LogPage, qtbot: QtBot
) -> None:
    made = make_series(context, days=4)
    page.refresh()
    assert "5 buổi theo lịch chưa xác nhận" in page.due.text.text()
    page.due.look_button.click()
    dialog = page.findChild(DueDialog)
    assert dialog is not None
    dialog.table.choose_row(0)
    dialog.out_button.click()
    asked = dialog.findChild(OccurrenceDialog)
    assert asked is not None
    asked.accept_button.click()
    assert asked.reason.problem.isVisibleTo(asked)
    type_text(asked.reason.line, "Mất điện")
    asked.accept_button.click()
    assert dialog.model.rowCount() == 4
    dialog.table.choose_row(0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)  # unticked: not confirmed now
    dialog.accept_button.click()
    store = context.workspace.store
    assert log.count(store) == 3
    assert {row.activity.series for row in log.listing(store)} == {made.id}
    assert len(series.due(store, TODAY)) == 1
    assert series.every(store)[0].exceptions[0].reason == "Mất điện"
    assert "1 buổi" in page.due.text.text()


@pytest.mark.parametrize("text", ["", "   "])
def test_pasting_nothing_is_said(context: Context, page: LogPage, text: str) -> None:
    told: list[str] = []
    context.happened.connect(lambda said, _back: told.append(said))
    QApplication.clipboard().setText(text)
    page.paste()
    assert told
    assert page.findChild(ImportDialog) is None
