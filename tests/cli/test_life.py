"""state, versions, diff, revert, duplicate, link, remark, trash: as a clerk drives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.domain.record import replace
from papidesk.storage.documents import current_version
from papidesk.workflow import documents, workspaces, writing
from tests.cli.conftest import CommandLine, sample


@pytest.fixture
def taken(office: CommandLine) -> str:
    return str(office.imported(sample("01"))[0]["id"])


def state(office: CommandLine, id: str) -> str:
    return str(office("state", id, "--json").json["state"])


def issued(office: CommandLine, id: str) -> None:
    answer = office("issue", id, "--date", "2026-01-20", "--override", "thử nghiệm")
    assert answer.code == 0, answer.err


def test_a_document_goes_through_its_life(office: CommandLine, taken: str) -> None:
    assert office("state", taken, "submit").code == 0
    returned = office("state", taken, "return", "--reason", "Sửa mục II", "--json")
    assert returned.json["state"] == "returned"
    assert [act["act"] for act in returned.json["acts"]] == ["return", "submit"]
    assert returned.json["acts"][0]["reason"] == "Sửa mục II"
    for act, after in (("submit", "submitted"), ("approve", "approved")):
        assert office("state", taken, act, "--json").json["state"] == after
    issued(office, taken)
    assert office("state", taken, "send", "--json").json["state"] == "sent"
    assert office("state", taken, "acknowledge", "--reason", "Bà Hoa, thôn Đông").code == 0
    assert state(office, taken) == "acknowledged"
    assert len(office("state", taken).out.splitlines()) == 8


def test_an_act_out_of_turn_is_refused_in_one_sentence(office: CommandLine, taken: str) -> None:
    answer = office("state", taken, "approve")
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    assert state(office, taken) == "draft"


def test_returning_without_a_reason_is_refused(office: CommandLine, taken: str) -> None:
    office("state", taken, "submit")
    assert office("state", taken, "return").code == 1
    assert state(office, taken) == "submitted"


def test_a_word_that_is_no_act_is_wrong_usage(office: CommandLine, taken: str) -> None:
    assert office("state", taken, "burn").code == 2
    assert office("state", taken, "submit", "--by", taken).code == 2


def test_a_document_is_replaced_by_a_later_one(office: CommandLine, taken: str) -> None:
    issued(office, taken)
    assert office("state", taken, "supersede").code == 1
    new = office("duplicate", taken, "--json").json["id"]
    assert office("state", taken, "supersede", "--by", new).code == 1
    issued(office, new)
    assert office("state", taken, "supersede", "--by", new, "--json").json["state"] == "superseded"
    roles = {(link["role"], link["target"]) for link in office("links", new, "--json").json}
    assert roles == {("copied_from", taken), ("replaces", taken)}


def test_a_cancelled_number_is_not_given_again(office: CommandLine, taken: str) -> None:
    issued(office, taken)
    number = int(office("show", taken, "--json").json["number"])
    assert office("state", taken, "cancel", "--reason", "Ban hành nhầm").code == 0
    second = office("duplicate", taken, "--json").json["id"]
    again = office("issue", second, "--date", "2026-01-20", "--override", "thử", "--json")
    assert int(again.json["number"]) == number + 1


def test_versions_differ_in_words_and_come_back(office: CommandLine, taken: str) -> None:
    office("state", taken, "submit")
    office("state", taken, "withdraw")
    assert [row["reason"] for row in office("versions", taken, "--json").json][:2] == [
        "withdraw",
        "submit",
    ]
    only = office("diff", taken, "1", "2", "--json").json["changes"]
    assert [[piece["kind"] for piece in change["pieces"]] for change in only] == [
        ["removed", "added"]
    ]
    assert office("diff", taken, "1", "3", "--json").json["changes"] == []
    assert office("diff", taken, "1", "9").code == 1
    assert office("revert", taken, "1").code == 0
    assert office("versions", taken).out.splitlines()[0].endswith("\tĐã rút lại")


def test_a_submitted_document_is_not_reverted(office: CommandLine, taken: str) -> None:
    office("state", taken, "submit")
    office("state", taken, "withdraw")
    office("state", taken, "submit")
    assert office("revert", taken, "1").code == 1


def test_remarks_are_made_listed_and_settled(office: CommandLine, taken: str) -> None:
    made = office("remark", taken, "Ghi rõ số liệu", "--place", "blocks/3", "--json").json
    assert office("remark", taken, "  ").code == 1
    assert [note["text"] for note in office("remarks", taken, "--json").json] == ["Ghi rõ số liệu"]
    assert office("settle", made["id"], "--json").json["settled_at"] is not None
    assert office("remarks", taken, "--json").json[0]["settled_by"] != ""
    assert office("settle", "khong-co").code == 1


def test_the_trash_takes_drafts_and_no_submitted_or_issued_paper(
    office: CommandLine, taken: str
) -> None:
    second = office("duplicate", taken, "--json").json["id"]
    office("state", second, "submit")
    both = office("trash", taken, second)
    assert both.code == 1
    assert len(office("documents", "--json").json) == 2
    assert office("trash", taken).code == 0
    assert office("state", taken, "submit").code == 1
    assert office("untrash", taken).code == 0
    assert len(office("documents", "--json").json) == 2


def test_links_are_listed_from_both_ends(office: CommandLine, taken: str) -> None:
    second = office("duplicate", taken, "--json").json["id"]
    made = office("link", second, "basis", taken, "--json").json
    assert office("link", second, "basis", second).code == 1
    assert office("link", second, "basis", taken, "--incoming").code == 1
    assert len(office("links", taken, "--json").json) == 2
    assert office("unlink", made[0]["id"]).code == 0
    assert len(office("links", taken, "--json").json) == 1


def test_errors_stop_an_issue_until_a_reason_overrides_them(
    office: CommandLine, tmp_path: Path
) -> None:
    text = sample("01").read_text(encoding="utf-8").rstrip()
    lines = text.splitlines()
    place = next(index for index, line in enumerate(lines) if line.startswith("II."))
    lines.insert(place, "Chi tiết nêu tại Phụ lục III kèm theo Kế hoạch này.")
    flawed = tmp_path / "thiếu phụ lục.txt"
    flawed.write_text("\n".join(lines), encoding="utf-8")
    copy = office("duplicate", office.imported(flawed)[0]["id"], "--json").json["id"]
    stopped = office("issue", copy, "--date", "2026-06-20")
    assert (stopped.code, len(stopped.err.splitlines())) == (1, 1)
    assert state(office, copy) == "draft"
    done = office("issue", copy, "--date", "2026-06-20", "--override", "Phụ lục gửi sau")
    assert done.code == 0, done.err
    acts = office("state", copy, "--json").json["acts"]
    assert acts[0]["reason"] == "Phụ lục gửi sau"


def test_text_a_crash_left_behind_is_listed_kept_or_let_go(office: CommandLine, taken: str) -> None:
    assert office("recover", "--json").json == []
    for wanted, again in (((), "Đang viết"), (("--discard",), "Đang viết")):
        with workspaces.open_workspace(office.folder) as opened:
            document = documents.get(opened.store, taken)
            changed = replace(document, abstract=f"{again} {len(wanted)}")
            version = current_version(opened.store, taken)
            writing.autosave(opened.store, changed, based_on=version, who="x")
        assert office("recover", "--json").json[0]["title"] == changed.abstract
        assert office("state", taken, "submit").code == 1
        assert office("recover", taken, *wanted).code == 0
        assert office("recover", "--json").json == []
    assert office("show", taken, "--json").json["abstract"] == "Đang viết 0"
    assert office("recover", "--discard").code == 2
