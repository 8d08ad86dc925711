"""What a plan or a report should contain: money, reporting, shortcomings, figures, due dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Passage, Subject
from papidesk.domain.blocks import Heading, Table
from papidesk.domain.claims import is_live
from papidesk.i18n import N_
from papidesk.text.fold import fold

_SOURCE = "Thực tiễn theo dõi kế hoạch, báo cáo"
_PERIOD = r"(?:định kỳ|tháng|quý|hằng năm|hàng năm|trước ngày|năm\))"
_REPORTING = re.compile(
    rf"báo cáo[^.;:]{{0,160}}?{_PERIOD}|{_PERIOD}[^.;:]{{0,80}}?báo cáo", re.IGNORECASE
)
_DUTY = re.compile(
    r"định kỳ[^.;]{0,99}?báo cáo[^.;]{0,99}?(?:tháng|quý|năm)[^.;]{0,160}?(?:gửi|về)|"
    r"báo cáo[^.;]{0,99}?định kỳ[^.;]{0,99}?(?:tháng|quý|năm)[^.;]{0,160}?(?:gửi|về)",
    re.IGNORECASE,
)
_SHORTCOMINGS = re.compile(r"ton tai|han che|kho khan|vuong mac|nguyen nhan|danh gia")
_FIGURE = re.compile(r"(?<![\w/.,])\d[\d.,]*\s*(?:%|[^\W\d_])(?!\w*/)")
_NO_FIGURE = re.compile(
    r"(?:(?<!\d)(?<!\d\.)\d[\d.]*/\w+|ngày \d+|tháng \d+|năm \d+|(?<!\d)\d+ tháng|quý \w+|số \d+|"
    r"mức độ \d)",
    re.I,
)
UNCOUNTED = re.compile(
    r"đã (?:tổ chức|mở|triển khai) (?:các|nhiều|một số) (?:hội nghị|buổi|lớp|cuộc|đợt)[^.;:,]{0,30}"
)
_ROUNDED = re.compile(
    r"\b(?:trên|hơn|khoảng|gần)\s+\d[\d.]*\s+(?:lượt\s+)?(?:tin|bài|lượt|người|cuộc|buổi|hội nghị|"
    r"hồ sơ|văn bản|tờ|hộ)\b(?:,? bài(?: viết)?)?"
)
_WHEN = re.compile(r"^\W*thời (?:gian|hạn)\b[^:]{0,30}:", re.IGNORECASE)


def _kind(subject: Subject, kind: str) -> bool:
    return subject.document.kind == kind and bool(subject.body)


@paper_rule("THIEU_MUC_KINH_PHI", N_("Money of a plan"), "info", _SOURCE, "content")
def _money(subject: Subject) -> Iterator[Hit | Skip]:
    """A plan says what it is paid from."""
    if not _kind(subject, "KH"):
        yield not_applicable(N_("Not a plan."))
    elif not any(re.search(r"kinh phí|ngân sách", p.text, re.I) for p in subject.body):
        yield Hit(message=N_("The plan says nothing about money."))


@paper_rule("THIEU_CHE_DO_BAO_CAO", N_("Reporting on a plan"), "info", _SOURCE, "content")
def _reporting(subject: Subject) -> Iterator[Hit | Skip]:
    """A plan says when and to whom is reported."""
    if not _kind(subject, "KH"):
        yield not_applicable(N_("Not a plan."))
    elif not any(_REPORTING.search(_without_names(p.text)) for p in subject.body):
        yield Hit(message=N_("The plan does not say when and to whom is reported."))


def _without_names(text: str) -> str:
    """Return ``text`` without the months and years of dates, which are no periods."""
    return re.sub(r"ngày \d+ tháng \d+|tháng \d+ năm \d+", "", text)


@paper_rule("BAO_CAO_KHONG_CO_HAN", N_("Due day of a report"), "warning", _SOURCE, "content")
def _due(subject: Subject) -> Iterator[Hit | Skip]:
    """A periodic report that is asked for has a day by which it is due."""
    for passage in subject.body:
        found = _DUTY.search(passage.text)
        if found and not re.search(r"ngày \d|trước ngày|ngày cuối", passage.text):
            yield Hit(
                message=N_("A report is asked for without the day by which it is due."),
                path=passage.path,
                offset=found.start(),
                length=len(found[0]),
            )


@paper_rule("THIEU_MUC_TON_TAI", N_("Shortcomings in a report"), "warning", _SOURCE, "content")
def _shortcomings(subject: Subject) -> Iterator[Hit | Skip]:
    """A report on results has a part on shortcomings and their causes."""
    titles = [b.text for b in subject.document.blocks if isinstance(b, Heading)]
    about = fold(subject.document.abstract)
    if not _kind(subject, "BC") or not titles or not re.search("ket qua|so ket|tong ket", about):
        yield not_applicable(N_("Not a report on results."))
    elif not any(_SHORTCOMINGS.search(fold(title[:90])) for title in titles):
        yield Hit(message=N_("The report has no part on shortcomings, their causes and proposals."))


@paper_rule("SO_LIEU_THIEU", N_("Figures of a report"), "warning", _SOURCE, "content")
def _figures(subject: Subject) -> Iterator[Hit | Skip]:
    """What a report says was held is counted, and a report has some figures at all."""
    if not _kind(subject, "BC"):
        yield not_applicable(N_("Not a report on results."))
        return
    text = "\n".join(passage.text for passage in subject.body)
    tables = any(isinstance(block, Table) for block in subject.document.blocks)
    annexed = bool(subject.document.annexes)
    if not tables and not annexed and len(_FIGURE.findall(_NO_FIGURE.sub("", text))) < 4:
        yield Hit(message=N_("The report has hardly any figures and no table."))
    for passage in subject.body:
        for found in UNCOUNTED.finditer(passage.text):
            if not re.search(r"\d", found[0]):
                yield _at(passage, found, N_("“{text}”: how many, and how many took part?"))


@paper_rule("SO_LIEU_KHONG_CHINH_XAC", N_("Rounded figures"), "error", _SOURCE, "content")
def _rounded(subject: Subject) -> Iterator[Hit | Skip]:
    """A report gives what was counted, not "over 40"."""
    if not _kind(subject, "BC"):
        yield not_applicable(N_("Not a report on results."))
        return
    for passage in subject.body:
        for found in _ROUNDED.finditer(passage.text):
            if is_live(subject.document, passage.path, found.start(), found.end()):
                continue  # rounded because somebody chose so; its entries are counted
            yield _at(
                passage, found, N_("“{text}” is an estimate; a report gives the exact figure.")
            )


def _at(passage: Passage, found: re.Match[str], message: str) -> Hit:
    return Hit(
        message=message,
        values={"text": found[0]},
        path=passage.path,
        offset=found.start(),
        length=len(found[0]),
    )


@paper_rule("NHIEM_VU_THIEU_THOI_HAN", N_("Due dates of tasks"), "warning", _SOURCE, "content")
def _undated(subject: Subject) -> Iterator[Hit | Skip]:
    """Where two sections of one part say "Thời gian thực hiện: …", their neighbours do too."""
    for siblings in _siblings(subject):
        dated = [path for path, _, has in siblings if has]
        if len(dated) < 2:
            continue
        for path, title, has in siblings:
            if not has:
                yield Hit(
                    message=N_("Sections beside this one say when; “{title}” does not."),
                    values={"title": title[:60]},
                    path=path,
                    length=len(title),
                )


def _siblings(subject: Subject) -> Iterator[list[tuple[str, str, bool]]]:
    """Yield the sections of the second level below each heading: path, title, has it a time."""
    group: list[tuple[str, str, bool]] = []
    for index, block in enumerate(subject.document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            yield group
            group = []
        elif isinstance(block, Heading) and block.level == 2 and not block.run_in:
            group.append((f"blocks/{index}", block.text, False))
        elif group and _WHEN.match(getattr(block, "text", "")):
            group[-1] = (*group[-1][:2], True)
    yield group


@paper_rule("CHEP_TU_NGANH", N_("Words of another kind of body"), "warning", _SOURCE, "content")
def _of_the_sector(subject: Subject) -> Iterator[Hit | Skip]:
    """A commune's office has no "ngành" of its own."""
    if subject.level not in {"xã", "phường", "thị trấn", "đặc khu"}:
        yield not_applicable(N_("Not a commune's paper."))
        return
    for passage in subject.body:
        for found in re.finditer(
            r"\bcủa ngành\b(?=\s+(?:trên|và|năm|theo|được|trong|đã)|[.,;])", passage.text
        ):
            yield _at(passage, found, N_("“{text}”: a commune is no sector; is this copied?"))


RULES = (
    _money, _reporting, _due, _shortcomings, _figures, _rounded, _undated, _of_the_sector,
)  # fmt: skip
