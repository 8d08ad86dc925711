"""The README.txt of a bundle, for whoever opens the container by hand; never parsed."""

from __future__ import annotations

import datetime

from papidesk.domain import figure_text
from papidesk.domain.bundle import BUNDLE_KINDS, Manifest
from papidesk.domain.periods import BadPeriodError, parse

# Stands in the bundle for whoever opens it by hand: Vietnamese.
_README = """\
GÓI DỮ LIỆU PAPIDESK

{said}

Đây là gói dữ liệu đã ký số của phần mềm PapiDesk. Mở phần mềm, vào “Gửi / Nhận”, chọn tệp này để
kiểm tra và nhận. Không sửa, không giải nén rồi nén lại: gói bị sửa sẽ không nhận được nữa.
Dữ liệu ở thư mục data (mỗi dòng một bản ghi), tệp đính kèm ở thư mục blobs.
"""
# The whole country has one time (ISO 8601: +07:00).
_HERE = datetime.timezone(datetime.timedelta(hours=7))
_KIND_WORDS = {
    "report": "Báo cáo",
    "plan": "Kế hoạch",
    "directive": "Giao nhiệm vụ",
    "return": "Ý kiến về báo cáo",
    "receipt": "Biên nhận",
    "keyset": "Bộ khóa",
    "office": "Trao đổi giữa các máy của cơ quan",
}
assert _KIND_WORDS.keys() == BUNDLE_KINDS.keys()


def text(manifest: Manifest) -> str:
    """Return the text of README.txt: what this is, from whom to whom, what to do with it."""
    said = {
        "Loại": _KIND_WORDS[manifest.kind],
        "Đơn vị gửi": f"{manifest.sender.name} ({manifest.sender.unit})",
        "Mã nơi nhận": ", ".join(manifest.to),
        "Kỳ": _period(manifest.covers.period),
        "Lập lúc": _moment(manifest.created_at),
    }
    wide = max(map(len, said)) + 1
    return _README.format(
        said="\n".join(f"{name + ':':{wide}} {told}" for name, told in said.items() if told)
    )


def _period(code: str) -> str:
    try:
        return parse(code).label
    except BadPeriodError:
        return code


def _moment(written: str) -> str:
    """Return a time of a manifest as people here tell it; as it stands where it is none."""
    try:
        moment = datetime.datetime.fromisoformat(written)
    except ValueError:
        return written
    here = moment.astimezone(_HERE) if moment.tzinfo else moment
    return f"{here:%H:%M} ngày {figure_text.day(here.date())} (giờ Việt Nam)"
