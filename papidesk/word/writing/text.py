"""Rich text as runs: formatting, footnote references, labels."""

from __future__ import annotations

from papidesk.domain.richtext import RichText, Run, to_runs
from papidesk.domain.wording import is_note_sign
from papidesk.word.writing.form import Form
from papidesk.word.writing.styles import NOTE_MARK
from papidesk.word.writing.xml import run

_SCRIPTS = {"sup": "superscript", "sub": "subscript"}


def rich_runs(form: Form, rich: RichText, properties: str = "") -> str:
    """Return ``rich`` as runs; a mark of a footnote becomes Word's own reference after its word.

    ``properties`` go before those of the formatting of each run.
    """
    if not rich.marks:
        return run(rich.text, properties)
    runs = to_runs(rich)
    made = []
    for index, part in enumerate(runs):
        following = runs[index + 1].note if index + 1 < len(runs) else ""
        made.append(_run(form, part, properties, following))
    return "".join(made)


def _run(form: Form, part: Run, properties: str, following: str) -> str:
    if part.note not in form.numbers:
        return run(part.text, _look(part, properties))
    word = "" if is_note_sign(part.text) else run(part.text, _look(part, properties))
    return word if following == part.note else word + reference(form, part.note)


def _look(part: Run, properties: str) -> str:
    """Return run properties in the order of the schema: b, i, (size), u, vertAlign."""
    bold = "<w:b/><w:bCs/>" if part.bold else ""
    italic = "<w:i/><w:iCs/>" if part.italic else ""
    underline = '<w:u w:val="single"/>' if part.underline else ""
    script = f'<w:vertAlign w:val="{_SCRIPTS[part.script]}"/>' if part.script else ""
    return f"{bold}{italic}{properties}{underline}{script}"


def reference(form: Form, note: str) -> str:
    """Return the reference to a footnote; its number alone where it was referred to before."""
    look = f'<w:rPr><w:rStyle w:val="{NOTE_MARK}"/></w:rPr>'
    number = form.numbers[note]
    if note in form.referred:
        # Word has one reference to a note; the next ones repeat its number.
        return f"<w:r>{look}<w:t>{number}</w:t></w:r>"
    form.referred.add(note)
    return f'<w:r>{look}<w:footnoteReference w:id="{number}"/></w:r>'
