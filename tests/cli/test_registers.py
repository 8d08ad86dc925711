"""The registers at the command line, as a clerk types it."""

from __future__ import annotations

import datetime
from pathlib import Path

from lxml import etree

from papidesk.printing.render import render
from tests.cli.conftest import CommandLine, sample
from tests.printing.papers import letter

YEAR = datetime.date.today().year


def add(office: CommandLine, code: str = "12/KH-UBND", *more: str | Path) -> dict[str, object]:
    answer = office(
        "incoming", "add", "--author", "UBND tỉnh Mẫu", "--code", code, "--dated", "2026-01-05",
        "--abstract", "Tuyên truyền cải cách hành chính", "--kind", "KH", "--json", *more,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    return dict(answer.json)


def test_a_paper_is_entered_handed_on_and_done(office: CommandLine) -> None:
    made = add(office, "12/KH-UBND", "--to", "Văn phòng HĐND và UBND")
    assert (made["arrival_number"], made["progress"]) == (1, "assigned")
    handed = office(
        "incoming", "assign", f"1/{YEAR}", "--to", "Phòng Kinh tế", "--opinion", "Giao tham mưu",
        "--json",
    )  # fmt: skip
    assert (handed.json["assigned_to"], len(handed.json["opinions"])) == ("Phòng Kinh tế", 1)
    done = office("incoming", "done", str(made["id"])[:30], "--reply", "15/BC-UBND", "--json")
    assert (done.json["progress"], done.json["reply_code"]) == ("answered", "15/BC-UBND")
    listed = office("register", "incoming", "--year", str(YEAR), "--json").json
    assert [entry["title"] for entry in listed] == ["Kế hoạch tuyên truyền cải cách hành chính"]


def test_what_the_file_says_is_filled_in_and_options_go_before_it(office: CommandLine) -> None:
    answer = office("incoming", "add", sample("04"), "--abstract", "Nội dung khác", "--json")
    assert answer.code == 0, answer.err
    assert (answer.json["author"], answer.json["code"]) == ("Sở Nội vụ", "412/SNV-CCHC")
    assert answer.json["abstract"] == "Nội dung khác"


def test_the_pages_of_a_scan_are_counted(office: CommandLine, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(render(letter(2)))
    assert add(office, "12/KH-UBND", scan)["pages"] == 1
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4")
    assert add(office, "13/KH-UBND", broken)["pages"] == 0


def test_a_duplicate_is_refused_in_one_sentence_unless_it_is_meant(office: CommandLine) -> None:
    add(office)
    again = office(
        "incoming", "add", "--author", "Ủy ban nhân dân tỉnh Mẫu", "--code", "12/KH-UBND",
        "--abstract", "x",
    )  # fmt: skip
    assert (again.code, again.out) == (1, "")
    assert "đã có trong sổ: số đến 01" in again.err
    assert len(again.err.strip().splitlines()) == 1
    assert add(office, "12/KH-UBND", "--allow-duplicate")["arrival_number"] == 2


def test_what_is_missing_is_told_and_nothing_is_entered(office: CommandLine) -> None:
    answer = office("incoming", "add", "--code", "1/A")
    assert (answer.code, answer.err.strip()) == (1, "Văn bản chưa có tác giả. Hãy điền trước.")
    assert office("register", "incoming", "--json").json == []
    assert office("register", "incoming").err.strip() == "Không tìm thấy."


def test_a_cancelled_number_stays_and_is_marked(office: CommandLine) -> None:
    add(office)
    assert office("incoming", "cancel", f"1/{YEAR}", "--reason", "Vào sổ nhầm").code == 0
    assert office("register", "incoming").out.startswith(f"× 01/{YEAR}")
    again = office("incoming", "cancel", f"1/{YEAR}", "--reason", "lần nữa")
    assert again.code == 1


def test_what_is_due_is_listed(office: CommandLine) -> None:
    today = datetime.date.today()
    add(office, "1/A", "--deadline", today.isoformat())
    add(office, "2/A", "--deadline", (today + datetime.timedelta(days=40)).isoformat())
    due = office("register", "incoming", "--due", "--json").json
    assert [entry["code"] for entry in due] == ["1/A"]


def test_both_registers_are_printed_and_written_as_sheets(
    office: CommandLine, tmp_path: Path
) -> None:
    add(office)
    [taken] = office.imported(sample("01"))
    assert office("issue", taken["id"], "--override", "Thử sổ").code == 0
    listed = office("register", "outgoing", "--json").json
    assert [entry["label"] for entry in listed] == ["05/KH-UBND"]
    for register in ("outgoing", "incoming", "tracking"):
        for ending in (".pdf", ".xlsx"):
            target = tmp_path / f"{register}{ending}"
            answer = office("register", "print", register, "--year", str(YEAR), "-o", target)
            assert (answer.code, answer.out.strip()) == (0, str(target)), answer.err
            assert target.stat().st_size > 1000
    wrong = office("register", "print", "incoming", "--year", str(YEAR), "-o", tmp_path / "x.doc")
    assert wrong.code == 1


def test_a_scan_is_stamped_and_a_paper_without_one_is_refused(
    office: CommandLine, tmp_path: Path
) -> None:
    office("incoming", "add", sample("04"))
    target = tmp_path / "đến.pdf"
    answer = office("stamp", f"1/{YEAR}", "-o", target, "--place", "lower-right")
    assert answer.code == 0, answer.err
    assert target.read_bytes().startswith(b"%PDF-")
    add(office)
    bare = office("stamp", f"2/{YEAR}", "-o", tmp_path / "x.pdf")
    assert (bare.code, (tmp_path / "x.pdf").exists()) == (1, False)


def test_metadata_are_written_of_a_paper_and_of_a_year(office: CommandLine, tmp_path: Path) -> None:
    add(office)
    [taken] = office.imported(sample("01"))
    assert office("issue", taken["id"], "--override", "Thử sổ").code == 0
    one, other, year = (tmp_path / name for name in ("a.xml", "b.xml", "c.xml"))
    assert office("metadata", f"1/{YEAR}", "-o", one).code == 0
    assert office("metadata", taken["id"], "-o", other).code == 0
    # The sample is of 2026, the other paper came in today.
    assert office("metadata", "--year", "2026", "-o", year).code == 0
    counts = [len(etree.parse(str(path)).getroot()) - 1 for path in (one, other, year)]
    assert counts == [1, 1, 1 + (YEAR == 2026)]
    assert office("metadata", "-o", one).code == 2


def test_a_day_that_does_not_exist_is_refused(office: CommandLine) -> None:
    answer = office("incoming", "add", "--author", "A", "--abstract", "B", "--dated", "31/12/2026")
    assert answer.code == 1
    assert "31/12/2026" in answer.err


def test_names_that_tell_of_another_form_are_refused(office: CommandLine, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(render(letter()))
    add(office, "12/KH-UBND", scan)
    wanted = (
        (("stamp", f"1/{YEAR}"), ".pdf"),
        (("metadata", f"1/{YEAR}"), ".xml"),
        (("metadata", "--year", str(YEAR)), ".xml"),
    )
    for words, ending in wanted:
        answer = office(*words, "-o", tmp_path / "tệp.txt")
        assert answer.code == 1
        assert answer.err.strip() == f"“tệp.txt” phải có đuôi {ending}. Hãy chọn tên có đuôi đó."
        assert not (tmp_path / "tệp.txt").exists()
