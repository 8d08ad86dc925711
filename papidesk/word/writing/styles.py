"""The style sheet of our Word files: one named style for each component of the form.

A clerk who edits the file finds the components of NĐ 30/2020 by their Vietnamese names in the list
of styles and changes all of one kind at once; nothing is formatted by hand that a style can say.
"""

from __future__ import annotations

from functools import lru_cache

from papidesk.domain.layout_profile import (
    STYLE_NAMES,
    LayoutProfile,
    Style,
    StyleName,
)
from papidesk.word.writing.xml import (
    HEADER,
    NAMESPACES,
    from_mm,
    from_pt,
    indent,
    spacing,
)

# No commas: Word takes what follows one for another name of the style.
UI_NAMES: dict[StyleName, str] = {
    "nation": "Quốc hiệu", "motto": "Tiêu ngữ", "superior": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành", "number": "Số ký hiệu", "place_date": "Địa danh thời gian",
    "kind": "Tên loại", "abstract": "Trích yếu", "subject": "Trích yếu công văn",
    "authority": "Thẩm quyền", "enacting": "Quyết định", "bases": "Căn cứ", "body": "Lời văn",
    "part_label": "Phần Chương", "part_title": "Tiêu đề phần chương", "section_label": "Mục",
    "section_title": "Tiêu đề mục", "article": "Điều", "group": "Mục I", "clause_title": "Mục 1",
    "clause": "Khoản 1", "point": "Điểm a", "item": "Gạch đầu dòng", "center": "Giữa dòng",
    "right": "Bên phải", "note": "Ghi chú", "addressee": "Kính gửi",
    "recipients_label": "Nơi nhận", "recipients": "Danh sách nơi nhận",
    "signature_title": "Quyền hạn chức vụ", "signature_name": "Họ tên người ký",
    "annex_label": "Phụ lục", "annex_title": "Tiêu đề phụ lục", "annex_note": "Kèm theo",
    "urgency": "Mức độ khẩn", "circulation": "Phạm vi lưu hành", "copy_form": "Hình thức sao",
    "electronic": "Bản sao điện tử", "confirmation": "Xác nhận",
    "drafter_mark": "Ký hiệu người soạn", "address": "Địa chỉ",
    "page_number": "Số trang", "table_head": "Đầu bảng", "table_cell": "Ô trong bảng",
    "footnote": "Chú thích",
}  # fmt: skip
RULE, ADDRESS_RULE, SPACER = "PDrule", "PDaddressrule", "PDspacer"
NOTE_MARK, PAGE_TABLE, GRID_TABLE = "PDnotemark", "PDlayout", "PDgrid"

# Components of running text: they have the paragraph gap and the line spacing of the body.
_TEXT = frozenset(
    {
        "bases", "body", "part_label", "part_title", "section_label", "section_title", "article",
        "group", "clause_title", "clause", "point", "item", "center", "right", "note",
    }
)  # fmt: skip
HEADINGS = frozenset(
    {"part_label", "part_title", "section_label", "section_title", "article", "group",
     "clause_title"}
)  # fmt: skip
_KEPT = frozenset(
    {"nation", "motto", "superior", "issuer", "number", "place_date", "kind", "abstract", "subject",
     "authority", "enacting", "addressee", "annex_label", "annex_title", "annex_note",
     "copy_form"}
)  # fmt: skip
# Space between the text of a boxed mark and its frame, and the frame's weight in points.
FRAME_SPACE, FRAME_WEIGHT = 2, 1
# The height of the paragraph that carries a rule, in twips: it counts as part of the gap.
RULE_LINE = 20


def style_id(name: StyleName) -> str:
    """Return the id of a component's style in the file."""
    return "PD" + name.replace("_", "")


def style_name(name: StyleName) -> str:
    """Return the name that Word shows for a component's style."""
    return f"PapiDesk {UI_NAMES[name]}"


def half_points(size: float) -> int:
    """Return a type size as Word counts it."""
    return round(size * 2)


class _Key:
    """A profile as a key of the cache: records with dictionaries have no hash of their own."""

    def __init__(self, profile: LayoutProfile) -> None:
        self.profile = profile

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.profile == other.profile

    def __hash__(self) -> int:
        return hash((self.profile.name, self.profile.base))


def style_sheet(profile: LayoutProfile) -> bytes:
    """Return the part ``word/styles.xml``; made once a profile, since papers differ in words."""
    return _made(_Key(profile))


