"""Beginning documents at the command line: templates, answers, copies, superior's plans."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import CommandLine, sample

PLAN = """ỦY BAN NHÂN DÂN TỈNH BÌNH NGUYÊN

Số: 192/KH-UBND

Bình Nguyên, ngày 26 tháng 12 năm 2025

KẾ HOẠCH
Nâng cao Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh năm 2026

I. TỔ CHỨC THỰC HIỆN

1. Ủy ban nhân dân các xã, phường

- Niêm yết công khai thủ tục hành chính, hoàn thành trước ngày 31/3/2026;

- Định kỳ 6 tháng, năm báo cáo kết quả thực hiện gửi về Sở Nội vụ.

Nơi nhận:
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Thị Ví Dụ
"""


def test_templates_are_listed_with_what_they_ask(office: CommandLine) -> None:
    listed = office("templates", "--json").json
    assert {row["kind"] for row in listed} >= {"KH", "BC", "TTr", "TB", "CV", "GM", "BB", "QĐ"}
    plan = next(row for row in listed if row["id"] == "ke-hoach-truyen-thong-papi")
    assert {"so_cap_tren", "ngay_cap_tren"} <= {q["name"] for q in plan["questions"]}
    assert not plan["own"]
    assert office("templates").out.count("\n") == len(listed)


def test_a_document_is_made_with_its_answers(office: CommandLine) -> None:
    made = office(
        "new", "--template", "to-trinh", "--set", "viec=mua sắm thiết bị năm 2026",
        "--year", "2026", "--json",
    )  # fmt: skip
    assert made.code == 0, made.err
    shown = office("show", made.json["id"], "--json").json
    assert (shown["kind"], shown["state"]) == ("TTr", "draft")
    assert shown["abstract"] == "Về việc mua sắm thiết bị năm 2026"
    report = office("check", made.json["id"], "--json").json
    wrong = {f["rule"] for f in report["findings"] if f["severity"] == "error"}
    assert wrong <= {"CHO_TRONG", "NGUOI_KY_THIEU"}


def test_wrong_answers_are_refused_and_nothing_is_made(office: CommandLine) -> None:
    assert office("new", "--template", "to-trinh", "--set", "la=1").code == 2
    assert office("new", "--template", "to-trinh", "--set", "viec").code == 2
    assert office("new").code == 2
    assert office("new", "--template", "to-trinh", "--empty", "KH").code == 2
    assert office("new", "--template", "khong-co").code == 1
    wrong = office("new", "--template", "giay-moi", "--set", "ngay=31/02/2026")
    assert wrong.code == 1 and "31/02/2026" in wrong.err
    assert office("documents", "--json").json == []


def test_an_empty_document_begins_with_its_head(office: CommandLine) -> None:
    made = office("new", "--empty", "KH", "--year", "2026", "--json").json
    shown = office("show", made["id"], "--json").json
    assert shown["issuer"] == "ỦY BAN NHÂN DÂN XÃ AN HÒA" and shown["blocks"] == []


def test_own_templates_are_saved_shared_renamed_and_deleted(
    office: CommandLine, tmp_path: Path
) -> None:
    made = office("new", "--template", "thong-bao", "--json").json
    saved = office("template", "save", made["id"], "--name", "Thông báo của xã")
    id = saved.out.split("\t")[0]
    file = tmp_path / "mẫu.papimau"
    assert office("template", "export", id, file).code == 0
    assert office("template", "rename", id, "Tên khác").code == 0
    assert office("template", "import", file).code == 0
    names = [row["name"] for row in office("templates", "--json").json if row["own"]]
    assert sorted(names) == ["Thông báo của xã", "Tên khác"]
    assert office("template", "delete", id).code == 0
    assert office("template", "delete", "to-trinh").code == 1
    assert len([row for row in office("templates", "--json").json if row["own"]]) == 1


def test_a_copy_is_made_only_when_every_place_is_decided(
    office: CommandLine, tmp_path: Path
) -> None:
    old = office.imported(sample("01"))[0]["id"]
    places = office("copy-forward", old, "--year", "2030", "--json").json
    assert places and {"id", "kind", "place", "old", "proposal", "context"} <= places[0].keys()
    assert office("copy-forward", old, "--year", "2030").out.count("\n") == len(places)
    file = tmp_path / "quyết định.json"
    file.write_text(json.dumps([{"id": p["id"], "keep": True} for p in places[1:]]), "utf-8")
    refused = office("copy-forward", old, "--year", "2030", "--decisions", file)
    assert refused.code == 1 and places[0]["old"] in refused.err
    file.write_text(json.dumps([{"id": p["id"], "text": p["proposal"]} for p in places]), "utf-8")
    copied = office("copy-forward", old, "--year", "2030", "--decisions", file, "--json")
    assert copied.code == 0, copied.err
    assert copied.json["id"] != old
    file.write_text("[{]", "utf-8")
    assert office("copy-forward", old, "--year", "2030", "--decisions", file).code == 1


def test_a_superiors_plan_becomes_the_own_plan(office: CommandLine, tmp_path: Path) -> None:
    paper = tmp_path / "kế hoạch tỉnh.txt"
    paper.write_text(PLAN, encoding="utf-8")
    superior = office.imported(paper)[0]["id"]
    found = office("duties", superior, "--json").json
    assert [duty["kind"] for duty in found] == ["task", "report"]
    file = tmp_path / "chọn.json"
    file.write_text(
        json.dumps([{"id": found[0]["id"], "text": "Niêm yết thủ tục"}, {"id": found[1]["id"],
                    "accept": False}]), "utf-8")  # fmt: skip
    made = office("new", "--from-superior", superior, "--decisions", file, "--json")
    assert made.code == 0, made.err
    shown = office("show", made.json["id"], "--json").json
    assert any("192/KH-UBND" in line for line in shown["bases"])
    texts = [block.get("text") for block in shown["blocks"]]
    assert "Niêm yết thủ tục." in texts and "Chế độ báo cáo" not in texts
    assert shown["annexes"][-1]["landscape"]
    assert office("links", made.json["id"], "--json").json[0]["role"] == "basis"
    file.write_text(json.dumps([{"id": "blocks/99"}]), "utf-8")
    assert office("new", "--from-superior", superior, "--decisions", file).code == 1
