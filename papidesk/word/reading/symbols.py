"""Characters of symbol fonts as plain characters: bullets are "-", signs keep their meaning."""

from __future__ import annotations

import re

_SYMBOL_FONT = re.compile(r"^(symbol|wingdings|webdings|marlett|zapf ?dingbats)", re.IGNORECASE)
LEGACY_FONT = re.compile(r"^(\.vn|vni[-\s])", re.IGNORECASE)
TCVN3_FONT = re.compile(r"^\.vn", re.IGNORECASE)

_SIGNS = {
    "symbol": {
        0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
        0xAE: "→", 0xDE: "⇒", 0xA5: "∞", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x70: "π", 0x44: "Δ",
        0x53: "Σ", 0x57: "Ω", 0x20: " ", 0xA0: " ", 0x2B: "+", 0x2D: "-", 0x3D: "=", 0x2A: "*",
    },
    "wingdings": {
        0xE0: "→", 0xF0: "→", 0xE8: "→", 0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xFE: "☑", 0x6F: "☐",
        0xA8: "☐", 0x71: "☐", 0x72: "☐", 0x28: "☎", 0x2A: "✉", 0x20: " ",
    },
}  # fmt: skip


def is_symbol_font(font: str) -> bool:
    """Tell whether the letters of ``font`` are signs and not letters."""
    return bool(font) and _SYMBOL_FONT.match(font) is not None


def sign(font: str, code: int) -> str:
    """Return the plain character for ``code`` (0x20–0xFF or 0xF020–0xF0FF) of a symbol font."""
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    family = "symbol" if font.lower().startswith("symbol") else "wingdings"
    if 0x30 <= code <= 0x39 and family == "symbol":
        return chr(code)
    return _SIGNS[family].get(code, "-")


def signs(font: str, text: str) -> str:
    """Return ``text``, set in a symbol font, in plain characters."""
    return "".join(sign(font, ord(letter)) if letter > " " else letter for letter in text)


def symbol(font: str, code: str) -> str:
    """Return the plain character of a ``w:sym`` element; ``code`` is hexadecimal."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if is_symbol_font(font) or 0xF000 <= number <= 0xF0FF:
        return sign(font, number)
    return chr(number) if 0x20 <= number < 0xD800 else ""
