"""Signs that are typed with AltGr are no shortcuts of styles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.editor.surface_keys import by_alt_gr

LEFT_CONTROL, LEFT_ALT, RIGHT_ALT = 2, 4, 64
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(
    ("text", "native", "platform", "typed"),
    [
        ("1", LEFT_CONTROL | RIGHT_ALT, "windows", True),
        ("", LEFT_CONTROL | RIGHT_ALT, "windows", False),
        ("1", LEFT_CONTROL | LEFT_ALT, "windows", False),
        ("1", RIGHT_ALT, "xcb", False),
    ],
)
def test_a_digit_that_alt_gr_types_is_written_and_no_style_is_chosen(
    text: str, native: int, platform: str, typed: bool
) -> None:
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, int(Qt.Key.Key_1), BOTH, 0, 0x31, native, text, False, 1
    )
    assert by_alt_gr(event, platform) == typed
