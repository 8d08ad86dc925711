"""The report counts, orders and sums up without promising more than was checked."""

from __future__ import annotations

import time
from dataclasses import replace as changed

import pytest

from papidesk import i18n
from papidesk.checking.check import Watch, check
from papidesk.checking.finding import Report
from papidesk.checking.registry import RuleSettings
from papidesk.checking.subject import OfficeFacts, Subject
from papidesk.domain.blocks import Item, Paragraph
from papidesk.domain.document import Document
from papidesk.domain.record import replace
from tests.checking.sound import DOCUMENT, SOUND, body, both, doc, sign


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def test_the_summary_calls_a_paper_right_only_when_all_was_checked() -> None:
    assert check(SOUND).summary() == "The paper keeps all rules that were checked."
    blind = check(changed(SOUND, formatting=None))
    assert blind.not_evaluated == 1
    assert "keeps all" not in blind.summary()
    assert blind.summary().endswith("1 rule could not be evaluated.")


def test_the_summary_counts_errors_warnings_and_remarks() -> None:
    broken = both(doc(number=None), body("Lòng ghép với nhân dân."))(SOUND)
    report = check(broken)
    assert report.summary() == "1 error, 1 warning, 1 remark."
    assert not report.ok
    assert report.evaluated == sum(r.state in {"pass", "error", "warning"} for r in report.results)


def test_findings_are_in_reading_order() -> None:
    broken = both(sign(name="NGUYỄN VĂN MẪU"), doc(number="7"), body("Ý kiến của của nhân dân."))
    paths = [finding.place.path for finding in check(broken(SOUND)).findings]
    assert paths == ["number", "blocks/7", "blocks/7", "signature/name"]


def test_an_office_changes_the_severity_of_a_rule() -> None:
    settings = RuleSettings(severities={"HOA_NHAN_DAN": "error"})
    report = check(body("Vì nhân dân.")(SOUND), settings)
    assert [f.severity for f in report.findings] == ["error"]
    assert report.state_of("HOA_NHAN_DAN") == "error"


def test_each_finding_has_a_sentence_with_its_values() -> None:
    finding = check(body("Vì nhân dân.")(SOUND)).findings[0]
    assert finding.sentence() == "“Nhân dân” is always written with a capital."
    assert finding.expected == "Nhân dân" and "nhân dân" in finding.found
    assert finding.source.startswith("NĐ 30/2020")


def test_the_office_says_which_spelling_of_its_name_is_right() -> None:
    twice = body("UBND xã Ân Hòa, xã Ân Hòa, xã Ân Hòa, xã Ân Hòa, xã Ân Hòa.")(SOUND)
    facts = OfficeFacts(name="xã An Hòa", place="An Hòa")
    findings = check(changed(twice, office=facts)).findings
    assert {(f.text, f.expected) for f in findings} == {("Ân Hòa", "An Hòa")}


def ten_pages() -> Document:
    text = (
        "Tuyên truyền về ý nghĩa và tầm quan trọng của Chỉ số hiệu quả quản trị và hành chính "
        "công đến các tầng lớp Nhân dân trên địa bàn xã; thực hiện niêm yết công khai thủ tục "
        "hành chính tại Trung tâm Phục vụ hành chính công, báo cáo Ủy ban nhân dân xã. "
    )
    many = tuple(
        Item(text=f"Nội dung {number}: {text}")
        if number % 3
        else Paragraph(text=f"{number} {text}")
        for number in range(110)
    )
    return replace(DOCUMENT, blocks=(*DOCUMENT.blocks, *many))


def best(work: object, rounds: int = 5) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()  # type: ignore[operator]
        times.append(time.process_time() - start)
    return min(times) * 1000


def test_ten_pages_are_checked_in_time_and_an_edit_at_once() -> None:
    document = ten_pages()
    assert sum(len(p.text) for p in Subject(document=document).passages) > 28_000
    check(Subject(document=document))
    assert best(lambda: check(Subject(document=document))) <= 60 * 3

    watch = Watch()
    watch.check(Subject(document=document))
    edits = iter(range(99))

    def edit() -> Report:
        changed_block = Paragraph(text=f"Lần sửa {next(edits)} cho nhân dân.")
        blocks = (*document.blocks[:20], changed_block, *document.blocks[21:])
        return watch.check(Subject(document=replace(document, blocks=blocks)))

    assert "HOA_NHAN_DAN" in {finding.rule for finding in edit().findings}
    assert best(edit) <= 10 * 3


def test_a_watch_says_the_same_as_a_fresh_check() -> None:
    watch = Watch()
    for sentence in ("Vì nhân dân.", "Của của ai.", "Vì nhân dân.", "Không có gì."):
        subject = both(body(sentence))(SOUND)
        assert watch.check(subject) == check(subject)
    blocks = (Paragraph(text="Vì nhân dân."), *DOCUMENT.blocks)
    subject = changed(SOUND, document=replace(DOCUMENT, blocks=blocks))
    assert watch.check(subject) == check(subject)
