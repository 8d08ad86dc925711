"""What tags and inline styles of HTML say about a text's look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from papidesk.domain.numbering import letter, roman
from papidesk.domain.richtext import RichText, Run, from_runs
from papidesk.text.clean import clean

_HEADING = re.compile(r"h([1-6])$")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(pt|px)")
_FONT = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style>", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"\.([\w-]+)")
_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|[1-4]00)", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(left|right|center|justify)", re.IGNORECASE)
_ALIGNS: dict[str, Literal["left", "right", "center", "both"]] = {
    "left": "left", "right": "right", "center": "center", "justify": "both", "middle": "center",
}  # fmt: skip


class Look(msgspec.Struct, frozen=True):
    """The look of a text inside an element, inherited where the element says nothing."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    script: Literal["", "sup", "sub"] = ""
    font: str = ""
    size: float = 0.0
    align: Literal["", "left", "center", "right", "both"] = ""
    heading: int = 0
    capitals: bool = False
    preserved: bool = False
    ignored: bool = False
    page_break: bool = False


def fonts_of(html: str) -> dict[str, str]:
    """Return the font of each class that style sheets in ``html`` name: Excel says it there."""
    found = {}
    for sheet in _STYLE_SHEET.finditer(html):
        for rule in _RULE.finditer(sheet[1]):
            if font := _FONT.search(rule[2]):
                name = font[1].split(",")[0].strip(" '\"\r\n\t")
                found.update(dict.fromkeys(_CLASS.findall(rule[1]), name))
    return found


def look_of(tag: str, given: dict[str, str], above: Look, fonts: Mapping[str, str]) -> Look:
    """Return the look of an element from its tag, attributes and the element it is in.

    ``fonts`` are those of the classes it may have (:func:`fonts_of`).
    """
    look = msgspec.structs.replace(above, page_break=False)
    known = [name for name in given.get("class", "").split() if name in fonts]
    change: dict[str, object] = {"font": fonts[known[-1]]} if known else {}
    if tag in ("b", "strong", "th"):
        change["bold"] = True
    elif tag in ("i", "em"):
        change["italic"] = True
    elif tag in ("u", "ins"):
        change["underline"] = True
    elif tag in ("sup", "sub"):
        change["script"] = tag
    elif tag == "pre":
        change["preserved"] = True
    elif tag == "center":
        change["align"] = "center"
    elif tag in ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6"):
        match = _HEADING.match(tag)
        change["heading"] = int(match[1]) if match else 0
        if match:
            change["bold"] = True
    if "face" in given:
        change["font"] = given["face"]
    if given.get("align", "").lower() in _ALIGNS:
        change["align"] = _ALIGNS[given["align"].lower()]
    if "style" in given:
        change |= _styled(given["style"])
    return msgspec.structs.replace(look, **change)


def _styled(style: str) -> dict[str, object]:
    change: dict[str, object] = {}
    plain = style.lower().replace(" ", "")
    if _BOLD.search(style):
        change["bold"] = True
    elif _NOT_BOLD.search(style):
        change["bold"] = False
    if "font-style:italic" in plain:
        change["italic"] = True
    elif "font-style:normal" in plain:
        change["italic"] = False
    if "text-decoration:underline" in plain or "text-decoration-line:underline" in plain:
        change["underline"] = True
    elif "text-decoration:none" in plain:
        change["underline"] = False
    if "vertical-align:super" in plain:
        change["script"] = "sup"
    elif "vertical-align:sub" in plain:
        change["script"] = "sub"
    if match := _FONT.search(style):
        change["font"] = match[1].split(",")[0].strip(" '\"")
    if "font-size:" in plain and (size := _SIZE.search(plain[plain.index("font-size:") :])):
        change["size"] = float(size[1]) * (0.75 if size[2] == "px" else 1.0)
    if match := _ALIGN.search(style):
        change["align"] = _ALIGNS[match[1].lower()]
    change |= {
        key: True
        for key, sign in (
            ("capitals", "text-transform:uppercase"),
            ("preserved", "white-space:pre"),
            ("ignored", "mso-list:ignore"),
            ("page_break", "page-break-before:always"),
        )
        if sign in plain
    }
    return change


def number_of(kind: str, value: int) -> str:
    """Return the number of a list item as a browser shows it, by the list's ``type``."""
    if kind == "I":
        return f"{roman(value)}."
    if kind == "i":
        return f"{roman(value).lower()}."
    if kind == "a":
        return f"{letter(value)})"
    if kind == "A":
        return f"{letter(value).upper()}."
    return f"{value}."


def span(text: str | None) -> int:
    """Return a colspan or rowspan attribute's value, from 1 to 100."""
    return max(1, min(int(text), 100)) if text and text.isdigit() and len(text) < 4 else 1


def tidied(runs: list[Run]) -> RichText:
    """Return the runs as cleaned text: blanks collapsed at joints, none at the ends of lines."""
    kept: list[Run] = []
    after_space = True
    for run in runs:
        text = clean(run.text)
        if after_space:
            text = text.lstrip(" ")
        if not text:
            continue
        if text.startswith("\n") and kept and kept[-1].text.endswith(" "):
            kept[-1] = msgspec.structs.replace(kept[-1], text=kept[-1].text.rstrip(" "))
        after_space = text[-1] in " \n"
        kept.append(msgspec.structs.replace(run, text=text))
    return from_runs(run for run in kept if run.text).strip()
