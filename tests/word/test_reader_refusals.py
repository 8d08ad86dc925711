"""Whatever else is offered as a Word file is refused with a sentence that says what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from papidesk.word import refusals
from papidesk.word.reader import plain_text, read
from tests.word import making as m

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PLAIN = m.p("một đoạn")


def raw(path: Path, data: bytes) -> Path:
    """A file of these bytes."""
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", refusals.EmptyFileError),
        (OLE + "WordDocument".encode("utf-16-le"), refusals.OldWordFileError),
        (OLE + "EncryptedPackage".encode("utf-16-le"), refusals.EncryptedFileError),
        (b"{\\rtf1\\ansi xin ch\\'e0o}", refusals.RichTextFileError),
        (b"%PDF-1.7\n...", refusals.PdfFileError),
        ("Chỉ là chữ".encode(), refusals.WordFileError),
        (b"PK\x03\x04 cut off", refusals.DamagedFileError),
        (bytes(range(256)) * 40, refusals.WordFileError),
    ],
)
def test_other_formats_are_refused_each_in_its_own_words(
    tmp_path: Path, data: bytes, error: type[refusals.WordFileError]
) -> None:
    with pytest.raises(refusals.WordFileError) as caught:
        read(raw(tmp_path / "thử.docx", data))
    assert type(caught.value) is error
    assert "thử.docx" in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(refusals.UnreadableFileError):
        read(tmp_path / "không có.docx")


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    whole = m.docx(tmp_path / "a.docx", PLAIN * 50).read_bytes()
    for share in (0.3, 0.7, 0.95):
        with pytest.raises(refusals.DamagedFileError):
            read(raw(tmp_path / "b.docx", whole[: int(len(whole) * share)]))


def test_a_file_with_a_wrong_byte_is_refused_or_read_whole(tmp_path: Path) -> None:
    path = m.docx(tmp_path / "a.docx", PLAIN * 50)
    whole, text = path.read_bytes(), plain_text(read(path))
    for at in range(0, len(whole), 23):
        broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        try:
            found = plain_text(read(raw(tmp_path / "b.docx", broken)))
        except refusals.WordFileError:
            continue
        assert found == text, at


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, refusals.OpenDocumentFileError),
        ({"a.txt": "chữ"}, refusals.OtherPackageError),
        ({"[Content_Types].xml": "<Types/>"}, refusals.MissingTextError),
        ({"word/document.xml": "<w:document"}, refusals.BrokenXmlError),
        ({"word/document.xml": f"<w:document {m.NS}/>"}, refusals.MissingTextError),
        ({"word/document.xml": "x", "../../etc/x": "y"}, refusals.UnsafeArchiveError),
    ],
)
def test_other_archives_are_refused_each_in_its_own_words(
    tmp_path: Path, files: dict[str, str | bytes], error: type[refusals.WordFileError]
) -> None:
    with pytest.raises(refusals.WordFileError) as caught:
        read(m.package(tmp_path / "thử.docx", files))
    assert type(caught.value) is error


def test_a_workbook_is_not_a_document(tmp_path: Path) -> None:
    relation = (
        f'<Relationships xmlns="{m.PACKAGE}"><Relationship Id="a" '
        f'Type="{m.OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    files: dict[str, str | bytes] = {"_rels/.rels": relation, "xl/workbook.xml": "<x/>"}
    with pytest.raises(refusals.OtherPackageError):
        read(m.package(tmp_path / "sổ.docx", files))


def test_entities_are_refused_and_never_opened(tmp_path: Path) -> None:
    secret = raw(tmp_path / "bí mật.txt", b"SECRET")
    bombs = [
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
        f'<!DOCTYPE d [<!ENTITY c SYSTEM "{secret.as_uri()}">]>',
    ]
    for bomb in bombs:
        body = "<w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body>"
        text = f"{bomb}<w:document {m.NS}>{body}</w:document>"
        with pytest.raises(refusals.BrokenXmlError):
            read(m.package(tmp_path / "thử.docx", {"word/document.xml": text}))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<x/>")
        for index in range(21):
            archive.writestr(f"word/media/{index}.bin", bytes(10 * 1024 * 1024))
    with pytest.raises(refusals.TooLargeError):
        read(path)


def test_depth_without_end_is_refused(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + PLAIN + "</w:sdtContent></w:sdt>" * 5000
    with pytest.raises(refusals.BrokenXmlError):
        read(m.docx(tmp_path / "sâu.docx", deep))


def test_tables_within_tables_are_read_as_deep_as_xml_goes(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 80 + PLAIN + "</w:tc></w:tr></w:tbl>" * 80
    assert plain_text(read(m.docx(tmp_path / "sâu.docx", deep))) == "một đoạn"


def test_outside_things_macros_objects_and_chunks_are_named_and_left_alone(tmp_path: Path) -> None:
    outside = {
        "attachedTemplate": "http://127.0.0.1:9/x.dotm",
        "image": "file:///nowhere.png",
        "hyperlink": "https://example.org",
    }
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{m.OFFICE}/{kind}" Target="{to}" TargetMode="External"/>'
        for kind, to in outside.items()
    )
    body = PLAIN + "<w:altChunk r:id='c'/><w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>"
    path = m.docx(tmp_path / "lạ.docm", body, relations=relations)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    manuscript = read(path)
    assert plain_text(manuscript) == "một đoạn"
    said = {remark.message: remark.values["count"] for remark in manuscript.remarks}
    assert sorted(said.values()) == [1, 1, 1, 2]
    assert any("macros" in message for message in said)


def test_a_file_without_words_says_that_it_may_be_a_scan(tmp_path: Path) -> None:
    manuscript = read(m.docx(tmp_path / "trống.docx", "<w:p/>"))
    assert manuscript.parts == ()
    assert "no text" in manuscript.remarks[0].message


def test_a_list_that_starts_at_a_billion_costs_nothing(tmp_path: Path) -> None:
    numbering = m.abstract(1, m.level("lowerLetter", "%1)", start=2_000_000_000)) + m.num(1, 1)
    path = m.docx(tmp_path / "a.docx", m.numbered("một", 1), numbering=numbering)
    assert plain_text(read(path)) == "2000000000) một"
