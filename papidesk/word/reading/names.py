"""Names and small readings of WordprocessingML elements."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{WORD}}}"
R = f"{{{RELATIONS}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VAL = f"{W}val"

# ISO 29500 Strict says the same under other addresses; one spelling is enough inside.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONS.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
)

_OFF = frozenset({"0", "false", "off"})
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}


def value(parent: Element | None, tag: str) -> str | None:
    """Return ``w:val`` of the child ``tag`` (without prefix); None where there is none."""
    found = parent.find(W + tag) if parent is not None else None
    return found.get(VAL) if found is not None else None


def is_on(element: Element) -> bool:
    """Return what an on/off element says: on, unless its value says otherwise."""
    return element.get(VAL, "1") not in _OFF


def flag(parent: Element | None, tag: str) -> bool:
    """Tell whether ``parent`` has the on/off child ``tag`` and it is on."""
    found = parent.find(W + tag) if parent is not None else None
    return found is not None and is_on(found)


def whole(text: str | None, default: int = 0) -> int:
    """Return a whole number as Word reads it; ``default`` where it is none."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default


def twips(text: str | None) -> int | None:
    """Return a measure in twentieths of a point, given bare or with a unit ("12pt")."""
    if not text:
        return None
    try:
        if text[-2:] in _UNITS:
            return round(float(text[:-2]) * _UNITS[text[-2:]])
        return int(float(text))
    except (ValueError, OverflowError):
        return None
