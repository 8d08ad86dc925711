"""The block at the right foot: lines of authority, post, name (NĐ 30, Phụ lục I, mục II.7)."""

from __future__ import annotations

import re

from papidesk.domain.people import Authority, Prefix, Signature
from papidesk.domain.recognise import words
from papidesk.domain.recognise.strip import Strip
from papidesk.domain.recognise.vocabulary import POSITIONS
from papidesk.text.fold import fold

_PREFIXES: dict[str, Prefix] = {
    "TM": "TM.", "T/M": "TM.", "KT": "KT.", "K/T": "KT.", "TL": "TL.", "T/L": "TL.",
    "TUQ": "TUQ.", "T/UQ": "TUQ.", "Q": "Q.",
}  # fmt: skip
_NEXT = re.compile(r"\s(?=(?:KT|TL|TUQ|Q|K/T|T/L)\s*\.\s*[A-ZĐÀ-Ỹ])")
_DEPUTY = re.compile(r"\s(?=PHÓ\s)")
_SECRETARY = re.compile(r"thu ky\b|nguoi (?:ghi|lap) bien ban\b")
_CHAIR = re.compile(r"chu (?:toa|tri)\b|(?:nguoi )?chu tri\b")
_PAIR = 2
_LONGEST_ROLE = 40
_HEAD = re.compile(
    r"\s(?=(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG BAN|BÍ THƯ|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG)\b)"
)


def is_role(text: str) -> bool:
    """Tell whether a line says whom minutes are signed by: their secretary, their chair."""
    bare = fold(text.strip(" *_"))
    return len(bare) < _LONGEST_ROLE and (
        _SECRETARY.match(bare) is not None or _CHAIR.match(bare) is not None
    )


def read_signatures(strips: list[Strip]) -> tuple[Signature, Signature]:
    """Return the signature at the right and, in minutes, the secretary's at the left (mẫu 1.9)."""
    lines = [" ".join(strip.text.strip(" *_").split()) for strip in strips]
    roles = [line for line in lines if _SECRETARY.match(fold(line)) or _CHAIR.match(fold(line))]
    names = [line for line in lines if line not in roles and words.is_name(line)]
    posts = [line for line in lines if line not in names]
    if len(posts) == _PAIR and len(names) in (0, _PAIR):
        secretary = [index for index, post in enumerate(posts) if _SECRETARY.match(fold(post))]
        chair = [index for index, post in enumerate(posts) if _CHAIR.match(fold(post))]
        if len(secretary) == len(chair) == 1 and len(lines) == len(posts) + len(names):
            made = [
                Signature(position=post, name=names[index] if names else "")
                for index, post in enumerate(posts)
            ]
            return made[chair[0]], made[secretary[0]]
    return read_signature(strips), Signature()


def read_signature(strips: list[Strip]) -> Signature:
    """Return the block these lines make; ``as_written`` where it was written otherwise."""
    written = [" ".join(strip.text.strip(" *_").split()) for strip in strips]
    chain: list[Authority] = []
    posts: list[str] = []
    titles: list[str] = []
    bodies: list[str] = []
    names: list[str] = []
    for line in _lines(written):
        found = words.authority(line)
        if found:
            prefix = _PREFIXES[re.sub(r"\s", "", found["prefix"])]
            chain.append(Authority(prefix=prefix, body=found["body"].strip()))
        elif not words.is_position(line) and words.is_name(line) and _reads_as_name(line, strips):
            names.append(line.strip(" .,"))
        elif posts or words.is_position(line) or fold(line).startswith(POSITIONS):
            another = words.is_position(line) or fold(line).startswith(POSITIONS)
            (titles if posts and another else posts).append(line)
        elif chain and not posts and chain[-1].prefix in ("TM.", "KT.", "TL.", "TUQ."):
            last = chain.pop()
            chain.append(Authority(prefix=last.prefix, body=f"{last.body} {line}"))
        else:
            bodies.append(line)
    name = names[0] if names else ""
    if len(names) > 1 and titles and not chain:
        # Minutes: the one at the right presides, the secretary at the left stays as written.
        name, posts, titles = names[-1], titles[-1:], []
    if not posts and bodies:
        posts, bodies = bodies, []
    signature = Signature(
        chain=tuple(chain), position=" ".join(posts), titles=tuple(titles), name=name
    )
    printed = [*signature.lines, *titles, *([name] if name else [])]
    if printed != written:
        signature = Signature(
            chain=signature.chain,
            position=signature.position,
            titles=signature.titles,
            name=name,
            as_written=tuple(written),
        )
    return signature


def _reads_as_name(line: str, strips: list[Strip]) -> bool:
    if words.has_surname(line):
        return True
    return bool(strips) and line == " ".join(strips[-1].text.strip(" *_").split())


def _lines(written: list[str]) -> list[str]:
    """Part what was written on one line: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"."""
    lines: list[str] = []
    for text in written:
        for part in _NEXT.split(text):
            found = words.authority(part)
            if found is None:
                lines.append(part)
                continue
            prefix = re.sub(r"\s", "", found["prefix"])
            cut_at = (
                _DEPUTY if prefix in ("KT", "K/T") else _HEAD if prefix in ("TM", "T/M") else None
            )
            lines += cut_at.split(part, maxsplit=1) if cut_at else [part]
    return [line for line in lines if line]
