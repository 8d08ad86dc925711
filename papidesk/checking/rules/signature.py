"""Who signs and by what authority: TM., KT., TL., TUQ., Q., the post and the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.i18n import N_
from papidesk.text.fold import fold

_SOURCE = "NĐ 30/2020, Phụ lục I, mục II.7"
_PREFIX = re.compile(
    r"^\s*(?P<written>(?P<letters>T\s?/?\s?M|K\s?/?\s?T|T\s?/?\s?L|T\s?/?\s?U\s?/?\s?Q|Q)"
    r"(?P<mark>\s*[.:]?))(?P<gap>\s*)(?P<rest>(?:ỦY|UỶ|BAN|HỘI|CHỦ|GIÁM|HIỆU|TRƯỞNG|CHÁNH|CỤC|BỘ|"
    r"VIỆN|TỔNG|PHÒNG|TRUNG|CHI|THỦ|TỈNH|BÍ|VIỆN|ĐỘI|CÔNG)\b.*)",
    re.DOTALL,
)
_DEGREE = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|Th\.S|BS|CKI|CKII|KS|CN|DS|NGND|NGƯT|TTND|TTƯT|LS)\.?\s*|[Oo]ng\s|Ông\s|Bà\s)+"
)
_HEAD_REGIME = re.compile(
    r"^(?:SỞ|PHÒNG|TRUNG TÂM|TRƯỜNG|TRẠM|CHI CỤC|CỤC|VĂN PHÒNG|THANH TRA|BỆNH VIỆN|BỘ (?!CHỈ HUY))"
)
# Papers of a collective body; the chairman alone may sign decisions, letters, notices …
_COLLECTIVE_KINDS = {"KH", "BC", "TTr", "CTr", "NQ", "ĐA"}
_COLLECTIVE = re.compile(r"(?:^|-)(?:UBND|HĐND)(?:$|-)")


def _offset(subject: Subject, text: str) -> int:
    """Return where ``text`` stands in the block as it was read, 0 when it does not."""
    return max(0, subject.raw("signature").find(text))


def _lines(subject: Subject) -> list[str]:
    """Return the lines above the name as the file has them, else as they are printed."""
    signature = subject.document.signature
    written = [line for part in signature.as_written for line in part.split("\n")]
    return written or list(signature.lines)


@paper_rule("KY_TM", N_("Form of TM., KT., TL., TUQ., Q."), "error", _SOURCE)
def _abbreviations(subject: Subject) -> Iterator[Hit | Skip]:
    """The five abbreviations have a full stop and a blank: “TM. ỦY BAN NHÂN DÂN”."""
    lines = _lines(subject)
    if not lines:
        yield not_applicable(N_("There is no signature block."))
        return
    for line in lines:
        found = _PREFIX.match(line)
        if found is None:
            continue
        letters = re.sub(r"[\s/]", "", found["letters"])
        if found["written"] != f"{letters}." or len(found["gap"]) != 1:
            right = f"{letters}. {found['rest'].strip()}"
            yield Hit(
                message=N_("The authority is written “{right}”."),
                values={"right": right.split("\n", maxsplit=1)[0]},
                path="signature",
                offset=_offset(subject, line.strip()),
                text=line.strip(),
                expected=right.split("\n", maxsplit=1)[0],
            )


@paper_rule("KY_THIEU_KT", N_("A deputy signs with KT."), "error", _SOURCE)
def _deputy(subject: Subject) -> Iterator[Hit | Skip]:
    """A deputy signs for the head: “KT. CHỦ TỊCH” above “PHÓ CHỦ TỊCH”."""
    signature = subject.document.signature
    if not fold(signature.position).startswith("pho "):
        yield not_applicable(N_("No deputy signs."))
        return
    prefixes = {authority.prefix for authority in signature.chain}
    if not prefixes & {"KT.", "TL.", "TUQ."}:
        head = re.sub(r"(?i)^phó\s+", "", signature.position).upper()
        yield Hit(
            message=N_("A deputy signs for the head: “KT. {head}” is missing above “{position}”."),
            values={"head": head, "position": signature.position},
            path="signature",
            offset=_offset(subject, signature.position),
            text=signature.position,
            expected=f"KT. {head}",
        )


@paper_rule("KY_KT_SAI", N_("KT. belongs to a deputy"), "error", _SOURCE)
def _not_deputy(subject: Subject) -> Iterator[Hit | Skip]:
    """Under “KT. CHỦ TỊCH” stands a deputy's post, on a line of its own."""
    signature = subject.document.signature
    stood_for = next((a.body for a in signature.chain if a.prefix == "KT."), None)
    if stood_for is None:
        yield not_applicable(N_("No deputy signs."))
        return
    position = fold(signature.position)
    if position and not re.search(r"\bpho\b|\bphu trach\b|\bquyen\b", position):
        yield Hit(
            message=N_("“KT. {head}” is for a deputy, but the post below it is “{position}”."),
            values={"head": stood_for, "position": signature.position},
            path="signature",
            offset=_offset(subject, stood_for),
            text=f"KT. {stood_for}",
        )
    elif not position and re.search(r"\bpho\b", fold(stood_for)):
        yield Hit(
            message=N_("“KT. …” and the deputy's post stand on two lines."),
            path="signature",
            offset=_offset(subject, stood_for),
            text=f"KT. {stood_for}",
        )


