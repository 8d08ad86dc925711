"""What stands in the register of outgoing papers beside what the paper says itself."""

from __future__ import annotations

import pytest

from papidesk.domain.register_book import copy_holder


@pytest.mark.parametrize(
    ("lines", "holder"),
    [
        (("Như trên;", "Lưu: VT, VHXH."), "VT, VHXH"),
        (("- Lưu: VT.",), "VT"),
        (("LƯU : VT; VP (3b).",), "VT; VP (3b)"),
        (("Như trên;", "Văn phòng lưu trữ"), ""),
        ((), ""),
    ],
)
def test_who_keeps_the_file_copy_is_read_off_the_recipients(
    lines: tuple[str, ...], holder: str
) -> None:
    assert copy_holder(lines) == holder
