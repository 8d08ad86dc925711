"""What differs between two texts, word by word, so that a person can read it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from papidesk.domain.alignment import steps
from papidesk.domain.difference import Piece, PieceKind

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCES = re.compile(r"[^.;:\n]*[.;:\n]*\s*")
_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+")
# Longer texts are matched sentence by sentence first: matching words takes squared time.
_SENTENCE_WISE = 600
# Texts without sentence ends that are longer are replaced as a whole.
_WORD_WISE = 4000
# With fewer common words than this share a text reads better as written anew.
_READABLE = 0.25
# So many pairs of equal words are looked at.
_PAIRS = 60_000
_Run = tuple[PieceKind, str]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from ``old`` to ``new``, both in NFC.

    "same" and "removed" pieces joined are the old text, "same" and "added" ones the new text. What
    is replaced stands removed first, then added; only whole words are told as changed.
    """
    before, after = (unicodedata.normalize("NFC", text) for text in (old, new))
    if before == after:
        return (Piece(text=after),) if after else ()
    runs = list(_runs(before, after))
    return tuple(Piece(text=text, kind=kind) for kind, text in _readable(runs))


def likeness(old: str, new: str) -> float:
    """Return the share of words two texts have in common, whatever their order: 0 to 1."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if not before or not after:
        return float(old.strip() == new.strip())
    left = dict.fromkeys(before, 0)
    for word in before:
        left[word] += 1
    common = 0
    for word in after:
        if left.get(word, 0):
            left[word] -= 1
            common += 1
    return 2 * common / (len(before) + len(after))


def _runs(old: str, new: str) -> Iterator[_Run]:
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    yield "same", "".join(before[:head])
    middle_old = before[head : len(before) - tail]
    middle_new = after[head : len(after) - tail]
    if max(len(middle_old), len(middle_new)) > _SENTENCE_WISE:
        yield from _by_sentence("".join(middle_old), "".join(middle_new))
    else:
        yield from _by_token(middle_old, middle_new)
    yield "same", "".join(before[len(before) - tail :])


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    count = 0
    for left, right in zip(before, after, strict=False):
        if left != right:
            break
        count += 1
    return count


def _by_sentence(old: str, new: str) -> Iterator[_Run]:
    before, after = _SENTENCES.findall(old), _SENTENCES.findall(new)
    for code, i, k, m, n in steps(before, after):
        was, now = "".join(before[i:k]), "".join(after[m:n])
        if code == "equal":
            yield "same", was
            continue
        tokens_old, tokens_new = _TOKENS.findall(was), _TOKENS.findall(now)
        if max(len(tokens_old), len(tokens_new)) <= _WORD_WISE:
            yield from _by_token(tokens_old, tokens_new)
        else:
            yield "removed", was
            yield "added", now


def _by_token(before: Sequence[str], after: Sequence[str]) -> Iterator[_Run]:
    # Blanks hold no text together: only words are looked for, blanks beside them follow. So do
    # words that are everywhere, where looking for all of them would take too long.
    here, there = Counter(before), Counter(after)
    pairs = sum(count * there[token] for token, count in here.items() if not token.isspace())
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=pairs > _PAIRS)
    for code, i, k, m, n in matcher.get_opcodes():
        if code == "equal":
            yield "same", "".join(before[i:k])
            continue
        yield "removed", "".join(before[i:k])
        yield "added", "".join(after[m:n])


def _readable(runs: list[_Run]) -> list[_Run]:
    """Return ``runs`` with changes that only blanks or signs keep apart told as one."""
    runs = [run for run in runs if run[1]]
    if _too_scattered(runs):
        old = "".join(text for kind, text in runs if kind != "added")
        new = "".join(text for kind, text in runs if kind != "removed")
        return _replaced(old, new)
    told: list[_Run] = []
    removed = added = ""
    for index, (kind, text) in enumerate(runs):
        if kind == "removed":
            removed += text
        elif kind == "added":
            added += text
        elif removed and added and index + 1 < len(runs) and not _WORD.search(text):
            removed, added = removed + text, added + text
        else:
            told += _replaced(removed, added)
            removed = added = ""
            if told and told[-1][0] == "same":
                text = told.pop()[1] + text
            told.append(("same", text))
    return told + _replaced(removed, added)


def _replaced(removed: str, added: str) -> list[_Run]:
    runs: list[_Run] = [("removed", removed), ("added", added)]
    return [run for run in runs if run[1]]


def _too_scattered(runs: list[_Run]) -> bool:
    kept = sum(len(_WORDS.findall(text)) for kind, text in runs if kind == "same")
    gone = sum(len(_WORDS.findall(text)) for kind, text in runs if kind == "removed")
    came = sum(len(_WORDS.findall(text)) for kind, text in runs if kind == "added")
    if not gone or not came:
        return False
    return kept / (kept + max(gone, came)) < _READABLE
