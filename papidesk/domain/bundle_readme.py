"""The README.txt of a bundle, for whoever opens the container by hand; never parsed."""

from __future__ import annotations

from papidesk.domain.bundle import BUNDLE_KINDS, Manifest

# Stands in the bundle for whoever opens it by hand: Vietnamese.
_README = """\
GÓI DỮ LIỆU PAPIDESK

Loại:       {kind}
Đơn vị gửi: {sender}
Nơi nhận:   {to}
Kỳ:         {period}
Lập lúc:    {made_at} (giờ UTC)

Đây là gói dữ liệu đã ký số của phần mềm PapiDesk. Mở phần mềm, vào “Gửi / Nhận”, chọn tệp này để
kiểm tra và nhận. Không sửa, không giải nén rồi nén lại: gói bị sửa sẽ không nhận được nữa.
Dữ liệu ở thư mục data (mỗi dòng một bản ghi), tệp đính kèm ở thư mục blobs.
"""
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
    return _README.format(
        kind=_KIND_WORDS[manifest.kind],
        sender=f"{manifest.sender.name} ({manifest.sender.unit})",
        to=", ".join(manifest.to),
        period=manifest.covers.period or "-",
        made_at=manifest.created_at,
    )
