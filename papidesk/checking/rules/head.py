"""The head of a paper: Quốc hiệu, issuing body, kind and abstract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.i18n import N_

# The first words of bodies' names, to notice a slip of the pen in one.
_BODY_WORDS = (
    "UBND", "HĐND", "ỦY", "UỶ", "HỘI", "SỞ", "BỘ", "PHÒNG", "BAN", "TRƯỜNG", "TRUNG", "VĂN",
    "CHI", "CỤC", "TỔNG", "CÔNG", "THANH", "TRẠM", "TÒA", "TOÀ", "VIỆN", "BỆNH", "ĐẠI", "HỌC",
    "CHỦ", "THỦ", "CHÍNH", "QUỐC", "TỈNH", "KHO", "NGÂN", "BẢO", "LIÊN", "TẬP", "BÁO", "ĐÀI",
    "QUỸ", "HẠT", "CẢNG", "THƯ", "BẢO", "NHÀ", "ĐỘI", "MẶT", "XÃ", "PHƯỜNG", "ĐOÀN", "KIỂM",
)  # fmt: skip


@paper_rule(
    "QUOC_HIEU_THIEU",
    N_("Name of the State and motto"),
    "error",
    "NĐ 30/2020, Phụ lục I, mục II.1",
)
def _motto(subject: Subject) -> Iterator[Hit | Skip]:
    """A file has Quốc hiệu and Tiêu ngữ; own papers are printed with them."""
    reading = subject.reading
    if reading is None or subject.zone("motto") is not None:
        return
    if reading.form == "docx":
        yield Hit(message=N_("The paper has no “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” and motto."))
        return
    yield Hit(
        message=N_(
            "The text has no “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” and motto; they were probably "
            "lost when the text was taken out of its file."
        ),
        severity="info",
    )


@paper_rule(
    "TEN_CO_QUAN_THIEU", N_("Name of the issuing body"), "error", "NĐ 30/2020, Phụ lục I, mục II.2"
)
def _issuer(subject: Subject) -> Iterator[Hit | Skip]:
    """There is an issuing body; where a text lost its whole head, QUOC_HIEU_THIEU says so."""
    if subject.document.issuer:
        return
    if subject.reading is not None and subject.zone("motto") is None:
        yield not_applicable(N_("The head of the paper was lost with the file."))
        return
    yield Hit(message=N_("The paper does not name the body that issues it."))


@paper_rule("CQ_TEN", N_("Spelling of the bodies' names"), "error", "NĐ 30/2020, Phụ lục I, II.2")
def _body_names(subject: Subject) -> Iterator[Hit | Skip]:
    """A body's name does not begin with a known word that has one letter too many."""
    for path, name in (
        ("superior", subject.document.superior),
        ("issuer", subject.document.issuer),
    ):
        first = name.split(" ")[0] if name else ""
        if not first or first in _BODY_WORDS:
            continue
        right = next((w for w in _BODY_WORDS if len(w) > 2 and w in (first[1:], first[:-1])), "")
        if right:
            yield Hit(
                message=N_("“{found}” is not the name of a body. Is “{right}” meant?"),
                values={"found": first, "right": right},
                path=path,
                length=len(first),
                expected=right,
                mend=right,
            )


@paper_rule("TEN_LOAI_THIEU", N_("Kind of paper"), "error", "NĐ 30/2020, Phụ lục I, mục II.5")
def _kind_missing(subject: Subject) -> Iterator[Hit | Skip]:
    """Every paper but a công văn names its kind."""
    if not subject.document.kind:
        yield Hit(message=N_("The paper does not say what kind it is (KẾ HOẠCH, BÁO CÁO …)."))


@paper_rule("TRICH_YEU_THIEU", N_("Abstract"), "error", "NĐ 30/2020, Phụ lục I, mục II.5")
def _abstract_missing(subject: Subject) -> Iterator[Hit | Skip]:
    """Every paper says in a line what it is about."""
    if not subject.document.abstract and subject.document.kind not in {"GM", "GGT", "GNP", "TCg"}:
        yield Hit(
            message=N_("The paper has no abstract that says what it is about."), path="abstract"
        )


@paper_rule("VV_CHAM", N_("End of the abstract"), "warning", "NĐ 30/2020, Phụ lục I, mục II.5")
def _abstract_stop(subject: Subject) -> Iterator[Hit | Skip]:
    """The abstract ends without a full stop."""
    abstract = subject.document.abstract
    if re.search(r"[^.…\s]\.\s*$", abstract):
        at = len(abstract.rstrip()) - 1
        yield Hit(
            message=N_("The abstract ends without a full stop."),
            path="abstract",
            offset=at,
            length=len(abstract) - at,
            mend="",
        )


@paper_rule("TRICH_YEU_HOA", N_("Case of the abstract"), "warning", "NĐ 30/2020, Phụ lục I, II.5")
def _abstract_capitals(subject: Subject) -> Iterator[Hit | Skip]:
    """The abstract is written in lower case."""
    abstract = subject.document.abstract
    if len(abstract) > 12 and abstract.isupper():
        yield Hit(
            message=N_("The abstract is written in lower case, not in capitals throughout."),
            path="abstract",
            length=len(abstract),
        )


RULES = (
    _motto,
    _issuer,
    _body_names,
    _kind_missing,
    _abstract_missing,
    _abstract_stop,
    _abstract_capitals,
)
