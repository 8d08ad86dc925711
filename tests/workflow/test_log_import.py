"""Tables taken into the log: columns guessed, rows in error told, pasted twice, taken back."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from papidesk.domain.activity import Activity
from papidesk.domain.activity_rules import NoSuchChannelError, NoSuchCounterError, check_known
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.i18n import use
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import log, log_counters, log_export, log_import, tasks
from papidesk.workflow.log_import import ColumnUse, Mapping
from tests.workflow.conftest import WHO
from tests.workflow.logged import TODAY, amount, entry, titles, totals

WIDE = (
    "STT\tNgày tháng\tNội dung công việc\tHội nghị\tTin, bài\tSố người dự"
    "\tKinh phí (đồng)\tKênh\r\n"
    '1\t05/03/2026\t"Họp thôn ""Đông""\nlần hai"\t1\t\t45\t1.500.000\tTruyền thanh cơ sở\r\n'
    "2\t6/3/26\tĐăng tin\t\t40 tin\t\t2,5 triệu\tZalo\r\n"
    "\tTổng cộng\t\t1\t40\r\n"
)


def previewed(store: Store, text: str, **changes: object) -> log_import.ImportPreview:
    """Return what pasted cells would become."""
    table = log_import.read_cells(text)
    mapping = replace(log_import.guess(store, table), **changes)
    return log_import.preview(store, table, mapping, today=TODAY)


def entries(store: Store) -> list[Activity]:
    return [row.activity for row in log.listing(store, descending=False)]


def test_a_table_with_a_column_for_each_counter_is_understood(store: Store) -> None:
    preview = previewed(store, WIDE)
    assert [use.counter or use.field for use in preview.mapping.columns] == [
        "", "date", "title", "hoi-nghi", "tin-bai", "people", "cost", "channel",
    ]  # fmt: skip
    batch = log_import.take(store, preview, who=WHO)
    meeting, news = entries(store)
    assert (meeting.title, meeting.people, meeting.cost) == ('Họp thôn "Đông" lần hai', 45, 1500000)
    assert meeting.amounts == (amount("hoi-nghi", 1),) and meeting.channel == "truyen-thanh"
    assert news.amounts == (amount("tin-bai", 40),) and news.cost == 2_500_000
    assert {meeting.batch, news.batch} == {batch} and meeting.came == "cells"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Ngày\tChỉ tiêu\tSố lượng\tNội dung", "5/3/2026\tHội nghị\t2\tHọp thôn"),
        ("ngay thuc hien\tnoi dung\tchi tieu\tSL", "5/3/2026\tHọp thôn\thoi-nghi\t2"),
        ("Thời gian\tTên hoạt động\tLoại hoạt động\tKết quả", "2026-03-05\tHọp thôn\thọp thôn\t2"),
        ("DATE\tTitle\tCounter\tQuantity", "46086\tHọp thôn\thoi nghi\t2,0"),
    ],
)
def test_titles_are_understood_with_and_without_marks(store: Store, header: str, row: str) -> None:
    log_import.take(store, previewed(store, f"{header}\n{row}\n"), who=WHO)
    (made,) = entries(store)
    assert (made.title, made.date) == ("Họp thôn", datetime.date(2026, 3, 5))
    assert made.amounts == (amount("hoi-nghi", 2),)


def test_a_table_without_titles_is_understood_by_what_stands_in_it(store: Store) -> None:
    rows = "1\t05/03/2026\tHọp thôn Đông\thoi-nghi\t2\n2\t06/03/2026\tHọp thôn Đoài\tHội nghị\t1\n"
    preview = previewed(store, rows + "3\t07/03/2026\tHọp xóm Bến\tHội nghị\t4\n")
    assert preview.mapping.header == -1
    assert [use.field for use in preview.mapping.columns] == [
        "", "date", "title", "counter", "quantity",
    ]  # fmt: skip
    log_import.take(store, preview, who=WHO)
    assert totals(store) == {"hoi-nghi": 7}


WRONG: dict[str, tuple[str, str]] = {
    "a day that does not exist": ("31/02/2026\tx\t1\t\t", "28 days"),
    "a thirteenth month": ("13/25/2026\tx\t1\t\t", "month 25"),
    "a year with a digit too many": ("6/3/20224\tx\t1\t\t", "20224"),
    "a day without a year": ("6/3\tx\t1\t\t", "no year"),
    "no day at all": ("\tx\t1\t\t", "no day"),
    "words for a day": ("đầu tháng\tx\t1\t\t", "is no day"),
    "a negative quantity": ("5/3/2026\tx\t-4\t\t", "less than nothing"),
    "a huge quantity": ("5/3/2026\tx\t99999999999999999\t\t", "more than can be kept"),
    "half a meeting": ("5/3/2026\tx\t1,5\t\t", "more places"),
    "words for a number": ("5/3/2026\tx\ttrên 40\t\t", "is no number"),
    "an error of the spreadsheet": ("5/3/2026\tx\t#REF!\t\t", "is no number"),
    "no title and no amount": ("5/3/2026\t\t\t\tghi chú", "no title"),
    "an unknown channel": ("5/3/2026\tx\t1\ttruyen thnah\t", "truyen-thanh"),
    "a row of totals": ("\tTổng cộng\t4\t\t", "totals"),
    "a novel": ("5/3/2026\t" + "dài " * 200 + "\t1\t\t", "500"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_row_in_error_stays_out_and_is_told(store: Store, name: str) -> None:
    row, told = WRONG[name]
    text = f"Ngày\tNội dung\tHội nghị\tKênh\tGhi chú\n4/3/2026\tTrước\t1\t\t\n{row}\n"
    use("en")
    try:
        preview = previewed(store, text + "7/3/2026\tSau\t1\t\t\n", fill_down=False)
        (refused,) = preview.refused
        assert refused.number == 3
        assert told in " ".join(problem.sentence for problem in refused.problems)
    finally:
        use("vi")
    log_import.take(store, preview, who=WHO)
    assert titles(store) == ["Trước", "Sau"]


def test_an_unknown_counter_names_the_nearest(store: Store) -> None:
    text = "Ngày\tNội dung\tChỉ tiêu\tSố lượng\n5/3/2026\tx\thội nghi\t1\n6/3/2026\ty\thoi-ngi\t1\n"
    preview = previewed(store, text)
    assert ["hoi-nghi" in row.problems[0].sentence for row in preview.refused] == [True]
    assert len(preview.good) == 1


def test_what_went_from_the_catalogues_since_the_preview_is_refused(store: Store) -> None:
    read = [entry(channel="zalo")]
    counters, channels = log_counters.by_code(store), log_counters.channels_by_code(store)
    check_known(read, counters, channels)
    for gone, kind in (("hoi-nghi", NoSuchCounterError), ("zalo", NoSuchChannelError)):
        left = [{code: one for code, one in known.items() if code != gone}
                for known in (counters, channels)]  # fmt: skip
        with pytest.raises(kind):
            check_known(read, *left)


def test_days_without_a_year_take_that_of_the_table(store: Store) -> None:
    text = "Ngày\tNội dung\n6/3\tHọp\nngày 7 tháng 3\tĐăng tin\n"
    log_import.take(store, previewed(store, text, year=2025), who=WHO)
    assert [one.date for one in entries(store)] == [
        datetime.date(2025, 3, 6), datetime.date(2025, 3, 7),
    ]  # fmt: skip


def test_an_empty_day_below_a_merged_one_is_the_same_day(store: Store) -> None:
    text = "Ngày\tNội dung\n6/3/2026\tHọp\n\tĐăng tin\n7/3/2026\tPhát thanh\n\tĐối thoại\n"
    preview = previewed(store, text)
    assert preview.mapping.fill_down
    log_import.take(store, preview, who=WHO)
    assert [one.date.day for one in entries(store)] == [6, 6, 7, 7]


def test_the_same_table_pasted_twice_brings_nothing_new(store: Store) -> None:
    log_import.take(store, previewed(store, WIDE), who=WHO)
    again = previewed(store, WIDE)
    assert again.pasted_before and not again.good and len(again.repeated) == 2
    with pytest.raises(log_import.NothingToTakeError):
        log_import.take(store, again, who=WHO)
    log_import.take(store, again, who=WHO, repeated=True)
    assert log.count(store) == 4


def test_a_second_press_of_the_button_takes_nothing_twice(store: Store) -> None:
    preview = previewed(store, WIDE)
    log_import.take(store, preview, who=WHO)
    with pytest.raises(log_import.NothingToTakeError):
        log_import.take(store, preview, who=WHO)
    assert log.count(store) == 2


def test_a_row_that_stands_twice_in_a_table_is_told(store: Store) -> None:
    text = "Ngày\tNội dung\tHội nghị\n5/3/2026\tHọp\t1\n5/3/26\tHỌP\t1\n5/3/2026\tHọp\t2\n"
    preview = previewed(store, text)
    assert [(row.number, row.same_row) for row in preview.repeated] == [(3, 2)]
    log_import.take(store, preview, who=WHO)
    assert totals(store) == {"hoi-nghi": 3}


def test_an_import_is_taken_back_and_brought_again_as_a_whole(store: Store) -> None:
    log.add(store, entry("Có sẵn"), who=WHO)
    before = totals(store)
    batch = log_import.take(store, previewed(store, WIDE), who=WHO)
    after = totals(store)
    assert log_import.undo(store, batch, who=WHO) == 2
    assert totals(store) == before and titles(store) == ["Có sẵn"]
    assert log_import.redo(store, batch, who=WHO) == 2
    assert totals(store) == after
    log_import.undo(store, batch, who=WHO)
    with pytest.raises(log_import.UnknownBatchError):
        log_import.undo(store, batch, who=WHO)
    assert previewed(store, WIDE).good  # what was taken back can be pasted anew


class CancelledError(Exception):
    """A person pressed Cancel."""


def test_a_cancelled_import_keeps_nothing(store: Store) -> None:
    rows = "".join(f"5/3/2026\tMục {n}\t1\n" for n in range(1500))
    preview = previewed(store, "Ngày\tNội dung\tHội nghị\n" + rows)

    def cancel(done: int, total: int) -> None:
        assert total == 1500
        if done >= 1000:
            raise CancelledError

    with pytest.raises(CancelledError):
        log_import.take(store, preview, who=WHO, progress=cancel)
    assert log.count(store) == 0 and totals(store) == {}
    log_import.take(store, preview, who=WHO)
    assert log.count(store) == 1500


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_rows_in_error_are_saved_with_their_reasons_and_lose_nothing(
    store: Store, tmp_path: Path, ending: str
) -> None:
    text = "Ngày\tNội dung\tHội nghị\tGhi chú\n31/02/2026\t=1+1\t1\t-3 độ\n5/3/2026\tHọp\t1\t\n"
    preview = previewed(store, text)
    path = log_import.save_refused(preview, tmp_path / f"lỗi{ending}")
    table = log_import.read(path)
    assert [str(cell).lstrip("'") for cell in table.rows[1][2:]] == [
        "31/02/2026", "=1+1", "1", "-3 độ",
    ]  # fmt: skip
    assert "31/02/2026" in str(table.rows[1][1])
    # The file can be mended and taken in as it is.
    mapping = log_import.guess(store, table)
    rows = (table.rows[0], (*table.rows[1][:2], "28/02/2026", *table.rows[1][3:]))
    mended = log_import.preview(store, replace(table, rows=rows), mapping, today=TODAY)
    assert len(mended.good) == 1


def test_a_workbook_with_formulas_and_merged_cells_is_taken_in(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "nhật ký.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Tháng 3")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range("A1:D1", "NHẬT KÝ TUYÊN TRUYỀN THÁNG 3")
        sheet.write_row("A3", ["Ngày", "Nội dung", "Hội nghị", "Số người"])
        sheet.merge_range("A4:A5", datetime.date(2026, 3, 5), day)
        sheet.write_row("B4", ["Họp thôn Đông", 1])
        sheet.write_formula("D4", "=40+5", None, 45)
        sheet.write_row("B5", ["Họp thôn Đoài", 2])
        sheet.write_formula("D5", "=D4-5", None, 40)
    table = log_import.read(path)
    mapping = log_import.guess(store, table)
    assert mapping.header == 2
    log_import.take(store, log_import.preview(store, table, mapping, today=TODAY), who=WHO)
    assert [(one.date.day, one.people) for one in entries(store)] == [(5, 45), (5, 40)]
    assert totals(store) == {"hoi-nghi": 3, "nguoi-du": 85}


def test_a_hundred_thousand_rows_are_read_and_more_are_refused(
    store: Store, tmp_path: Path
) -> None:
    from papidesk.sheets.limits import ROW_LIMIT, TooManyRowsError

    path = tmp_path / "lớn.csv"
    path.write_text("Ngày,Nội dung,Hội nghị\n" + "5/3/2026,Họp,1\n" * 100_000, encoding="utf-8")
    assert len(log_import.read(path).rows) == 100_001
    path.write_text("a,b\n" * (ROW_LIMIT + 1), encoding="utf-8")
    with pytest.raises(TooManyRowsError):
        log_import.read(path)


def test_a_table_without_rows_is_told(store: Store) -> None:
    for text in ("", "\n\n", "Ngày\tNội dung\n"):
        with pytest.raises(log_import.NoRowsError):
            previewed(store, text)


def test_tasks_and_sub_dimensions_are_found_by_their_names(store: Store) -> None:
    task = tasks.save(store, Task(text="Họp dân các thôn", year=2026), who=WHO)
    text = (
        "Ngày\tNội dung\tNhiệm vụ\tNội dung thành phần\n"
        "5/3/2026\tHọp\thọp dân CÁC thôn\t1.2; 2.1\n6/3/2026\tKhác\tViệc lạ\t9.9\n"
    )
    preview = previewed(store, text)
    (good,), (bad,) = preview.good, preview.refused
    assert good.activity is not None
    assert good.activity.tasks == (task.id,) and good.activity.dimensions == ("1.2", "2.1")
    assert len(bad.problems) == 2


def test_a_choice_of_columns_goes_before_the_guess(store: Store) -> None:
    table = log_import.read_cells("x\ty\tz\n5/3/2026\tA\t7\n")
    uses = (ColumnUse(field="date"), ColumnUse(field="note"), ColumnUse(field="quantity"))
    mapping = Mapping(columns=uses, header=0, counter="tin-bai", title="Đăng tin", channel="zalo")
    preview = log_import.preview(store, table, mapping, today=TODAY)
    (row,) = preview.good
    assert row.activity == replace(
        entry("Đăng tin"), amounts=(amount("tin-bai", 7),), note="A", channel="zalo", came="cells"
    )


def test_damaged_and_foreign_files_are_refused_with_a_sentence(
    store: Store, tmp_path: Path
) -> None:
    from papidesk.errors import PapiDeskError

    files: dict[str, bytes] = {
        "hỏng.xlsx": b"PK\x03\x04 nothing",
        "cũ.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        "trống.csv": b"", "ảnh.csv": b"\xff\xd8\xff\xe0" + b"\0" * 100, "văn bản.docx": b"PK",
        "trống.xlsx": b"",
    }  # fmt: skip
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(PapiDeskError) as refusal:
            log_import.read(path)
        assert str(refusal.value).endswith("."), name
    with pytest.raises(PapiDeskError):
        log_import.read(tmp_path / "không có.csv")
    with pytest.raises(PapiDeskError):
        log_import.read(tmp_path)


QUANTITIES = st.integers(0, 99)
ROWS = st.lists(
    st.builds(
        lambda day, words, amounts, people, cost, channel, note: replace(
            entry(" ".join(words)),
            date=datetime.date(2025, 1, 1) + datetime.timedelta(days=day),
            amounts=tuple(amount(code, many) for code, many in amounts.items()),
            people=people, cost=cost, channel=channel, note=note,
        ),
        st.integers(0, 700),
        st.lists(st.sampled_from(["họp", "thôn", "=1+1", "1.5", "Tổng", "“x;y”", "a,b"]),
                 min_size=1, max_size=4),
        st.dictionaries(st.sampled_from(["hoi-nghi", "tin-bai", "chuyen-muc"]), QUANTITIES,
                        max_size=3),
        st.none() | st.integers(0, 500), st.none() | st.integers(0, 10**7),
        st.sampled_from(["", "zalo", "truyen-thanh"]), st.sampled_from(["", "Ghi chú\nhai dòng"]),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(new=ROWS)
def test_what_was_written_as_a_table_comes_back_the_same(
    store: Store, tmp_path: Path, ending: str, new: list[Activity]
) -> None:
    log.remove(store, [one.id for one in entries(store)], who=WHO)
    kept = log.add_all(store, new, who=WHO)
    path = log_export.write(store, ActivityFilter(), tmp_path / f"ra{ending}")
    log.remove(store, [one.id for one in kept], who=WHO)
    table = log_import.read(path)
    preview = log_import.preview(store, table, log_import.guess(store, table), today=TODAY)
    assert [row.problems for row in preview.refused] == []
    log_import.take(store, preview, who=WHO, repeated=True)
    plain = [replace(one, id="", came="hand", batch="") for one in entries(store)]
    wanted = sorted((replace(one, id="") for one in kept), key=repr)
    assert sorted(plain, key=repr) == wanted


def test_a_large_import_leaves_a_sound_workspace(store: Store) -> None:
    rows = "".join(f"{1 + n % 28}/3/2026\tMục {n}\t{n % 7}\n" for n in range(3000))
    batch = log_import.take(store, previewed(store, "Ngày\tNội dung\tHội nghị\n" + rows), who=WHO)
    assert log.count(store, ActivityFilter(batch=batch)) == 3000
    assert totals(store) == {"hoi-nghi": Decimal(sum(n % 7 for n in range(3000)))}
    assert verify(store)[1] == []


def test_openpyxl_writes_formulas_nobody_has_counted(tmp_path: Path, store: Store) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ngày", "Nội dung", "Hội nghị"])
    sheet.append(["05/03/2026", "Họp", "=1+1"])
    book.save(tmp_path / "a.xlsx")
    table = log_import.read(tmp_path / "a.xlsx")
    assert [note.values for note in table.notes] == [{"count": 1, "cells": "C2"}]
