"""Entries made of photos: a day each, all at once, broken off without a trace."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import evidence, log, log_import, photo_import
from tests.photos.pictures_made import HEIC, photo
from tests.workflow.conftest import WHO
from tests.workflow.logged import TODAY, amount, titles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Ảnh họp thôn"
    path.mkdir()
    for number, day in enumerate(("2026:03:05", "2026:03:05", "2026:03:06")):
        photo(path / f"P{number}.jpg", size=(400 + number, 300), taken=f"{day} 08:00:00")
    (path / "P9.heic").write_bytes(HEIC)
    (path / "ghi chú.txt").write_text("không phải ảnh", encoding="utf-8")
    return path


def groups(folder: Path, by: photo_import.Grouping = "day") -> list[photo_import.PhotoGroup]:
    found = photo_import.read([folder], today=TODAY)
    made = photo_import.grouped(found, by, title="Họp thôn", today=TODAY)
    return [
        replace(one, activity=replace(one.activity, amounts=(amount("hoi-nghi", 1),)))
        for one in made
    ]


def test_photos_are_grouped_by_the_day_they_were_taken(store: Store, folder: Path) -> None:
    found = groups(folder)
    assert [len(one.photos) for one in found] == [2, 1, 1]
    assert [one.sure for one in found] == [True, True, False]
    assert [bool(one.photos[0].thumbnail) for one in found] == [True, True, False]
    assert found[0].photos[0].has_place
    taken = photo_import.take(store, found, who=WHO)
    rows = log.listing(store, descending=False)
    assert [(row.activity.date.day, row.evidence) for row in rows][:2] == [(5, 2), (6, 1)]
    assert {row.activity.batch for row in rows} == {taken.batch}
    assert [remark.values["name"] for remark in taken.remarks] == ["P9.heic"]
    assert log_import.undo(store, taken.batch, who=WHO) == 3


@pytest.mark.parametrize(("by", "count"), [("photo", 4), ("all", 1)])
def test_photos_may_be_an_entry_each_or_one_for_all(
    folder: Path, by: photo_import.Grouping, count: int
) -> None:
    assert len(groups(folder, by)) == count


class CancelledError(Exception):
    """A person pressed Cancel."""


def test_broken_off_nothing_is_in_the_log(store: Store, folder: Path) -> None:
    def cancel(done: int, total: int) -> None:
        assert total == 4
        if done == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        photo_import.take(store, groups(folder), who=WHO, progress=cancel)
    with pytest.raises(CancelledError):
        photo_import.read([folder], cancel, today=TODAY)
    assert titles(store) == []
    assert store.value("SELECT count(*) FROM evidence") == 0


def test_a_group_that_is_refused_takes_the_others_with_it(store: Store, folder: Path) -> None:
    found = groups(folder)
    bad = replace(found[-1], activity=replace(found[-1].activity, title=""))
    with pytest.raises(Exception, match="title"):
        photo_import.take(store, [*found[:-1], bad], who=WHO)
    assert titles(store) == [] and evidence.missing(store) == []


def test_what_holds_no_photos_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(photo_import.NoPhotosError):
        photo_import.read([tmp_path])
    with pytest.raises(photo_import.NoPhotosError):
        photo_import.take(store, [], who=WHO)


def test_a_photo_without_a_day_stands_for_today_until_it_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "x.heic").write_bytes(HEIC)
    import os

    os.utime(tmp_path / "x.heic", (4e9, 4e9))  # a clock far in the future says nothing
    (group,) = photo_import.grouped(photo_import.read([tmp_path], today=TODAY), today=TODAY)
    assert group.photos[0].day is None and group.activity.date == TODAY
    assert isinstance(group.activity.date, datetime.date)
