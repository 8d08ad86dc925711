"""The parts of a document that a template's lines "@…:" name, and how their values are written."""

from __future__ import annotations

from papidesk.domain.document import Annex
from papidesk.domain.kinds import kinds
from papidesk.domain.people import PREFIXES, Authority, Signature
from papidesk.domain.record import replace
from papidesk.drafting import inline
from papidesk.drafting.report_parts import ANY_ANNEX
from papidesk.errors import N_
from papidesk.text.fold import fold

# By the folded name, as "@Trích yếu:", "@trich yeu:" and "@trich-yeu:" are one.
LABELS: dict[str, str] = {
    "abstract": "Trích yếu",
    "authority_line": "Thẩm quyền",
    "symbol": "Ký hiệu",
    "place": "Địa danh",
    "urgency": "Độ khẩn",
    "circulation": "Lưu hành",
    "drafter_mark": "Người soạn",
    "address": "Địa chỉ",
    "scheme": "Đánh số",
    "bases": "Căn cứ",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "closing": "Kết",
    "signature": "Ký",
    "titles": "Chức vụ khác",
    "second_signature": "Ký trái",
    "second_titles": "Chức vụ khác trái",
    "body": "Đoạn",
    "center": "Giữa",
    "right": "Phải",
    "note": "Chú thích",
    "table": "Bảng",
    "annex": "Phụ lục",
    "annex_note": "Kèm theo",
    "footnote": "Cuối trang",
    "report_part": "Phần báo cáo",
}
FIELDS = {fold(label): field for field, label in LABELS.items()}
LISTS = frozenset({"bases", "addressees", "recipients", "closing", "titles", "second_titles"})
IN_ANNEX = frozenset({"annex_note", "scheme", "closing"})
SCHEMES = {"la ma": "roman", "a rap": "arabic", "dieu": "articles"}
SCHEME_LABELS = {"roman": "La Mã", "arabic": "Ả Rập", "articles": "Điều"}


def options_of(text: str) -> list[tuple[str, str]]:
    """Return the options between brackets, "đầu=2; ngang", as folded names with their values."""
    parts = (part.strip() for part in text.split(";"))
    return [
        (fold(name.strip()), value.strip())
        for name, _, value in (part.partition("=") for part in parts if part)
    ]


def annex_from(title: str, options: str) -> Annex:
    """Return an empty annex; raises ``ValueError`` with a message id."""
    annex = Annex(title=title)
    for name, value in options_of(options):
        if name == "ngang":
            annex = replace(annex, landscape=True)
        elif name == "loai" and value in kinds():
            annex = replace(annex, kind=value)
        elif name != "phan" or value not in ANY_ANNEX:
            raise ValueError(N_("an annex takes [ngang], [loại=…] and [phần=…] of a report only"))
    return annex


def report_part_of(options: str) -> str:
    """Return the part of a report an annex is for ("so-lieu"); "" for any other annex."""
    return next((value for name, value in options_of(options) if name == "phan"), "")


def scheme_from(value: str) -> str:
    """Return the numbering a name means; raises ``ValueError`` with a message id."""
    found = SCHEMES.get(fold(value.strip()))
    if found is None:
        raise ValueError(N_("the numbering is La Mã, Ả Rập or Điều"))
    return found


def signed(value: str) -> Signature:
    """Return the signature "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH | Họ và tên" writes."""
    lines, _, name = _cut(value, "|")
    chain = []
    position = ""
    for line in (inline.plain(part) for part in inline.split(lines, "/")):
        prefix = next((known for known in PREFIXES if line.startswith(f"{known} ")), None)
        if prefix is not None and not position:
            chain.append(Authority(prefix=prefix, body=line.removeprefix(f"{prefix} ")))
        elif line:
            position = f"{position} {line}".strip()
    return Signature(chain=tuple(chain), position=position, name=inline.plain(name))


def signature_written(signature: Signature) -> str:
    """Return the line :func:`signed` reads back."""
    lines = (inline.escaped(line).replace("/", "\\/") for line in signature.lines)
    name = f" | {inline.escaped(signature.name)}" if signature.name else ""
    return " / ".join(lines) + name


def _cut(value: str, sign: str) -> tuple[str, str, str]:
    head, *tail = inline.split(value, sign)
    return head, sign if tail else "", sign.join(tail)
