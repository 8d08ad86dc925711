"""Characters the font has no picture for, spelled by their code: "[U+6F22]".

A paper of ours is refused until such a character is replaced. What others wrote stands in a
register as it is: so nothing vanishes, and one odd sign does not keep a whole year from paper.
"""

from __future__ import annotations

from papidesk.printing.fonts import MissingGlyphError, printable
from papidesk.printing.typesetting import Type


def spelled(kind: Type, text: str) -> str:
    """Return ``text`` with every character ``kind`` cannot print spelled by its code."""
    try:
        kind.width(" ".join(printable(text).split()))
    except MissingGlyphError:
        return "".join(sign if _known(kind, sign) else f"[U+{ord(sign):04X}]" for sign in text)
    return text


def _known(kind: Type, sign: str) -> bool:
    return sign.isspace() or kind.face.has(map(ord, printable(sign)))