@lru_cache(maxsize=8)
def _made(key: _Key) -> bytes:
    return _sheet(key.profile).encode()


def _sheet(profile: LayoutProfile) -> str:
    own = "".join(_component(profile, name) for name in STYLE_NAMES)
    return f"{HEADER}<w:styles {NAMESPACES}>{_defaults(profile)}{own}{_helpers(profile)}</w:styles>"


def _defaults(profile: LayoutProfile) -> str:
    font, size = profile.font, half_points(profile.style("body").points)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        f'<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(before=0, after=0, line=240)}</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f"<w:tblPr>{_margins(0)}</w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _margins(side: int) -> str:
    sides = "".join(
        f'<w:{name} w:w="{side}" w:type="dxa"/>' for name in ("top", "left", "bottom", "right")
    )
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


def _component(profile: LayoutProfile, name: StyleName) -> str:
    style = profile.style(name)
    following = f'<w:next w:val="{style_id("body")}"/>' if name in HEADINGS else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{style_name(name)}"/><w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
        f"<w:pPr>{_paragraph(profile, name, style)}</w:pPr><w:rPr>{_type(name, style)}</w:rPr>"
        "</w:style>"
    )


def _paragraph(profile: LayoutProfile, name: StyleName, style: Style) -> str:
    text = profile.text
    parts = []
    if name in HEADINGS or name in _KEPT:
        parts.append("<w:keepNext/>")
    if name in _KEPT:
        parts.append("<w:keepLines/>")
    if name in _FRAMED:
        parts.append(f"<w:pBdr>{_frame(_FRAMED[name])}</w:pBdr>")
    if name in _TEXT:
        gap = text.heading_gap_pt.chosen if name in HEADINGS else text.paragraph_gap_pt.chosen
        parts.append(spacing(before=from_pt(gap), after=0, line=round(240 * text.lines.chosen)))
    if style.indent:
        parts.append(indent(None, None, from_mm(text.first_line_mm.chosen)))
    if style.align != "left":
        parts.append(f'<w:jc w:val="{style.align}"/>')
    return "".join(parts)


# Marks in a frame of one line, and its colour: urgency is bright red (mục III.2b).
_FRAMED = {"urgency": "FF0000", "circulation": "000000"}


def _frame(colour: str) -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="{8 * FRAME_WEIGHT}" w:space="{FRAME_SPACE}" '
        f'w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )


def _type(name: StyleName, style: Style) -> str:
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    italic = "<w:i/><w:iCs/>" if style.italic else ""
    red = '<w:color w:val="FF0000"/>' if name == "urgency" else ""
    size = half_points(style.points)
    return f'{bold}{italic}{red}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _helpers(profile: LayoutProfile) -> str:
    """Return the styles that are no component: rules, spacers, note marks, table forms."""
    rules = profile.rules
    weight = round(rules.width_pt * 8)
    line = f'<w:pBdr><w:top w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/></w:pBdr>'
    # The line below text is the upper border of a paragraph that is next to nothing high: Word and
    # LibreOffice draw it from indent to indent, and no shape can slip away when text is edited.
    gap = spacing(
        before=max(0, from_pt(rules.gap_pt) - RULE_LINE), after=0, line=RULE_LINE, exact=True
    )
    border = round(profile.table.border_pt * 8)
    grid = "".join(
        f'<w:{side} w:val="single" w:sz="{border}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    tiny = '<w:sz w:val="2"/><w:szCs w:val="2"/>'
    return (
        _extra(RULE, "Đường kẻ", f"<w:keepNext/>{line}{gap}", tiny)
        + _extra(ADDRESS_RULE, "Đường kẻ cuối trang", f"{line}{gap}", tiny)
        + _extra(SPACER, "Khoảng cách", spacing(before=0, after=0, line=20, exact=True), tiny)
        + f'<w:style w:type="character" w:customStyle="1" w:styleId="{NOTE_MARK}">'
        '<w:name w:val="PapiDesk Dấu chú thích"/><w:basedOn w:val="DefaultParagraphFont"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{PAGE_TABLE}">'
        '<w:name w:val="PapiDesk Bố cục"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr>{_margins(0)}</w:tblPr></w:style>"
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{GRID_TABLE}">'
        '<w:name w:val="PapiDesk Bảng"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{grid}</w:tblBorders>{_margins(from_pt(profile.table.padding_pt))}"
        "</w:tblPr></w:style>"
    )


def _extra(key: str, name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}">'
        f'<w:name w:val="PapiDesk {name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )
