"""Evidence handed over: numbered, hashed, whole or not there, judged by other programs."""

from __future__ import annotations

import datetime
import io
import os
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path, PureWindowsPath

import openpyxl
import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.evidence_index import summary
from papidesk.domain.evidence_pack import (
    CounterEvidence,
    CriterionEvidence,
    EntryEvidence,
    PackGroup,
    PackItem,
    PackPlan,
    TaskEvidence,
    safe_name,
)
from papidesk.domain.filters import FigureQuery
from papidesk.domain.task import Task
from papidesk.storage import attachments, places
from papidesk.storage.attachments import AttachmentChangedError
from papidesk.storage.store import Store
from papidesk.workflow import criteria, criteria_evidence, documents, evidence, log, tasks
from papidesk.workflow.evidence_pack import NothingToPackError, plan
from papidesk.workflow.pack_writing import PackExistsError, free_name, write_folder, write_zip
from tests.workflow.conftest import WHO, sound

TODAY = datetime.date(2026, 11, 20)
DAY = datetime.date(2026, 5, 4)


class StopError(Exception):
    """The person stops it."""


def proof(store: Store, tmp_path: Path, owner_id: str, name: str, data: bytes) -> None:
    path = tmp_path / "nguồn" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    evidence.attach_file(store, "activity", owner_id, path, who=WHO)


@pytest.fixture
def task(store: Store, tmp_path: Path) -> str:
    """A task with two entries: three files of which two are the same, a link, a paper."""
    kept = tasks.save(store, Task(text="Tuyên truyền CCHC", lead="Văn phòng", year=2026), who=WHO)
    paper = documents.save(store, sound(), who=WHO)
    for number in range(2):
        entry = log.add(
            store,
            Activity(
                date=DAY + datetime.timedelta(days=number),
                title=f"Hội nghị thôn số {number}",
                amounts=(Amount(counter="hoi-nghi", quantity=Decimal(1)),),
                tasks=(kept.id,),
                unit="Văn phòng",
            ),
            who=WHO,
        )
        proof(store, tmp_path, entry.id, f"Biên bản {number}.txt", b"noi dung %d" % number)
        proof(store, tmp_path, entry.id, "Danh sách: chung.txt".replace(":", ""), b"chung")
    url = "https://anhoa.example.vn/tin"
    evidence.attach_link(store, "task", kept.id, url, name="Bài viết", who=WHO)
    evidence.attach_document(store, "task", kept.id, paper.id, who=WHO)
    return kept.id


def judged(folder: Path) -> str:
    """Let sha256sum read every file against the list, and return what it says."""
    said = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=True
    )
    return said.stdout


def test_a_folder_holds_files_index_and_hashes_that_another_program_confirms(
    store: Store, tmp_path: Path, task: str
) -> None:
    planned = plan(store, TaskEvidence(task=task), today=TODAY)
    assert [item.kind for item in planned.items].count("link") == 1
    assert len(planned.items) == 6
    target = tmp_path / "Hồ sơ"
    written = write_folder(store, planned, target)
    said = judged(target)
    listed = {line.split("  ", 1)[1] for line in (target / "SHA256SUMS").read_text().splitlines()}
    there = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    assert there == listed | {"SHA256SUMS"}
    # Three contents, the paper, the list of links, and the index twice.
    assert len(listed) == written.files == said.count(": OK") == 7
    assert "https://anhoa.example.vn/tin" in (target / "00 Đường dẫn.txt").read_text("utf-8")


