"""What placeholders are filled with: office, place, year, units, superior, index, answers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from papidesk.domain import default_catalogue
from papidesk.domain.issuer_name import running
from papidesk.domain.office import Office, Unit, superior_on, valid_on
from papidesk.domain.papi import Dimension
from papidesk.domain.papi_series import in_force
from papidesk.domain.periods import BadPeriodError, Period, parse
from papidesk.domain.templates import Question
from papidesk.drafting.failures import BadAnswerError
from papidesk.drafting.filters import day_of
from papidesk.drafting.sandbox import VALUE_LIMIT, Value
from papidesk.errors import N_, Term
from papidesk.text.clean import clean
from papidesk.text.fold import fold

INDEX_NAME = "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI)"
LINES_LIMIT = 200

# Who does what, by words in a unit's name, and who it is where an office has no such unit.
_ROLES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "van_phong": (("van phong",), "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
                  "Công chức Văn phòng - Thống kê"),
    "van_hoa": (("van hoa",), "Phòng Văn hóa - Xã hội", "Công chức Văn hóa - Xã hội"),
    "tai_chinh": (("tai chinh", "kinh te"), "Phòng Kinh tế", "Công chức Tài chính - Kế toán"),
    "kinh_te": (("dia chinh", "kinh te"), "Phòng Kinh tế", "Công chức Địa chính - Xây dựng"),
    "mot_cua": (("hanh chinh cong", "mot cua"), "Trung tâm Phục vụ hành chính công",
                "Bộ phận Tiếp nhận và Trả kết quả"),
    "tu_phap": (("tu phap",), "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
                "Công chức Tư pháp - Hộ tịch"),
    "truyen_thanh": (("truyen thanh",), "Bộ phận phụ trách hệ thống truyền thanh cơ sở",
                     "Đài truyền thanh"),
    "cong_an": (("cong an",), "Công an", "Công an"),
}  # fmt: skip

# The placeholders every template may use, with what each stands for.
PLACEHOLDERS: dict[str, str] = {
    "nam": N_("year of the document"),
    "nam_truoc": N_("the year before"),
    "nam_sau": N_("the year after"),
    "hom_nay": N_("today"),
    "co_quan": N_("official name of the office"),
    "co_quan_tat": N_("short name of the office"),
    "don_vi": N_("administrative unit"),
    "cap": N_("what kind of unit it is"),
    "ten": N_("proper name of the unit"),
    "dia_danh": N_("place of the date line"),
    "dia_ban": N_("“on the territory of …”"),
    "thon": N_("villages or quarters"),
    "truong_thon": N_("head of a village or quarter"),
    "hai_cap": N_("whether there are two levels of local government"),
    "cap_tren": N_("official name of the superior"),
    "cap_tren_tat": N_("short name of the superior"),
    "tinh": N_("the province"),
    "phong_ban": N_("units of the office, a list"),
    "vai": N_("units by what they do: vai.van_phong, vai.van_hoa, vai.tai_chinh …"),
    "chi_so": N_("right name of the index"),
    "noi_dung_papi": N_("the eight dimensions, a list with ma, ten and chi_tieu"),
    "ky_hieu": N_("letters of the office in the symbols of papers"),
    "nguoi_ky": N_("name of the signer"),
    "chuc_vu": N_("position of the signer"),
}


def office_values(
    office: Office,
    *,
    year: int,
    today: datetime.date,
    signer: str = "",
    position: str = "",
    known: Sequence[Dimension] = (),
) -> dict[str, Value]:
    """Return the value of each of :data:`PLACEHOLDERS` for a document of ``year``.

    ``known`` are the dimensions of the index as the office calls them.
    """
    day = datetime.date(year, 12, 31) if year < today.year else today
    two = office.preset == "two-level"
    above = superior_on(office, day)
    name = office.name
    unit_word = _unit_word(name)
    urban = unit_word in ("phường", "thị trấn")
    superior = f"Ủy ban nhân dân {above.name}" if above and _is_area(above.name) else ""
    superior = superior or (above.name if above else "")
    province = next(
        (one.name for one in valid_on(office.superiors, day) if one.level == "province"), ""
    )
    units = [unit.name for unit in valid_on(office.units, day)]
    return {
        "nam": year,
        "nam_truoc": year - 1,
        "nam_sau": year + 1,
        "hom_nay": f"{today:%d/%m/%Y}",
        "co_quan": office.full_name,
        "co_quan_tat": _short(office.full_name),
        "don_vi": name,
        "cap": unit_word or "cơ quan",
        "ten": office.proper_name,
        "dia_danh": office.place,
        "dia_ban": f"trên địa bàn {name}" if unit_word else f"tại {name}",
        "thon": "tổ dân phố" if urban else "thôn",
        "truong_thon": "Tổ trưởng tổ dân phố" if urban else "Trưởng thôn",
        "hai_cap": two,
        "cap_tren": superior,
        "cap_tren_tat": _short(superior),
        "tinh": province or ("tỉnh" if above is None or above.level != "province" else above.name),
        "phong_ban": list(units),
        "vai": _roles(valid_on(office.units, day), two),
        "chi_so": INDEX_NAME,
        "noi_dung_papi": dimensions(year, known),
        "ky_hieu": office.symbol,
        "nguoi_ky": signer,
        "chuc_vu": _post(position),
    }


def _post(position: str) -> str:
    """Return a post as in running text: "Phó Chủ tịch", "Chánh Văn phòng" (Phụ lục II, mục IV)."""
    return re.sub(
        r"^((?:Phó |Chánh |Quyền )+)(\w)", lambda m: m[1] + m[2].upper(), running(position)
    )


def _short(name: str) -> str:
    return re.sub(r"^Ủy ban nhân dân\b", "UBND", name)


def _is_area(name: str) -> bool:
    return bool(_unit_word(name))


def _unit_word(name: str) -> str:
    found = re.match(
        r"(xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\s", name, re.IGNORECASE
    )
    return found[1].lower() if found else ""


def _roles(units: tuple[Unit, ...], two_levels: bool) -> dict[str, Any]:
    roles = {}
    for role, (words, two, three) in _ROLES.items():
        known = (unit.name for word in words for unit in units if word in fold(unit.name))
        roles[role] = next(known, two if two_levels else three)
    return roles


def unit_for(office: Office, role: str) -> str:
    """Return the unit of ``office`` that is in charge of ``role`` ("van_phong", "tai_chinh" …)."""
    return str(_roles(office.units, office.preset == "two-level").get(role, ""))


def dimensions(year: int, known: Sequence[Dimension] = ()) -> list[Any]:
    """Return the eight dimensions in force in ``year``: code, name, sub-dimensions.

    ``known`` are all there ever were as the office calls them; ours without them.
    """
    valid = in_force(year, known or default_catalogue.dimensions())
    return [
        {
            "ma": top.code.removeprefix("D"),
            "ten": top.name,
            "chi_tieu": [
                {"ma": part.code, "ten": part.name} for part in valid if part.parent == top.code
            ],
        }
        for top in valid
        if not top.parent
    ]


def answer_value(question: Question, answer: str) -> Value:
    """Return what a placeholder gets from an answer; "" or an empty list leaves a blank.

    Raises :class:`~papidesk.drafting.failures.BadAnswerError`.
    """
    text = clean(answer).strip()
    if len(text) > VALUE_LIMIT:
        raise _bad(question, text, N_("it is too long"))
    match question.kind:
        case "lines":
            lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
            return list(lines[:LINES_LIMIT])
        case "date":
            return _day(question, text)
        case "number":
            if text and not re.fullmatch(r"\d{1,3}(\.\d{3})*(,\d+)?|\d+(,\d+)?", text):
                raise _bad(question, text, N_("write a number, for example 1.250 or 12,5"))
            return text
        case "choice":
            if text and question.choices and text not in question.choices:
                raise _bad(question, text, N_("choose one of the list"))
            return text
        case "period":
            return _period(question, text)
        case _:
            return " ".join(text.split())


def _day(question: Question, text: str) -> str:
    if not text:
        return ""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    day = day_of(f"{found[3]}/{found[2]}/{found[1]}" if found else text)
    if day is None:
        raise _bad(question, text, N_("write a day as 20/01/2026"))
    return f"{day:%d/%m/%Y}"


def _period(question: Question, text: str) -> Value:
    if not text:
        return {"ten": "", "sau": "", "truoc": "", "nam": "", "tu": "", "den": ""}
    try:
        period = parse(text)
    except BadPeriodError as error:
        raise _bad(
            question, text, N_("write a period as 2026, 2026-H1, 2026-Q1 or 2026-M06")
        ) from error
    return {
        "ten": period.label,
        "sau": _next(period).label,
        "truoc": period.last_year().label,
        "nam": str(period.year),
        "tu": f"{period.start:%d/%m/%Y}",
        "den": f"{period.end:%d/%m/%Y}",
    }


def _next(period: Period) -> Period:
    """Return the period a report's last section plans for."""
    if period.kind == "half" and period.index == 1:
        return Period(year=period.year, kind="half", index=2)
    if period.kind == "quarter" and period.index < 4:
        return Period(year=period.year, kind="quarter", index=period.index + 1)
    if period.kind == "month" and period.index < 12:
        return Period(year=period.year, kind="month", index=period.index + 1)
    if period.kind == "nine_months":
        return Period(year=period.year, kind="quarter", index=4)
    return Period(year=period.year + 1)


def _bad(question: Question, value: str, detail: str) -> BadAnswerError:
    return BadAnswerError(label=question.label, value=value[:60], detail=Term(detail), line=0)
