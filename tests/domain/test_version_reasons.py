"""Why a version was made is told in words, never as the code that was kept."""

from __future__ import annotations

import pytest

from papidesk import i18n
from papidesk.domain.version_reasons import reason_text


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("returned", "Bản chép từ báo cáo bị trả lại"),
        ("conflict settled", "Đã giải quyết xung đột"),
        ("bundle: Sở Nội vụ", "Nhận trong gói dữ liệu của Sở Nội vụ"),
    ],
)
def test_what_came_in_a_bundle_is_told_in_words(reason: str, said: str) -> None:
    i18n.use("vi")
    assert reason_text(reason) == said
