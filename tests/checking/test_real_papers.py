"""On real papers the checker finds what the answer keys have, and leaves their traps alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bench.checking import TODAY, scores, subject_of
from papidesk.checking.check import check
from papidesk.checking.finding import Report
from papidesk.checking.positions import locate
from papidesk.checking.subject import Subject
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.recognise import recognise
from papidesk.word.reader import read
from tests.conftest import ROOT, SHARED, shared_files

REAL = shared_files("real/*.docx", "real/*.txt")
SAMPLES = sorted((ROOT / "resources" / "sample").glob("*.txt"))
# The form's defects that the rules of this room answer for, by the code of the answer key.
RULE_OF = {
    "CQ_TEN": "CQ_TEN",
    "VV_CHAM": "VV_CHAM",
    "CANCU_DAU": "CANCU_DAU",
    "SO_MUC_LAP": "TRUNG_SO_MUC",
    "NGUOI_KY_THIEU": "NGUOI_KY_THIEU",
    "NOI_NHAN_THIEU": "NOI_NHAN_THIEU",
    "NOI_NHAN_GACH": "NOI_NHAN_GACH",
    "NGAY_VI_TRI": "NGAY_VI_TRI",
    "PHU_LUC_SO": "PHU_LUC_SO",
    "PHU_LUC_NHAN": "PHU_LUC_NHAN",
    "PHU_LUC_KEMTHEO": "PHU_LUC_KEMTHEO",
    "PHU_LUC_THIEU": "PHU_LUC_THIEU",
    "THIEU_DAU": "QUOC_HIEU_THIEU",
}
WARN_AT_MOST = {"TM": "KY_THIEU_TM", "KINH_GUI": "KINH_GUI_THIEU"}


def report_of(path: Path) -> tuple[Subject, Report]:
    text = path.suffix != ".docx"
    source = read_text(path.read_text(encoding="utf-8-sig"), path.name) if text else read(path)
    recognition = recognise(source)
    subject = Subject(document=recognition.document, reading=recognition.reading, today=TODAY)
    return subject, check(subject)


def key(path: Path) -> dict[str, list[dict[str, str]]]:
    data = yaml.safe_load((SHARED / "real" / "expected.yaml").read_text(encoding="utf-8"))
    found: dict[str, list[dict[str, str]]] = next(
        entry for entry in data["documents"] if entry["file"] == path.name
    )
    return found


def test_nine_in_ten_expected_findings_are_reported_and_nearly_no_others() -> None:
    if not SHARED.is_dir():
        return
    all_scores = scores().values()
    expected = sum(sum(one.expected.values()) for one in all_scores)
    found = sum(sum(one.found.values()) for one in all_scores)
    reported = sum(sum(one.reported.values()) for one in all_scores)
    agreed = sum(sum(one.agreed.values()) for one in all_scores)
    assert expected >= 100
    assert found / expected >= 0.95
    assert agreed / reported >= 0.95


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name[:3])
def test_certain_defects_of_a_real_paper_are_reported(path: Path) -> None:
    _, report = report_of(path)
    fired = {finding.rule for finding in report.findings}
    wanted = {RULE_OF[d["code"]] for d in key(path)["defects"] if d["code"] in RULE_OF}
    assert wanted <= fired


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name[:3])
def test_debatable_defects_are_warnings_at_most(path: Path) -> None:
    _, report = report_of(path)
    for entry in key(path).get("review", []):
        rule = WARN_AT_MOST.get(entry["code"])
        assert all(f.severity != "error" for f in report.findings if f.rule == rule)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name[:3])
def test_traps_of_a_real_paper_are_not_reported(path: Path) -> None:
    _, report = report_of(path)
    forbidden = ("vi vi", "Tổng hợp tổng hợp", "HOÀ", "HÒA", "UỶ BAN", "công công")
    texts = [finding.text for finding in report.findings]
    assert not [text for text in texts if any(trap in text for trap in forbidden)]
    defects = {RULE_OF.get(d["code"], d["code"]) for d in key(path)["defects"]}
    certain = {"TRUNG_SO_MUC", "KINH_GUI_THUA", "CANCU_DAU", "PHU_LUC_THIEU", "NGUOI_KY_THIEU"}
    assert certain & {f.rule for f in report.findings} <= defects | {"NGUOI_KY_THIEU"}


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name[:3])
def test_each_finding_of_a_real_paper_has_its_line(path: Path) -> None:
    subject, report = report_of(path)
    for finding in report.findings:
        line = locate(finding.place, subject).line
        assert line is None or line > 0
        if finding.place.path.startswith(("blocks", "recipients", "bases", "annexes")):
            assert line is not None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_we_wrote_have_no_error_and_no_warning(path: Path) -> None:
    report = check(subject_of(path))
    assert [(f.rule, f.text) for f in report.findings if f.severity != "info"] == []
