"""The order in which WordprocessingML wants the children of its property elements.

Word refuses or repairs files that break it; the lists are those of ISO 29500-1, Annex A (wml.xsd),
as far as our files go.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins "
    "defaultTabStop autoHyphenation characterSpacingControl footnotePr endnotePr compat docVars "
    "rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}  # fmt: skip
REPEATED = {"headerReference", "footerReference", "tr", "tc", "tblStylePr"}


def breaches(root: etree._Element) -> Iterator[str]:
    """Every place in ``root`` that breaks the order, has an unknown child or lacks one."""
    for parent, order in ORDER.items():
        known = order.split()
        for element in root.iter(f"{W}{parent}"):
            names = [etree.QName(child).localname for child in element]
            yield from (f"{parent}: {name} unknown" for name in names if name not in known)
            places = [known.index(name) for name in names if name in known]
            if places != sorted(places):
                yield f"{parent}: {names}"
            single = [name for name in names if name not in REPEATED]
            if len(single) != len(set(single)):
                yield f"{parent}: twice in {names}"
    for cell in root.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield "tc: no paragraph at its end"
    body = root.find(f"{W}body")
    if body is not None and (body[-1].tag != f"{W}sectPr" or body[-2].tag != f"{W}p"):
        yield "body: no paragraph before its last section"
    for table in root.iter(f"{W}tbl"):
        following = table.getnext()
        if following is not None and following.tag == f"{W}tbl":
            yield "tbl: two tables touch"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iter(f"{W}tr"):
            spans = [span.get(f"{W}val", "1") for span in row.iter(f"{W}gridSpan")]
            covered = len(row.findall(f"{W}tc")) + sum(int(span) - 1 for span in spans)
            if covered != columns:
                yield f"tr: {covered} of {columns} columns"
