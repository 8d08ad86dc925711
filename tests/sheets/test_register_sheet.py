"""The registers as workbooks: typed cells, nothing run as a formula, read back by LibreOffice."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from papidesk.domain.register_book import RegisterBook, forms
from papidesk.sheets.register_sheet import workbook

DAY = datetime.date(2026, 1, 5)
HOSTILE = ("=1+1", "+84 123", "-SUM(A1)", "@now", '=HYPERLINK("http://x","y")', "\t=1", "05")
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def book(*abstracts: str) -> RegisterBook:
    rows = tuple(
        (DAY, number, "Sở Nội vụ", f"{number}/SNV", DAY, text, "Phòng Kinh tế", None, "", "")
        for number, text in enumerate(abstracts or ("Đôn đốc báo cáo",), start=1)
    )
    return RegisterBook(
        kind="incoming", office="ỦY BAN NHÂN DÂN XÃ AN HÒA", year=2026, first="01",
        last=f"{len(rows):02}", rows=rows,
    )  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def sheet(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(parts(data)["xl/worksheets/sheet1.xml"])


def test_rows_are_high_enough_for_all_their_text() -> None:
    long = "Về việc đôn đốc báo cáo kết quả tuyên truyền cải cách hành chính quý I năm 2026 " * 2
    rows = list(sheet(workbook(book("Ngắn", long))).iter(f"{{{NS['m']}}}row"))
    head, short, tall = (float(row.get("ht", "0")) for row in rows[-3:])
    width = 0.52 * forms()["incoming"].columns[5].width_mm
    assert short < 40 < tall
    assert tall >= 15 * len(long) / width
    assert head > 15


def as_csv(data: bytes, folder: Path) -> list[list[str]]:
    path = folder / "so.xlsx"
    path.write_bytes(data)
    office = shutil.which("soffice")
    assert office is not None
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir", str(folder),
         str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with (folder / "so.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_libreoffice_reads_the_same_register_back(tmp_path: Path) -> None:
    made = book("Đôn đốc báo cáo; quý I", *HOSTILE)
    rows = as_csv(workbook(made), tmp_path)
    assert rows[0][0] == made.office
    assert rows[1][0] == "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2026"
    assert rows[3] == [column.title for column in forms()["incoming"].columns]
    first = rows[4]
    assert first[:6] == ["05/01/2026", "01", "Sở Nội vụ", "1/SNV", "05/01/2026",
                         "Đôn đốc báo cáo; quý I"]  # fmt: skip
    assert [row[5] for row in rows[5:]] == list(HOSTILE)


def test_no_cell_holds_a_formula_or_a_link() -> None:
    data = workbook(book(*HOSTILE))
    found = sheet(data)
    assert found.findall(".//m:f", NS) == []
    assert found.findall(".//m:hyperlink", NS) == []
    assert not any("externalLink" in name for name in parts(data))


def test_days_and_numbers_are_typed_and_everything_else_is_text() -> None:
    cells = {cell.get("r"): cell for cell in sheet(workbook(book())).iter(f"{{{NS['m']}}}c")}
    assert cells["A5"].get("t") is None
    assert cells["A5"].findtext("m:v", namespaces=NS) == str(
        (DAY - datetime.date(1899, 12, 30)).days
    )
    assert cells["B5"].get("t") is None
    assert cells["B5"].findtext("m:v", namespaces=NS) == "1"
    assert cells["D5"].get("t") in ("s", "inlineStr")


def test_the_head_stays_in_sight_is_filtered_and_repeated_on_paper() -> None:
    data = workbook(book())
    found = sheet(data)
    pane = found.find(".//m:pane", NS)
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("4", "frozen")
    filtered = found.find("m:autoFilter", NS)
    assert filtered is not None
    assert filtered.get("ref") == "A4:J5"
    setup = found.find("m:pageSetup", NS)
    assert setup is not None
    assert (setup.get("paperSize"), setup.get("orientation")) == ("9", "landscape")
    names = parts(data)["xl/workbook.xml"].decode()
    assert "_xlnm.Print_Titles" in names and "$4:$4" in names


def test_the_same_register_gives_the_same_bytes() -> None:
    assert workbook(book()) == workbook(book())


def test_an_empty_register_is_a_sheet_with_its_head() -> None:
    made = RegisterBook(kind="outgoing", office="XÃ AN HÒA", year=2026)
    assert len(list(sheet(workbook(made)).iter(f"{{{NS['m']}}}row"))) == 3
