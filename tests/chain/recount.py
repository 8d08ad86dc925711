"""The figures of a window, counted from the entries by hand: nothing of the program is asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from tests.chain.year import Entry

# How the catalogue's own rows read in papers, and how each adds up; written here once more.
SUMMED = {
    "Tin, bài trên trang/cổng thông tin điện tử": "tin-bai",
    "Lượt phát thanh trên hệ thống truyền thanh cơ sở": "luot-phat-thanh",
    "Hội nghị, buổi quán triệt, lồng ghép": "hoi-nghi",
    "Pano": "pano",
    "Tờ rơi": "to-roi",
    "Bài đăng Facebook": "bai-facebook",
    "Bài đăng Zalo": "bai-zalo",
    "Phản ánh, kiến nghị tiếp nhận": "phan-anh-tiep-nhan",
    "Hồ sơ dịch vụ công trực tuyến đã tiếp nhận": "ho-so-dvc",
    "Hồ sơ dịch vụ công trực tuyến toàn trình": "ho-so-toan-trinh",
    "Đối thoại, tiếp công dân": "doi-thoai",
    "Kiểm tra, giám sát": "kiem-tra",
    "Văn bản chỉ đạo đã ban hành": "van-ban-chi-dao",
}
PEOPLE = "Người dự hội nghị, buổi quán triệt, lồng ghép"
COST = "Kinh phí thực hiện"
LATEST = "Thủ tục hành chính được niêm yết công khai"
RATIO = "Tỷ lệ hồ sơ dịch vụ công trực tuyến toàn trình"
NAMES = (*SUMMED, PEOPLE, COST, LATEST, RATIO)


def recounted(
    entries: Iterable[Entry], since: datetime.date, until: datetime.date
) -> dict[str, Decimal | None]:
    """Return the figure of each name of :data:`NAMES`, both days included."""
    known = sorted(enumerate(entries), key=lambda pair: (pair[1].day, pair[0]))
    inside = [entry for _, entry in known if since <= entry.day <= until]
    before_end = [entry for _, entry in known if entry.day <= until]
    found: dict[str, Decimal | None] = {
        name: sum((entry.amounts.get(code, Decimal(0)) for entry in inside), Decimal(0))
        for name, code in SUMMED.items()
    }
    found[PEOPLE] = Decimal(sum(e.people or 0 for e in inside if "hoi-nghi" in e.amounts))
    found[COST] = Decimal(sum(entry.cost or 0 for entry in inside))
    posted = [entry for entry in before_end if "tthc-niem-yet" in entry.amounts]
    found[LATEST] = posted[-1].amounts["tthc-niem-yet"] if posted else None
    whole = found["Hồ sơ dịch vụ công trực tuyến đã tiếp nhận"]
    part = found["Hồ sơ dịch vụ công trực tuyến toàn trình"]
    found[RATIO] = part * 100 / whole if part is not None and whole else None
    return found


def said(value: Decimal | None, *, places: int = 0) -> str:
    """Return a figure as papers write it: 1.234, 40,4, "–" for none."""
    if value is None:
        return "–"
    step = Decimal(1).scaleb(-places)
    rounded = value.quantize(step, ROUND_HALF_UP)
    whole, _, rest = f"{rounded:,}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