@paper_rule("KY_THIEU_TM", N_("TM. of a collective body"), "warning", _SOURCE)
def _collective(subject: Subject) -> Iterator[Hit | Skip]:
    """A plan or report of a People's Committee is signed on its behalf: “TM. ỦY BAN NHÂN DÂN”."""
    document = subject.document
    signature = document.signature
    if document.kind not in _COLLECTIVE_KINDS or not signature.lines:
        yield not_applicable(N_("Its head may sign such a paper alone."))
        return
    if _HEAD_REGIME.match(document.issuer) or not (
        _COLLECTIVE.search(document.symbol) or re.search("nhan dan", fold(document.issuer))
    ):
        yield not_applicable(N_("Its head may sign such a paper alone."))
        return
    prefixes = {authority.prefix for authority in signature.chain}
    head = fold(" ".join((*signature.lines,)))
    if not prefixes & {"TM.", "TL.", "TUQ."} and "chu tich" in head:
        yield Hit(
            message=N_("The body is a collective: “TM. {body}” is missing above the signature."),
            values={
                "body": "HỘI ĐỒNG NHÂN DÂN" if "HĐND" in document.symbol else "ỦY BAN NHÂN DÂN"
            },
            path="signature",
            text="\n".join(signature.lines),
            expected="TM. ỦY BAN NHÂN DÂN",
        )


@paper_rule("KY_TM_SAI", N_("TM. of a body led by one head"), "warning", _SOURCE)
def _head_regime(subject: Subject) -> Iterator[Hit | Skip]:
    """Departments, offices and schools are led by one head, who signs without TM."""
    signature = subject.document.signature
    body = signature.on_behalf_of
    if body is None:
        yield not_applicable(N_("Nobody signs on behalf of a collective."))
    elif _HEAD_REGIME.match(body.strip()):
        yield Hit(
            message=N_("“{body}” is led by one head, who signs without “TM.”."),
            values={"body": body},
            path="signature",
            text=f"TM. {body}",
        )


@paper_rule("NGUOI_KY_THIEU", N_("Post and name of who signs"), "error", _SOURCE)
def _nobody(subject: Subject) -> Iterator[Hit | Skip]:
    """Post and full name of who signs stand at the foot."""
    document = subject.document
    signature = document.signature
    if document.kind in {"BB", "HĐ", "QC", "QyĐ", "ĐA", "DA"}:
        yield not_applicable(N_("This kind of paper is signed in its own way."))
    elif not signature.name and not signature.position:
        yield Hit(message=N_("The paper has no signature block with post and full name."))
    elif not signature.name:
        yield Hit(message=N_("The full name of who signs is missing."), path="signature")
    elif not signature.position:
        yield Hit(message=N_("The post of who signs is missing."), path="signature")


@paper_rule("HO_TEN_IN_HOA", N_("Case of the name"), "warning", "NĐ 30/2020, Phụ lục I, phần V")
def _name_case(subject: Subject) -> Iterator[Hit | Skip]:
    """The name of who signs is written in lower case with capital initials."""
    name = subject.document.signature.name
    if not name:
        yield not_applicable(N_("There is no signature block."))
    elif len(name) > 3 and name.isupper():
        right = name.title()
        yield Hit(
            message=N_("The name of who signs is written “{right}”, not in capitals."),
            values={"right": right},
            path="signature/name",
            length=len(name),
            expected=right,
            mend=right,
        )


@paper_rule("HOC_VI_TRUOC_TEN", N_("Degrees before the name"), "warning", _SOURCE)
def _degree(subject: Subject) -> Iterator[Hit | Skip]:
    """Before the name stand no degrees or titles (but where the sector allows them)."""
    name = subject.document.signature.name
    found = _DEGREE.match(name)
    if found:
        yield Hit(
            message=N_("Before the name of who signs stand no degree and no form of address."),
            path="signature/name",
            length=found.end(),
            expected=name[found.end() :].strip(),
        )


RULES = (
    _abbreviations, _deputy, _not_deputy, _collective, _head_regime, _nobody, _name_case, _degree,
)  # fmt: skip
