"""Evidence: stored once, opened, missed when it is gone, kept until nothing needs it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.errors import PapiDeskError
from papidesk.storage import activities, attachments, documents, places, trash
from papidesk.storage import evidence as stored
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import evidence, lists, log, tasks
from papidesk.workflow.photo_rule import PhotoRule, PhotoRuleError, set_photo_rule
from tests.photos.pictures_made import HEIC, huge_jpeg, photo
from tests.workflow.conftest import WHO, kept
from tests.workflow.logged import TODAY, entry

LATER = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def owner(store: Store) -> str:
    return log.add(store, entry(), who=WHO).id


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "Giấy mời họp thôn.pdf"
    path.write_bytes(b"%PDF-1.7 an invented paper")
    return path


def test_a_file_is_stored_once_whoever_needs_it(store: Store, owner: str, pdf: Path) -> None:
    task = tasks.save(store, Task(text="Họp dân", year=2026), who=WHO)
    first = evidence.attach_file(store, "activity", owner, pdf, who=WHO)
    again = evidence.attach_file(store, "activity", owner, pdf, who=WHO)
    other = evidence.attach_file(store, "task", task.id, pdf, who=WHO)
    assert again == first and other.sha256 == first.sha256
    assert store.value("SELECT count(*) FROM attachments") == 1
    assert [one.name for one in evidence.of(store, "activity", owner)] == [pdf.name]
    assert log.listing(store)[0].evidence == 1
    assert evidence.read(store, first) == pdf.read_bytes()


def test_a_photo_is_kept_small_and_silent_and_the_original_stays(
    store: Store, owner: str, tmp_path: Path
) -> None:
    path = photo(tmp_path / "IMG_1.JPEG", size=(2600, 1400))
    before = path.read_bytes()
    made = evidence.attach_file(store, "activity", owner, path, who=WHO)
    assert (made.name, made.media_type) == ("IMG_1.JPEG", "image/jpeg")
    assert made.taken_on == datetime.date(2026, 3, 5)
    data = evidence.read(store, made)
    assert len(data) < len(before) and b"CameraMaker" not in data
    assert path.read_bytes() == before
    assert log.listing(store)[0].picture == made.sha256
    set_photo_rule(store, PhotoRule(shrink=False), who=WHO)
    whole = evidence.attach_file(store, "activity", owner, path, who=WHO)
    assert whole.bytes > made.bytes and b"CameraMaker" not in evidence.read(store, whole)
    with pytest.raises(PhotoRuleError):
        set_photo_rule(store, PhotoRule(longest=5), who=WHO)


@pytest.mark.parametrize(
    ("name", "data"), [("a.heic", HEIC), ("b.jpg", b"\xff\xd8\xff\xe0 rubbish")]
)
def test_a_photo_that_cannot_be_read_is_kept_as_a_file_and_told(
    store: Store, owner: str, tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    made = evidence.attach(store, "activity", owner, path, who=WHO, today=TODAY)
    assert evidence.read(store, made.evidence) == data
    assert made.remark is not None and made.remark.values["name"] == name
    assert evidence.thumbnail(store, made.evidence.sha256, 120) is None


def test_a_photo_too_large_to_be_shrunk_is_kept_without_its_tags(
    store: Store, owner: str, tmp_path: Path
) -> None:
    path = huge_jpeg(tmp_path / "lớn.jpg", 8_000, progressive=True)
    made = evidence.attach(store, "activity", owner, path, who=WHO)
    assert made.remark is not None and "8000" in made.remark.values.values()
    assert made.evidence.bytes == path.stat().st_size
    assert evidence.thumbnail(store, made.evidence.sha256, 120) is None
    assert evidence.missing(store) == []


def test_what_is_no_evidence_is_refused(
    store: Store, owner: str, tmp_path: Path, pdf: Path
) -> None:
    (tmp_path / "trống.txt").write_bytes(b"")
    for path in (tmp_path / "trống.txt", tmp_path / "không có", tmp_path):
        with pytest.raises(PapiDeskError):
            evidence.attach_file(store, "activity", owner, path, who=WHO)
    with pytest.raises(stored.EvidenceOwnerGoneError):
        evidence.attach_file(
            store, "activity", "01a1f9aa-739e-707c-afe2-591b1a3c6f86", pdf, who=WHO
        )
    for url in ("javascript:alert(1)", "file:///etc/passwd", "xã An Hòa", "https://", "http://[x"):
        with pytest.raises(evidence.LinkError):
            evidence.attach_link(store, "activity", owner, url, who=WHO)
    with pytest.raises(evidence.LinkError):
        evidence.attach_link(store, "activity", owner, "https://a.vn/" + "x" * 3000, who=WHO)
    assert evidence.of(store, "activity", owner) == []


def test_links_and_papers_are_evidence_too(store: Store, owner: str) -> None:
    paper = kept(store)
    evidence.attach_link(store, "activity", owner, " https://anhoa.gov.vn/tin-1 ", who=WHO)
    evidence.attach_document(store, "activity", owner, paper.id, who=WHO)
    link, document = evidence.of(store, "activity", owner)
    assert link.url == link.name == "https://anhoa.gov.vn/tin-1"
    assert document.document == paper.id and document.name
    trash.trash(store, paper.id, who=WHO)
    with pytest.raises(trash.EvidencePaperError):
        trash.delete(store, paper.id, who=WHO)
    assert trash.purge(store, now=LATER) == 0
    evidence.detach(store, [document.id], who=WHO)
    assert trash.purge(store, now=LATER) == 1
    other = kept(store)
    trash.trash(store, other.id, who=WHO)
    with pytest.raises(evidence.PaperOfEvidenceError):
        evidence.attach_document(store, "activity", owner, other.id, who=WHO)
    with pytest.raises(documents.UnknownDocumentError):
        evidence.attach_document(store, "activity", owner, "x", who=WHO)


def test_what_was_taken_away_comes_back_as_it_was(store: Store, owner: str, pdf: Path) -> None:
    made = evidence.attach_file(store, "activity", owner, pdf, who=WHO)
    gone = evidence.detach(store, [made.id], who=WHO)
    assert evidence.of(store, "activity", owner) == []
    assert evidence.attach_again(store, gone[0], who=WHO) == made
    evidence.detach(store, [made.id], who=WHO)
    attachments.collect_garbage(store, now=LATER)
    with pytest.raises(attachments.AttachmentMissingError):
        evidence.attach_again(store, gone[0], who=WHO)


@pytest.mark.parametrize(("harm", "kind"), [("delete", "missing"), ("change", "changed"),
                                            ("cut", "changed")])  # fmt: skip
def test_a_file_somebody_deleted_or_changed_is_told_everywhere(
    store: Store, owner: str, pdf: Path, harm: str, kind: str
) -> None:
    made = evidence.attach_file(store, "activity", owner, pdf, who=WHO)
    assert evidence.missing(store) == []
    path = places.attachment(store.folder, made.sha256)
    if harm == "delete":
        path.unlink()
    else:
        data = path.read_bytes()
        path.write_bytes(data[:-1] if harm == "cut" else b"?" + data[1:])
    (problem,) = evidence.missing(store)
    assert (problem.evidence, problem.kind) == (made, kind)
    with pytest.raises(PapiDeskError) as refusal:
        evidence.path_to_open(store, made)
    assert pdf.name in str(refusal.value)
    assert any(pdf.name in str(error) for error in verify(store)[1])
    assert log.listing(store)[0].evidence == 1  # the entry still knows of it
    assert not evidence.heal(store, made, path if harm == "cut" else Path(__file__))
    assert evidence.heal(store, made, pdf)
    assert evidence.missing(store) == [] and verify(store)[1] == []


def test_a_file_is_opened_as_a_copy_under_its_own_name(store: Store, owner: str, pdf: Path) -> None:
    made = evidence.attach_file(store, "activity", owner, pdf, who=WHO)
    path = evidence.path_to_open(store, made)
    assert path.name == pdf.name and path.read_bytes() == pdf.read_bytes()
    path.chmod(0o644)
    path.write_bytes(b"changed in another program")
    assert evidence.path_to_open(store, made).read_bytes() == pdf.read_bytes()
    assert evidence.read(store, made) == pdf.read_bytes()


def test_small_pictures_are_kept_beside_and_made_again(
    store: Store, owner: str, tmp_path: Path
) -> None:
    made = evidence.attach_file(store, "activity", owner, photo(tmp_path / "a.jpg"), who=WHO)
    small = evidence.thumbnail(store, made.sha256, 120)
    assert small is not None and small.startswith(b"\xff\xd8")
    path = places.thumbnail(store.folder, made.sha256, 120)
    path.write_bytes(b"rubbish")
    assert evidence.thumbnail(store, made.sha256, 120) == small
    path.unlink()
    assert evidence.thumbnail(store, made.sha256, 120) == small
    evidence.detach(store, [made.id], who=WHO)
    assert attachments.collect_garbage(store, now=LATER) == 1
    assert not path.exists()


def test_a_deleted_entry_keeps_its_evidence_until_it_is_gone_for_good(
    store: Store, owner: str, pdf: Path
) -> None:
    made = evidence.attach_file(store, "activity", owner, pdf, who=WHO)
    log.remove(store, [owner], who=WHO)
    assert attachments.collect_garbage(store, now=LATER) == 0
    log.restore(store, [owner], who=WHO)
    assert evidence.of(store, "activity", owner) == [made]
    log.remove(store, [owner], who=WHO)
    assert lists.purge(store, who=WHO) == 0  # thirty days are not over
    assert activities.purge(store, now=LATER) == 1
    assert evidence.of(store, "activity", owner) == []
    assert attachments.collect_garbage(store, now=LATER) == 1


def test_evidence_travels_in_a_backup_and_small_pictures_do_not(
    store: Store, owner: str, tmp_path: Path
) -> None:
    import zipfile

    from papidesk.storage import backup_file

    made = evidence.attach_file(store, "activity", owner, photo(tmp_path / "a.jpg"), who=WHO)
    evidence.thumbnail(store, made.sha256, 120)
    backup_file.export(store, tmp_path / "sao lưu.papibackup", reason="manual")
    names = zipfile.ZipFile(tmp_path / "sao lưu.papibackup").namelist()
    assert f"attachments/{made.sha256}" in names
    assert not [name for name in names if "thumbnail" in name]


def test_a_note_stands_beside_a_piece_of_evidence(store: Store, owner: str, pdf: Path) -> None:
    made = evidence.attach_file(store, "activity", owner, pdf, who=WHO)
    noted = evidence.set_note(store, made.id, " bản chính\u200b ", who=WHO)
    assert noted == replace(made, note="bản chính")
    assert evidence.set_note(store, "x", "y", who=WHO) is None
