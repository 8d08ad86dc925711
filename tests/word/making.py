"""Word files made by hand, a piece of WordprocessingML at a time."""

from __future__ import annotations

import zipfile
from pathlib import Path

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def p(text: str = "", ppr: str = "", rpr: str = "") -> str:
    """A paragraph of one run."""
    run = r(text, rpr) if text else ""
    return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{run}</w:p>"


def r(text: str, rpr: str = "") -> str:
    """A run."""
    look = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def font(name: str) -> str:
    """Run properties with one font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def numbered(text: str, number_id: int, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>')


def docx(path: Path, body: str, **parts: str) -> Path:
    """Write a .docx with ``body``; other parts by their name: styles, numbering, footnotes …

    A part named ``raw_…`` is written as given, without the wrapping element.
    """
    kinds = {
        "styles": "w:styles", "numbering": "w:numbering", "footnotes": "w:footnotes",
        "endnotes": "w:endnotes", "comments": "w:comments", "header1": "w:hdr",
        "footer1": "w:ftr", "header2": "w:hdr",
    }  # fmt: skip
    relations, overrides = [], []
    files = {"word/document.xml": f"{HEAD}<w:document {NS}><w:body>{body}</w:body></w:document>"}
    for name, content in parts.items():
        if name == "relations":
            relations.append(content)
            continue
        files[f"word/{name}.xml"] = f"{HEAD}<{kinds[name]} {NS}>{content}</{kinds[name]}>"
        kind = name.rstrip("0123456789")
        relations.append(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>')
        overrides.append(
            f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>'
        )
    files["word/_rels/document.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}">{"".join(relations)}</Relationships>'
    )
    files["_rels/.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    files["[Content_Types].xml"] = (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" '
        f'ContentType="{WORD_TYPE}.document.main+xml"/>{"".join(overrides)}</Types>'
    )
    return package(path, files)


def package(path: Path, files: dict[str, str | bytes]) -> Path:
    """Write a zip archive with ``files``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def abstract(key: int, *levels: str) -> str:
    """An abstract list; each level is the inside of its ``w:lvl``."""
    inside = "".join(
        f'<w:lvl w:ilvl="{index}">{level}</w:lvl>' for index, level in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{key}">{inside}</w:abstractNum>'


def level(form: str, text: str, start: int = 1, more: str = "", look: str = "") -> str:
    """The inside of one level of a list."""
    return (
        f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{look}'
    )


def num(key: int, abstract_key: int, overrides: str = "") -> str:
    """A list made from an abstract one."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract_key}"/>{overrides}</w:num>'
