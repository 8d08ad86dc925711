"""The grammar of the written Vietnamese syllable, and the words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from papidesk.text.letters import ACUTE, DOT, strip_tones
from papidesk.text.tones import same_tone_style

_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")

_FREE_ONSETS = "b ch d đ h kh l m n nh p ph r s t th tr v x"  # and none at all
_BEFORE_BACK_VOWELS = ("c", "g", "ng")
_BEFORE_FRONT_VOWELS = ("k", "gh", "ngh")

_BACK_RIMES = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăk ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
o oc oi om on ong op ot ooc oong  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_FRONT_RIMES = """
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
"""
_MEDIAL_RIMES = """
oa oac oach oai oam oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt  oe oem oen oeo oet
uâc uân uâng uât uây  uê uêch uênh uêt  uơ uơn  uy uya uych uyn uynh uyp uyt uyu uyên uyêt
"""
_AFTER_QU = "ơ ơn ôc y ych yn ynh yp yt yên yêt"
# Written with y when no consonant comes before.
_BARE_Y = "yêm yên yêng yêt yêu"
_LONGEST = len("nghiêng")
_STOPS = ("c", "ch", "k", "p", "t")


@cache
def _toneless() -> frozenset[str]:
    """Return every syllable the grammar allows, lower case, without tones."""
    free = ("", *_FREE_ONSETS.split())
    back, front, medial = _BACK_RIMES.split(), _FRONT_RIMES.split(), _MEDIAL_RIMES.split()
    pairs: list[tuple[tuple[str, ...], list[str]]] = [
        (free, [*back, *front, *medial]),
        (_BEFORE_BACK_VOWELS, back),
        (("g", "ng"), medial),
        (_BEFORE_FRONT_VOWELS, front),
        ((*free, "k"), ["y"]),
        (("",), _BARE_Y.split()),
        # gi swallows the i of the rime that follows: gì, gìn, giếng, giết.
        (("g",), [rime for rime in front if rime[0] == "i"]),
        (("gi",), [*back, *(rime for rime in front if rime[0] != "i")]),
        (("qu",), [*(rime for rime in back if rime[0] in "aăâ"), *front, *_AFTER_QU.split()]),
    ]
    return frozenset(onset + rime for onsets, rimes in pairs for onset in onsets for rime in rimes)


def is_syllable(word: str) -> bool:
    """Return whether the word (NFC, any case) can be one written Vietnamese syllable.

    Checked: onset with its spelling (c/k, g/gh, ng/ngh, gi, qu), medial, nucleus, coda, one
    tone at most, only sắc and nặng before c, ch, p, t, and the tone on a vowel where either
    school of placement puts it. No dictionary: "nghiêu" passes although rarely used.
    """
    return len(word) <= _LONGEST and _is_syllable(word)


@lru_cache(maxsize=32768)
def _is_syllable(word: str) -> bool:
    lower = word.lower()
    plain, tones = strip_tones(lower)
    if plain not in _toneless() or len(tones) > 1:
        return False
    if plain.endswith(_STOPS):
        return tones in {(ACUTE,), (DOT,)} and same_tone_style(lower) == lower
    # The newer school writes hoà, khoẻ, uỷ: the tone on the last letter of an open oa, oe, uy.
    newer_school = plain.endswith(("oa", "oe", "uy")) and lower[-1] != plain[-1]
    return newer_school or same_tone_style(lower) == lower


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each run of letters, combining marks included."""
    for match in _WORD.finditer(text):
        yield match.span()
