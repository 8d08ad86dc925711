"""HTML of a clipboard (Word, LibreOffice, browsers) as a manuscript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

import msgspec

from papidesk.domain.manuscript import Grid, GridCell, Line, Manuscript, Part
from papidesk.domain.recognise.html_style import Look, fonts_of, look_of, number_of, span, tidied
from papidesk.domain.richtext import Run
from papidesk.text.legacy import convert

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "section",
        "article",
        "center",
        "dd",
        "dt",
        "dl",
        "header",
        "footer",
        "main",
        "form",
        "figure",
        "figcaption",
        "address",
        "body",
    ]
)
_SKIPPED = frozenset(["style", "script", "head", "title", "xml", "meta"])
_VOID = frozenset(["br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr"])
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL)
# "[if !supportLists]" stays: Word keeps a list's typed number inside it.
_CONDITIONAL = re.compile(r"<!--\[if[^\]]*\]>.*?<!\[endif\]-->", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TABLE_TAG = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
# What Excel, LibreOffice Calc and Google Sheets copy: its grid is data, drawn or not.
_SHEET = re.compile(
    r"office:excel|<google-sheets|\bsdnum=|\bsdval=|<table cellspacing=\"0\" border=\"0\">",
    re.IGNORECASE,
)
_DEEPEST = 400


class _Open(msgspec.Struct):
    """An open element with the look its text has."""

    tag: str
    look: Look
    counter: int = 0
    list_type: str = ""


class _Cell(msgspec.Struct):
    """A table cell being read."""

    colspan: int
    rowspan: int
    lines: list[Line] = msgspec.field(default_factory=list)


class _Table(msgspec.Struct):
    """A table being read."""

    line: int
    borders: bool
    rows: list[list[_Cell]] = msgspec.field(default_factory=list)
    heads: int = 0


class _Reader(HTMLParser):
    """Gathers lines and tables; broken markup is taken as it comes."""

    def __init__(self, fonts: Mapping[str, str], *, sheet: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.fonts, self.sheet = fonts, sheet
        self.parts: list[Part] = []
        self.open: list[_Open] = [_Open(tag="", look=Look())]
        self.runs: list[Run] = []
        self.block = Look()
        self.number = ""
        self.bullet = False
        self.level = 0
        self.tables: list[_Table] = []
        self.skipping = 0
        self.count = 0
        self.blank = False
        self.break_before = False
        self.after_image = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED and tag not in _VOID:
            self.skipping += 1
        if self.skipping:
            return
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.after_image = True
        if tag == "br":
            self._break(given)
            return
        look = look_of(tag, given, self.open[-1].look, self.fonts)
        if tag in _BLOCKS:
            self._end_line()
            self.block = look
        self.break_before = self.break_before or look.page_break
        if tag == "hr" or tag in _VOID or len(self.open) > _DEEPEST:
            return
        entry = _Open(tag=tag, look=look)
        if tag in ("ol", "ul"):
            start = given.get("start", "1")
            entry.counter = int(start) - 1 if start.isdigit() and len(start) < 5 else 0
            entry.list_type = "•" if tag == "ul" else given.get("type", "1") or "1"
        self.open.append(entry)
        if tag == "li":
            self._number_item(given)
        elif tag == "table":
            self._start_table(given)
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag in ("td", "th") and self.tables:
            self._start_cell(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED and tag not in _VOID:
            self.skipping = max(0, self.skipping - 1)
            return
        if self.skipping or tag in _VOID:
            return
        if not any(entry.tag == tag for entry in self.open):
            return
        if tag in _BLOCKS:
            self._end_line(ended=tag in ("p", "li", "div"))
        while len(self.open) > 1:
            entry = self.open.pop()
            if entry.tag == "table":
                self._end_table()
            if entry.tag == tag:
                break
        self.block = self.open[-1].look

    def handle_data(self, data: str) -> None:
        if self.skipping:
            return
        look = self.open[-1].look
        if self.after_image:
            # Writers break the source line behind an anchored picture, even inside a word.
            data, self.after_image = data.lstrip("\r\n\t"), False
        if look.ignored:
            # The number Word typed for viewers that know no lists.
            self.number = (self.number + _SPACE.sub(" ", data)).strip()
            return
        text = data if look.preserved else _SPACE.sub(" ", data)
        text = convert(text, look.font)
        if look.capitals:
            text = text.upper()
        if text:
            self.runs.append(
                Run(
                    text=text,
                    bold=look.bold,
                    italic=look.italic,
                    underline=look.underline,
                    script=look.script,
                )
            )

    def _break(self, given: dict[str, str]) -> None:
        if "page-break-before" in given.get("style", "").replace(" ", ""):
            self._end_line()
            self.break_before = True
            return
        self.runs.append(Run(text="\n"))

    def _number_item(self, given: dict[str, str]) -> None:
        lists = [entry for entry in self.open if entry.list_type]
        if not lists:
            return
        own = lists[-1]
        value = given.get("value", "")
        own.counter = int(value) if value.isdigit() and len(value) < 5 else own.counter + 1
        self.level = len(lists) - 1
        self.bullet = own.list_type == "•"
        self.number = "-" if self.bullet else number_of(own.list_type, own.counter)

    def _start_table(self, given: dict[str, str]) -> None:
        border = given.get("border", "")
        drawn = border not in ("", "0") or "border" in given.get("style", "").replace(
            "border-collapse", ""
        ).replace("border:none", "")
        self.tables.append(_Table(line=self.count + 1, borders=drawn or self.sheet))

    def _start_cell(self, tag: str, given: dict[str, str]) -> None:
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        if "border" in given.get("style", "") and "border:none" not in given["style"].replace(
            " ", ""
        ):
            table.borders = True
        if tag == "th" and len(table.rows) == table.heads + 1:
            table.heads = len(table.rows)
        table.rows[-1].append(
            _Cell(colspan=span(given.get("colspan")), rowspan=span(given.get("rowspan")))
        )

    def _end_table(self) -> None:
        table = self.tables.pop()
        rows = tuple(
            tuple(GridCell(lines=tuple(c.lines), colspan=c.colspan, rowspan=c.rowspan) for c in row)
            for row in table.rows
            if row
        )
        if not rows:
            return
        if self.tables:
            # A table inside a cell: its lines stay in that cell.
            for row in table.rows:
                for cell in row:
                    self._keep(*cell.lines)
            return
        self.parts.append(
            Grid(
                rows=rows,
                line=table.line,
                header_rows=min(table.heads, len(rows) - 1),
                borders=table.borders,
            )
        )

    def _keep(self, *lines: Line) -> None:
        if self.tables and self.tables[-1].rows and self.tables[-1].rows[-1]:
            self.tables[-1].rows[-1][-1].lines.extend(lines)
        else:
            self.parts.extend(lines)

    def _end_line(self, ended: bool = False) -> None:
        rich = tidied(self.runs)
        self.runs = []
        if not rich.text:
            if ended:
                self.count += 1
                self.blank = True
            return
        self.count += 1
        self._keep(
            Line(
                text=rich,
                line=self.count,
                number=self.number,
                bullet=self.bullet or self.number in ("-", "+", "•", "·", "o", "§", "Ø"),
                list_level=self.level,
                heading=self.block.heading,
                align=self.block.align,
                size=self.block.size,
                blank_before=self.blank,
                page_break=self.break_before,
            )
        )
        self.number, self.bullet, self.level = "", False, 0
        self.blank = self.break_before = False


def read_html(html: str, name: str) -> Manuscript:
    """Return the manuscript of HTML from a clipboard or a file.

    Bold, italic, underline, raised and lowered text, lists with their numbers, tables with spans
    and fonts of TCVN3 and VNI are understood; everything else is taken for its text. Lines are
    counted by paragraph. Broken HTML is read as far as it goes.
    """
    reader = _Reader(fonts_of(html), sheet=bool(_SHEET.search(html)))
    reader.feed(_CONDITIONAL.sub("", _chosen(html)))
    reader.close()
    reader.handle_endtag("")
    reader._end_line()
    while reader.tables:
        reader._end_table()
    return Manuscript(name=name, form="html", parts=tuple(reader.parts))


def _chosen(html: str) -> str:
    """Return what was selected; Excel marks the rows, inside the table they belong to."""
    fragment = _FRAGMENT.search(html)
    if fragment is None:
        return html
    opened = [""]
    for tag in _TABLE_TAG.finditer(html, 0, fragment.start()):
        if not tag[1]:
            opened.append(tag[0])
        elif len(opened) > 1:
            opened.pop()
    return opened[-1] + fragment[1]
