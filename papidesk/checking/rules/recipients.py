"""“Nơi nhận”: there, each line in form, and the archive line last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.checking.words import LOWER
from papidesk.domain.record import Record
from papidesk.i18n import N_
from papidesk.text.fold import fold

_SOURCE = "NĐ 30/2020, Phụ lục I, mục II.9"
_WITHOUT = {"QC", "QyĐ", "HĐ", "TCg", "ĐA", "DA", "GGT", "GNP"}
_LABEL = re.compile(r"^\W*n[oơ][iì]\s+nhận\s*:?", re.IGNORECASE)
_DASH = re.compile(r"^\s*[-–—+*•]\s*")
_ARCHIVE = re.compile(r"^\W*Lưu\b", re.IGNORECASE)
_ARCHIVE_FORM = re.compile(r"Lưu: ?(?:VT|VP|Văn thư)\b(?:, ?[^.;]+)?[.;]?(?:\s*\S{1,12}\.?)?$")
# Bodies whose field is written with a capital: "Phòng Nội vụ" (Phụ lục II, phần IV).
_FIELD = re.compile(rf"\b(Phòng|Sở|Bộ)\s+([{LOWER}])(?=[\w-]*\s+[\w-]+)")
_PLAIN_AFTER = re.compile(
    r"\b(?:Phòng|Sở|Bộ)\s+(?:chuyên|ban|thuộc|trực|có|và|liên|ngành|phận|máy|môn)"
)


class _Line(Record, frozen=True, kw_only=True):
    """A recipient as stored, and its line in the file with end mark ("" when not known)."""

    path: str
    text: str
    raw: str


def _lines(subject: Subject) -> list[_Line]:
    """Pair each recipient with its line in the file, which still has its end mark."""
    stored = subject.document.recipients
    kept = any(text.rstrip().endswith((";", ".")) for text in stored[:-1])
    raws = [_DASH.sub("", _LABEL.sub("", line)).strip() for line in _raw_lines(subject)]
    lines = []
    for index, text in enumerate(stored):
        raw = text if kept else next((r for r in raws if _same_start(r, text)), "")
        lines.append(_Line(path=f"recipients/{index}", text=text, raw=raw.strip()))
    return lines


def _raw_lines(subject: Subject) -> list[str]:
    return [line for line in subject.raw("recipients").split("\n") if line.strip()]


def _same_start(raw: str, text: str) -> bool:
    bare = text.strip(" ;.")
    return bool(bare) and fold(raw).startswith(fold(bare)) and len(raw) <= len(text) + 4


@paper_rule("NOI_NHAN_THIEU", N_("“Nơi nhận”"), "error", _SOURCE)
def _missing(subject: Subject) -> Iterator[Hit | Skip]:
    """A paper ends with its recipients."""
    document = subject.document
    if document.kind in _WITHOUT:
        yield not_applicable(N_("This kind of paper has no “Nơi nhận”."))
    elif not document.recipients:
        yield Hit(message=N_("The paper has no “Nơi nhận”."))


@paper_rule("NOI_NHAN_DINH_DANG", N_("Lines of “Nơi nhận”"), "error", _SOURCE)
def _form(subject: Subject) -> Iterator[Hit | Skip]:
    """Each line begins with a capital, has no stray blanks and ends with “;”."""
    lines = _lines(subject)
    if not lines:
        yield not_applicable(N_("There are no recipients."))
        return
    for line in lines:
        if _ARCHIVE.match(line.text):
            continue
        right = _mended(line.text)
        missing_end = bool(line.raw) and not line.raw.endswith((";", "."))
        if right == line.text and not missing_end:
            continue
        yield Hit(
            message=N_("A line of “Nơi nhận” is written “- {right};”.")
            if right != line.text
            else N_("A line of “Nơi nhận” ends with “;”."),
            values={"right": right.rstrip(" ;.,")},
            path=line.path,
            length=len(line.text),
            expected=f"- {right.rstrip(' ;.,')};",
            mend=right if right != line.text else None,
        )


def _mended(text: str) -> str:
    """Return a recipient with its first letter up and without blanks inside brackets."""
    right = re.sub(r"\(\s+", "(", text.strip())
    right = re.sub(r"\s+([),;.])", r"\1", right)
    right = right[:1].upper() + right[1:]
    # "chủ tịch, các phó chủ tịch": posts in a list of receivers are written with capitals.
    right = re.sub(r"(?<=các )phó (chủ tịch|bí thư|giám đốc)", _post, right)
    if not _PLAIN_AFTER.search(right):
        right = _FIELD.sub(lambda m: f"{m[1]} {m[2].upper()}", right)
    return right


def _post(found: re.Match[str]) -> str:
    return f"Phó {found[1][:1].upper()}{found[1][1:]}"


@paper_rule("NOI_NHAN_GACH", N_("Dashes of “Nơi nhận”"), "error", _SOURCE)
def _dashes(subject: Subject) -> Iterator[Hit | Skip]:
    """Each line of “Nơi nhận” in a file begins with a dash."""
    lines = [line for line in _raw_lines(subject) if not _LABEL.fullmatch(line.strip())]
    lines = [_LABEL.sub("", line).strip() for line in lines]
    stored = subject.document.recipients
    known = [line for line in lines if any(_same_start(_DASH.sub("", line), t) for t in stored)]
    if not known or (subject.reading is not None and subject.reading.form == "docx"):
        yield not_applicable(N_("The lines of the file were not read."))
        return
    bare = [line for line in known if not _DASH.match(line)]
    if bare:
        yield Hit(
            message=N_("Each line of “Nơi nhận” begins with a dash: “- {line}”."),
            values={"line": bare[0]},
            path=f"recipients/{next(i for i, t in enumerate(stored) if _same_start(bare[0], t))}",
            text=bare[0],
            expected=f"- {bare[0]}",
        )


@paper_rule("NOI_NHAN_LUU", N_("The archive line"), "error", _SOURCE)
def _archive(subject: Subject) -> Iterator[Hit | Skip]:
    """The last line is “Lưu: VT, …”."""
    lines = _lines(subject)
    if not lines:
        yield not_applicable(N_("There are no recipients."))
        return
    last = lines[-1]
    found = [line for line in lines if _ARCHIVE.search(line.text)]
    if not found:
        yield Hit(
            message=N_("The last line of “Nơi nhận” is “- Lưu: VT, …”; it is missing."),
            path=last.path,
            length=len(last.text),
            expected="- Lưu: VT, ….",
        )
    elif not _ARCHIVE_FORM.fullmatch(found[-1].text.strip()):
        line = found[-1]
        bare = re.fullmatch(
            r"\W*[Ll]ưu\s*:?\s*(?P<where>VT|VP|Văn thư)\b(?P<rest>[^/]*)[./;]*\s*", line.text
        )
        right = f"Lưu: {bare['where']}{bare['rest'].rstrip(' .;')}" if bare else ""
        yield Hit(
            message=N_("The archive line is written “- Lưu: VT, …” with a colon."),
            path=line.path,
            length=len(line.text),
            expected=f"- {right or 'Lưu: VT, …'}.",
            mend=right or None,
        )
    elif found[-1] is not last:
        yield Hit(
            message=N_("“Lưu” is the last line of “Nơi nhận”."),
            path=found[-1].path,
            length=len(found[-1].text),
        )


RULES = (_missing, _form, _dashes, _archive)
