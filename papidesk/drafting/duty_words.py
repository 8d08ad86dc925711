"""The words by which duties are found: whom they address, what they are about, until when."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from papidesk.domain.duties import Part
from papidesk.domain.record import Record
from papidesk.paths import resource

_TIMES = (
    r"(?:trước|chậm nhất|hoàn thành trước|xong trước) (?:ngày )?\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?",
    r"trước ngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?",
    r"trước ngày \d{1,2}(?: hằng tháng| hàng tháng| của tháng[^,.;)]*)?",
    r"trong (?:quý [IVX]+|tháng \d{1,2}|năm \d{4})(?:(?:/| năm )\d{4})?",
    r"quý [IVX]+(?:(?:/| năm )\d{4})",
    r"(?:hằng|hàng) (?:tuần|tháng|quý|năm)",
    r"thường xuyên",
    r"từ năm \d{4} đến năm \d{4}",
)
_TIME = re.compile("|".join(f"(?:{pattern})" for pattern in _TIMES), re.IGNORECASE)
_LABELLED = re.compile(
    r"^\W*(?P<label>thời gian(?: thực hiện| hoàn thành)?|thời hạn|tiến độ|sản phẩm|"
    r"kết quả(?: đầu ra)?|(?:cơ quan|đơn vị)? ?chủ trì(?: thực hiện)?|"
    r"(?:cơ quan|đơn vị)? ?phối hợp(?: thực hiện)?)\s*:\s*(?P<value>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_REPORT = re.compile(
    r"\bbáo cáo\b(?=.{0,120}(?:kết quả|tình hình|định kỳ|\b6 tháng|\bnăm\b|quý|gửi|về|trước ngày))"
    r"|định kỳ[^.;]{0,60}báo cáo|chế độ báo cáo",
    re.IGNORECASE | re.DOTALL,
)
_PERIODS = (
    ("tháng", re.compile(r"(?:hằng|hàng) tháng|báo cáo tháng|\(tháng|định kỳ tháng", re.I)),
    ("quý", re.compile(r"(?:hằng|hàng) quý|\bquý\b", re.I)),
    ("6 tháng", re.compile(r"\b(?:0?6|sáu) tháng", re.I)),
    ("9 tháng", re.compile(r"\b(?:0?9|chín) tháng", re.I)),
    ("năm", re.compile(
        r"(?:hằng|hàng) năm|cả năm|cuối năm|(?:tháng|và|,) ?(?:cả )?năm\b(?! \d)", re.I
    )),
)  # fmt: skip
_RECIPIENT = re.compile(
    r"(?:(?:gửi|báo cáo)(?: kết quả[^.;,()]{0,40}| báo cáo[^.;,()]{0,40})? (?:về|cho|đến)?|"
    r"về|qua|thông qua)\s*"
    r"(?P<who>(?:UBND|Ủy ban nhân dân|Sở|Ban|Văn phòng|Phòng|Bộ|Thanh tra|Công an|Chi cục)"
    r"[^.;()]*?)(?=\s*(?:để|trước|theo|\)|\(|;|\.|$|định kỳ|về tình hình|kết quả|tổng hợp))"
)
_AND = re.compile(r",\s*(?=Sở|UBND|Ủy ban|Ban|Văn phòng|Bộ)| và (?=Sở|UBND|Ban)")
_TOGETHER = re.compile(
    r"^(?:chủ trì,?\s*)?(?:chủ động\s*)?phối hợp (?:chặt chẽ )?(?:với|cùng) [^.;:]*?"
    r"(?:UBND|ủy ban nhân dân|uỷ ban nhân dân|chính quyền)\s+(?:các |cấp )?"
    r"(?:xã|phường|huyện|địa phương)(?:, (?:xã|phường|thị trấn|đặc khu|thị xã|thành phố))*\s+",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\W*(?P<who>[^:;]{2,160}?)\s*(?::|chủ trì\b)", re.DOTALL)


class Words(Record, frozen=True, kw_only=True):
    """The lists of resources/catalogue/duties.toml."""

    addressed: tuple[str, ...]
    object_before: tuple[str, ...]
    together_before: tuple[str, ...]
    lead: tuple[tuple[str, tuple[str, ...]], ...]
    dimension: tuple[tuple[str, tuple[str, ...]], ...]


class Address(Record, frozen=True, kw_only=True):
    """Where a text names those below, and whether they act or take part."""

    start: int
    end: int
    part: Part
    text: str


@cache
def words() -> Words:
    """Return the lists; they are read once."""
    data = tomllib.loads(resource("catalogue", "duties.toml").read_text(encoding="utf-8"))
    return Words(
        addressed=tuple(data["addressed"]),
        object_before=tuple(data["object_before"]),
        together_before=tuple(data["together_before"]),
        lead=tuple((row["role"], tuple(row["words"])) for row in data["lead"]),
        dimension=tuple((row["code"], tuple(row["words"])) for row in data["dimension"]),
    )


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in words().addressed))


def addresses(text: str) -> Iterator[Address]:
    """Yield where ``text`` names those below as who acts or takes part."""
    lower = text.lower()
    for found in _addressed().finditer(lower):
        nearest = lower[max(0, found.start() - 90) : found.start()].rstrip()
        if _ends(nearest, words().together_before) or _together(nearest):
            part: Part = "cooperating"
        elif nearest.endswith("trách nhiệm của"):
            part = "lead"
        elif _ends(nearest, words().object_before) or _is_object(nearest):
            continue
        else:
            part = "lead"
        yield Address(
            start=found.start(), end=found.end(), part=part, text=text[found.start() : found.end()]
        )


def _ends(text: str, endings: tuple[str, ...]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}$", text) for word in endings)


def _together(before: str) -> bool:
    """Tell whether a list that begins with "phối hợp với" has come to this name."""
    found = re.search(r"phối hợp (?:chặt chẽ )?(?:với|cùng)[^.;:]*$", before)
    return found is not None


def _is_object(before: str) -> bool:
    """Tell whether a list that begins with a verb or "của" has come to this name."""
    verbs = "hướng dẫn|đôn đốc|kiểm tra|hỗ trợ|giúp|giám sát|tập huấn|của|cho|tại|trên|đối với"
    found = re.search(rf"(?<!\w)(?:{verbs})(?: việc)? [^.;:]*$", before)
    return found is not None and "yêu cầu" not in before


def is_report(text: str) -> bool:
    """Tell whether a duty is one to report."""
    return _REPORT.search(text) is not None


def time_of(text: str) -> str:
    """Return the first time or due date a text names, "" when it names none."""
    found = _TIME.search(text)
    return found[0] if found else ""


def periods_of(text: str) -> tuple[str, ...]:
    """Return the periods a report is due for: tháng, quý, 6 tháng, 9 tháng, năm."""
    return tuple(name for name, pattern in _PERIODS if pattern.search(text))


def recipients_of(text: str) -> tuple[str, ...]:
    """Return whom a report goes to."""
    found: dict[str, None] = {}
    for one in _RECIPIENT.finditer(text):
        for name in re.split(
            r",\s*(?=Sở|UBND|Ủy ban|Ban|Văn phòng|Bộ)| và (?=Sở|UBND|Ban)", one["who"]
        ):
            found.setdefault(name.strip(" ,"))
    return tuple(name for name in found if name)


def labelled(text: str) -> tuple[str, str] | None:
    """Return ("time" | "product" | "lead" | "cooperating", value) of "Thời gian: …" lines."""
    found = _LABELLED.match(text)
    if found is None:
        return None
    label = found["label"].lower()
    name = "time"
    if "sản phẩm" in label or "kết quả" in label:
        name = "product"
    elif "chủ trì" in label:
        name = "lead"
    elif "phối hợp" in label:
        name = "cooperating"
    return name, " ".join(found["value"].split()).strip(" .;")


def leading(text: str) -> str:
    """Return who a task begins with: "Sở Nội vụ: …", "Sở Nội vụ chủ trì …"; "" without."""
    found = _LEADING.match(text)
    return " ".join(found["who"].split()) if found else ""


def from_below(text: str, lead: str) -> str:
    """Return a superior's "phối hợp với UBND các xã …" as the commune says it: with ``lead``."""
    found = _TOGETHER.match(text)
    if found is None or not lead or found.end() >= len(text):
        return text
    return f"Phối hợp với {lead} {text[found.end() :]}"


def role_of(text: str) -> str:
    """Return which unit of an office a task is for, by what it is about."""
    lower = text.lower()
    scored = [
        (sum(lower.count(word) for word in entries), -index, role)
        for index, (role, entries) in enumerate(words().lead)
    ]
    best = max(scored)
    return best[2] if best[0] else "van_phong"


def dimensions_of(text: str) -> tuple[str, ...]:
    """Return the codes of the sub-dimensions a task is about, at most three."""
    lower = text.lower()
    found = (code for code, entries in words().dimension if any(word in lower for word in entries))
    return tuple(list(found)[:3])
