"""“Kính gửi”: where it must stand, where it must not, and “Như trên” in keeping with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.domain.kinds import LETTER, kinds
from papidesk.i18n import N_

_SOURCE = "NĐ 30/2020, Phụ lục I, mục II.9"
# Bodies above an office, by the unit word of the office.
_COMMUNE = ("xã", "phường", "thị trấn", "đặc khu")
_ABOVE_COMMUNE = (
    r"\b(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Phòng [^\W\d_][\w ,-]*|Văn phòng[\w ]*|"
    r"Ban [\w ]+)\s+"
    r"(?:huyện|quận|thị xã|thành phố|tỉnh)\b|\bSở\s+[^\W\d_]|\bUBND (?:huyện|tỉnh)"
)
_ABOVE_PROVINCE = (
    r"\bBộ\s+[^\W\d_]|\bChính phủ\b|\bThủ tướng\b|\bQuốc hội\b|\bVăn phòng Chính phủ\b"
)
_ABOVE_DISTRICT = rf"\b(?:UBND|HĐND)\s+(?:tỉnh|thành phố)\b|\bSở\s+[^\W\d_]|{_ABOVE_PROVINCE}"
# Invitations, telegrams and slips name their receiver by their own form (mẫu 1.6 to 1.8 …).
_OWN_FORM = frozenset({"GM", "PG", "PC", "PB", "CĐ", "GGT"})
_REPORTED = re.compile(r"\((?:để |kính )?(?:b/c|báo cáo)\)", re.IGNORECASE)


def _upward(subject: Subject) -> str:
    """Return the recipient that is above the office, "" when none is certain."""
    level = subject.level
    if level in _COMMUNE:
        pattern = _ABOVE_COMMUNE
    elif level in {"huyện", "quận", "thị xã"}:
        pattern = _ABOVE_DISTRICT
    elif level in {"tỉnh", "thành phố"}:
        pattern = _ABOVE_PROVINCE
    else:
        return ""
    own = re.compile(r"lãnh đạo|trực thuộc|các (?:phòng|ban|sở|xã|huyện)|phòng, ban", re.IGNORECASE)
    for recipient in subject.document.recipients:
        if re.search(pattern, recipient) and not own.search(recipient):
            return recipient
    return ""


@paper_rule("KINH_GUI_THIEU", N_("“Kính gửi”"), "warning", _SOURCE)
def _missing(subject: Subject) -> Iterator[Hit | Skip]:
    """A công văn, and a tờ trình or báo cáo to a body above, names its addressees."""
    document = subject.document
    known = kinds().get(document.kind)
    if known is None or known.addressees == "never":
        yield not_applicable(N_("This kind of paper has no “Kính gửi”."))
        return
    if document.addressees:
        return
    if known.addressees == "always" or known.code == "TTr":
        yield Hit(
            message=N_("A {kind} names whom it is for after “Kính gửi:”."),
            values={"kind": known.title.lower()},
            path="kind",
            text=known.name,
            severity="error" if known.code == LETTER else None,
        )
        return
    above = _upward(subject) or _reporting_up(subject)
    if above:
        yield Hit(
            message=N_("This {kind} goes to a body above ({body}), but has no “Kính gửi:”."),
            values={"kind": known.title.lower(), "body": above.rstrip(" ;.")},
            path="kind",
            text=known.name,
        )


def _reporting_up(subject: Subject) -> str:
    """Return the superior of an office's report that nobody is named for."""
    document = subject.document
    if document.superior and not document.recipients:
        return document.superior
    return ""


@paper_rule("KINH_GUI_THUA", N_("“Kính gửi” where it must not be"), "warning", _SOURCE)
def _forbidden(subject: Subject) -> Iterator[Hit | Skip]:
    """Plans, notices, decisions … have no “Kính gửi”."""
    document = subject.document
    known = kinds().get(document.kind)
    if known is None or known.addressees != "never":
        yield not_applicable(N_("This kind of paper may have “Kính gửi”."))
        return
    if document.addressees and known.code not in _OWN_FORM:
        yield Hit(
            message=N_("A {kind} has no “Kính gửi”; its receivers stand under “Nơi nhận”."),
            values={"kind": known.title.lower()},
            path="addressees/0",
            length=len(document.addressees[0]),
        )


@paper_rule("NHU_TREN", N_("“Như trên” and “Kính gửi”"), "warning", _SOURCE)
def _as_above(subject: Subject) -> Iterator[Hit | Skip]:
    """With “Kính gửi” the first recipient is “Như trên”; without it there is no such line.

    A letter of introduction says “Như trên” of the body it is for (mẫu 1.8).
    """
    document = subject.document
    if not document.recipients:
        yield not_applicable(N_("There are no recipients."))
        return
    lines = list(enumerate(document.recipients))
    above = [(i, text) for i, text in lines if re.match(r"như\s+(?:kính gửi|trên)", text, re.I)]
    for index, text in above:
        wrong = re.match(r"như\s+kính\s+gửi", text, re.IGNORECASE)
        if wrong:
            yield Hit(
                message=N_("The first recipient is written “Như trên”."),
                path=f"recipients/{index}",
                length=wrong.end(),
                expected="Như trên",
                mend="Như trên",
            )
        elif not document.addressees and document.kind not in {"", *_OWN_FORM}:
            yield Hit(
                message=N_("“Như trên” refers to “Kính gửi”, which this paper does not have."),
                path=f"recipients/{index}",
                length=len(text),
            )
    if document.addressees and not above:
        yield Hit(
            message=N_("After “Kính gửi” the first line of “Nơi nhận” is “Như trên”."),
            path="recipients/0",
            length=len(document.recipients[0]),
            expected="Như trên",
        )


@paper_rule("NHU_DIEU", N_("“Như Điều …” and the articles"), "warning", _SOURCE)
def _as_article(subject: Subject) -> Iterator[Hit | Skip]:
    """“Như Điều 3” names an article that the paper has."""
    document = subject.document
    named = [
        (index, text, found)
        for index, text in enumerate(document.recipients)
        if (found := re.match(r"như\s+điều\s+(\d+)", text, re.IGNORECASE))
    ]
    if not named:
        yield not_applicable(N_("No recipient is named by an article."))
        return
    text = "\n".join(
        f"{getattr(block, 'number_as_written', '')} {getattr(block, 'text', '')}"
        for block in document.blocks
    )
    articles = set(re.findall(r"(?:^|\n)\s*Điều\s+(\d+)", text))
    if document.scheme == "articles":
        count = sum(getattr(block, "level", 0) == 5 for block in document.blocks)
        articles |= {str(number) for number in range(1, count + 1)}
    for index, line, found in named:
        if found[1] not in articles:
            yield Hit(
                message=N_("“{line}”: this paper has no article {number}."),
                values={"line": line.rstrip(" ;."), "number": found[1]},
                path=f"recipients/{index}",
                length=len(line),
            )


RULES = (_missing, _forbidden, _as_above, _as_article)