def test_the_printed_and_the_excel_index_name_every_piece_with_its_hash(
    store: Store, tmp_path: Path, task: str
) -> None:
    written = write_folder(store, plan(store, TaskEvidence(task=task), today=TODAY), tmp_path / "a")
    with pdfplumber.open(written.path / "00 Danh mục tài liệu kiểm chứng.pdf") as pdf:
        text = " ".join((page.extract_text() or "") for page in pdf.pages)
    assert "DANH MỤC TÀI LIỆU KIỂM CHỨNG" in text
    assert "Biên bản 0.txt" in text
    sheet = openpyxl.load_workbook(written.path / "00 Danh mục tài liệu kiểm chứng.xlsx").active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]]
    assert [row[0] for row in rows] == list(range(1, 7))
    sums = (written.path / "SHA256SUMS").read_text()
    for item in written.plan.items:
        if item.kind != "link":
            assert item.sha256
            assert item.sha256 in sums
            assert any(row[7] == item.sha256 for row in rows)


def test_a_zip_is_whole_for_unzip_and_holds_what_the_folder_holds(
    store: Store, tmp_path: Path, task: str
) -> None:
    planned = plan(store, TaskEvidence(task=task), today=TODAY)
    folder = write_folder(store, planned, tmp_path / "thư mục").path
    written = write_zip(store, planned, tmp_path / "hồ sơ.zip")
    tested = subprocess.run(
        ["unzip", "-t", str(written.path)], capture_output=True, text=True, check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert "No errors detected" in tested.stdout
    with zipfile.ZipFile(written.path) as archive:
        names = {info.filename for info in archive.infolist()}
        archive.extractall(tmp_path / "giải nén")
    assert names == {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    judged(tmp_path / "giải nén")


def test_several_at_once_lie_in_folders_of_their_own(
    store: Store, tmp_path: Path, task: str
) -> None:
    query = FigureQuery(since=DAY, until=TODAY)
    wanted = [TaskEvidence(task=task), CounterEvidence(counter="hoi-nghi", query=query)]
    planned = plan(store, wanted, today=TODAY)
    assert [group.folder[:3] for group in planned.groups] == ["01 ", "02 "]
    target = write_folder(store, planned, tmp_path / "a").path
    judged(target)
    assert len([path for path in target.iterdir() if path.is_dir()]) == 2
    numbers = [item.number for item in planned.items]
    assert numbers == sorted(set(numbers))


def test_missing_and_changed_files_are_told_before_and_named_in_the_index(
    store: Store, tmp_path: Path, task: str
) -> None:
    whole = plan(store, TaskEvidence(task=task), today=TODAY)
    first, second = [item for item in whole.files if item.kind == "file"][:2]
    places.attachment(store.folder, first.sha256).unlink()
    places.attachment(store.folder, second.sha256).write_bytes(b"kh\xc3\xa1c")
    planned = plan(store, TaskEvidence(task=task), today=TODAY)
    assert {item.problem for item in planned.problems} == {"missing", "changed"}
    target = write_folder(store, planned, tmp_path / "a").path
    judged(target)
    with pdfplumber.open(target / "00 Danh mục tài liệu kiểm chứng.pdf") as pdf:
        text = " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)
    assert "Thiếu tệp" in text
    assert "không kèm được tệp" in text


def test_a_file_that_changes_after_the_look_is_refused_and_nothing_is_left(
    store: Store, tmp_path: Path, task: str
) -> None:
    planned = plan(store, TaskEvidence(task=task), today=TODAY)
    item = next(item for item in planned.files if item.kind == "file")
    places.attachment(store.folder, item.sha256).write_bytes(b"kh\xc3\xa1c")
    out = tmp_path / "ra"
    out.mkdir()
    for write in (write_folder, write_zip):
        with pytest.raises(AttachmentChangedError):
            write(store, planned, out / "hồ sơ")
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_what_is_there_is_never_written_over_and_stopping_leaves_nothing(
    store: Store, tmp_path: Path, task: str, write: object
) -> None:
    planned = plan(store, TaskEvidence(task=task), today=TODAY)
    out = tmp_path / "ra"
    (out / "có rồi").mkdir(parents=True)
    (out / "có rồi" / "giữ.txt").write_text("giữ")
    with pytest.raises(PackExistsError):
        write(store, planned, out / "có rồi")  # type: ignore[operator]
    calls: list[int] = []

    def stop(done: int, total: int) -> None:
        calls.append(done)
        if done == 2:
            raise StopError

    with pytest.raises(StopError):
        write(store, planned, out / "mới", stop)  # type: ignore[operator]
    assert [path.name for path in out.iterdir()] == ["có rồi"]
    assert free_name(out, "có rồi").name == "có rồi (2)"


def test_nothing_to_hand_over_is_said(store: Store, tmp_path: Path) -> None:
    kept = tasks.save(store, Task(text="Việc chưa làm", year=2026), who=WHO)
    planned = plan(store, TaskEvidence(task=kept.id), today=TODAY)
    assert planned.items == ()
    with pytest.raises(NothingToPackError):
        write_folder(store, planned, tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_a_criterion_takes_offered_evidence_and_packs_it(
    store: Store, tmp_path: Path, task: str
) -> None:
    chosen = criteria.sets(store)[0]
    one = next(o for o in chosen.criteria if "hoi-nghi" in o.counters)
    offered = criteria_evidence.offers(store, chosen, 2026, one)
    assert len(offered) == 3
    criteria_evidence.take_offers(store, chosen, 2026, one, offered[:2], who=WHO)
    assert len(criteria_evidence.offers(store, chosen, 2026, one)) == 1
    part = CriterionEvidence(set=chosen.code, year=2026)
    planned = plan(store, part, today=TODAY)
    assert [len(group.items) for group in planned.groups] == [2]
    judged(write_folder(store, planned, tmp_path / "a").path)


def test_entries_can_be_packed_by_their_ids(store: Store, tmp_path: Path, task: str) -> None:
    ids = tuple(row.activity.id for row in log.listing(store))
    planned = plan(store, EntryEvidence(entries=ids, title="Tháng 5"), today=TODAY)
    assert planned.title == "Tháng 5"
    assert len(planned.files) == 3


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_windows_takes(name: str) -> None:
    made = safe_name(name)
    assert 0 < len(made) <= 92
    assert not set(made) & set('\\/:*?"<>|')
    assert made == made.strip(" .")
    assert not PureWindowsPath(made).is_reserved()
    assert all(letter.isprintable() for letter in made)


@pytest.mark.parametrize("name", ["CON", "aux.txt", "LPT1.pdf", "..", "a/../b", "x" * 400 + ".jpg"])
def test_names_of_devices_and_endless_ones_are_made_harmless(name: str) -> None:
    made = safe_name(name)
    assert not PureWindowsPath(made).is_reserved()
    assert len(made) <= 92
    assert name.endswith(".jpg") == made.endswith(".jpg")


def test_the_plan_says_how_large_it_will_be(store: Store, task: str) -> None:
    planned = plan(store, TaskEvidence(task=task), today=TODAY)
    assert planned.total_bytes == len(b"noi dung 0") * 2 + len(b"chung")


def test_a_content_kept_once_is_read_back_the_same(store: Store, tmp_path: Path, task: str) -> None:
    written = write_folder(store, plan(store, TaskEvidence(task=task), today=TODAY), tmp_path / "a")
    for item in written.plan.files:
        if item.kind == "file":
            data = (written.path / item.path).read_bytes()
            assert data == attachments.read(store, item.sha256)
            assert io.BytesIO(data).getbuffer().nbytes == item.bytes


def test_the_index_says_how_much_it_holds_and_nothing_of_what_there_is_none_of() -> None:
    link = PackItem(number=1, name="Bài", kind="link", url="https://xa.example/tin")
    group = PackGroup(title="Tin, bài", items=(link,))
    made = datetime.date(2026, 6, 18)
    plan = PackPlan(title="Tin, bài", office="XÃ", made_on=made, groups=(group,))
    assert summary(plan) == "Danh mục có 01 tài liệu, gồm 01 đường dẫn; lập ngày 18/6/2026."
