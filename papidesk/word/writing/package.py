"""The zip archive of a Word file: fixed order, fixed dates, so equal papers are equal bytes."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO

from papidesk.word.writing.xml import HEADER, NAMESPACES, words

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)

SETTINGS = (
    f"{HEADER}<w:settings {NAMESPACES}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:autoHyphenation w:val="0"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)
_PARTS = {
    "document": "document.main", "styles": "styles", "settings": "settings",
    "footnotes": "footnotes", "header1": "header", "header2": "header", "header3": "header",
    "footer1": "footer", "footer2": "footer",
}  # fmt: skip
_IDS = {
    "styles": "rIdStyles", "settings": "rIdSettings", "footnotes": "rIdNotes",
    "header1": "rIdHeader", "header2": "rIdCirculation", "header3": "rIdNoHeader",
    "footer1": "rIdAddress", "footer2": "rIdNoFooter",
}  # fmt: skip


def archive(
    parts: dict[str, str | bytes], *, title: str, author: str, subject: str,
    day: datetime.date | None,
) -> bytes:  # fmt: skip
    """Return the file of ``parts`` (word/<name>.xml) with the properties of the document."""
    files: list[tuple[str, str | bytes]] = [
        ("[Content_Types].xml", _types(parts)),
        ("_rels/.rels", _root()),
        ("docProps/core.xml", _core(title, author, subject, day)),
        ("docProps/app.xml", _APP),
        ("word/_rels/document.xml.rels", _relations(parts)),
    ]
    files += [(f"word/{name}.xml", content) for name, content in parts.items()]
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for name, content in files:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            made.writestr(info, content)
    return stream.getvalue()


def _types(parts: dict[str, str | bytes]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{_PARTS[name]}+xml"/>'
        for name in parts
    )
    return (
        f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    )


def _root() -> str:
    return (
        f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
        "</Relationships>"
    )


def _relations(parts: dict[str, str | bytes]) -> str:
    made = "".join(
        f'<Relationship Id="{_IDS[name]}" Type="{_OFFICE}/{_PARTS[name].split(".")[0]}" '
        f'Target="{name}.xml"/>'
        for name in parts
        if name in _IDS
    )
    return f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


_APP = (
    f'{HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>PapiDesk</Application></Properties>'
)


def _core(title: str, author: str, subject: str, day: datetime.date | None) -> str:
    dated = ""
    if day is not None:
        moment = f"{day.isoformat()}T00:00:00Z"
        dated = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{words(title)}</dc:title><dc:subject>{words(subject)}</dc:subject>"
        f"<dc:creator>{words(author)}</dc:creator><dc:language>vi-VN</dc:language>{dated}"
        "</cp:coreProperties>"
    )
