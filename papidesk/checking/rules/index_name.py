"""The name of the index: “Chỉ số hiệu quả quản trị và hành chính công”, or PAPI for short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit
from papidesk.checking.registry import passage_rule
from papidesk.checking.subject import Passage
from papidesk.i18n import N_

RIGHT = ("chỉ số", "hiệu quả", "quản trị", "và", "hành chính", "công")
NAME = "Chỉ số hiệu quả quản trị và hành chính công"
# A run of the name's own words in any order; "PAPI" may follow it, in brackets or not.
# "công" as the last word of the name, not the first of "công chức", "công dân" …
_PUBLIC = (
    r"công(?!\s+(?:chức|dân|tác|khai|việc|nghệ|vụ|trình|bằng|ty|an|ích|đoàn|bố|cộng|tâm|thương|"
    r"nghiệp|nhân)\b)"
)
_WORD = rf"(?:chỉ số|chỉ(?=\s+hiệu quả)|hiệu quả|quản trị|hành chính|hcc|{_PUBLIC}|và)"
_RUN = re.compile(rf"(?<!\w){_WORD}(?:\s+{_WORD})+(?!\w)", re.IGNORECASE)
_TOKEN = re.compile(_WORD, re.IGNORECASE)
_PAPI = re.compile(r"\s*\(?\s*PAPI\b")


@passage_rule(
    "TEN_CHI_SO_SAI",
    N_("Name of the index"),
    "error",
    "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI), tên chính thức",
)
def _index_name(passage: Passage) -> Iterator[Hit]:
    """The full name has all its words in their order; capitals inside it are left alone.

    Judged is a run of the name's words that means the index: it begins with "chỉ số", or has
    "hiệu quả" and is followed by "PAPI". "Quản trị và hành chính công" alone is no name.
    """
    if passage.text.isupper():
        return
    for run in _RUN.finditer(passage.text):
        start, tokens = _name_of(run)
        if not tokens:
            continue
        papi = _PAPI.match(passage.text, run.end())
        known = tuple(token for token in tokens if token != "hcc")
        named = tokens[0] in {"chỉ số", "chỉ"}
        about = "quản trị" in known or ("hiệu quả" in known and "hành chính" in known)
        partial = "hiệu quả" in known and papi is not None and len(known) > 2
        # "Nâng cao quản trị và hành chính công": nothing but the index can be meant.
        bare = tokens == RIGHT[2:] and passage.text[max(0, start - 20) : start].lower().endswith(
            "việc nâng cao "
        )
        if tokens == RIGHT or not about or not (named or partial or bare):
            continue
        if named and "hành chính" not in known and "hcc" not in tokens and papi is None:
            continue
        written = passage.text[start : run.end()]
        right = (
            NAME
            if written[:1].isupper() or passage.text[start : run.end() + 80].isupper()
            else NAME.lower()
        )
        yield Hit(
            message=N_("The index is called “{right}”; here words are missing or out of order."),
            values={"right": NAME},
            offset=start,
            length=run.end() - start,
            text=written + (papi[0].rstrip() if papi else ""),
            expected=NAME,
            mend=right if named else None,
            severity="warning" if bare else None,
        )


def _name_of(run: re.Match[str]) -> tuple[int, tuple[str, ...]]:
    """Return where the name begins in a run, and its words in lower case.

    Words before the last "chỉ số" belong to the sentence; so does an "và" at either end.
    """
    found = [(m.start() + run.start(), m[0].lower()) for m in _TOKEN.finditer(run[0])]
    starts = [index for index, (_, word) in enumerate(found) if word in {"chỉ số", "chỉ"}]
    if starts:
        found = found[starts[-1] :]
    while found and found[0][1] == "và":
        found = found[1:]
    words = [word for _, word in found]
    while words and words[-1] == "và":
        words.pop()
    return (found[0][0], tuple(words)) if words else (0, ())


RULES = (_index_name,)
