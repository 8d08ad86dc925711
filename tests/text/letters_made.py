"""Vietnamese words and old encodings made for the tests of the text room."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from papidesk.text.legacy import tcvn3_table, vni_table
from papidesk.text.letters import LETTERS, UNTONED

SENTENCES = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"
    "Kế hoạch nâng cao chất lượng phục vụ người dân của xã An Hòa năm 2026; "
    "giao bộ phận tiếp nhận và trả kết quả theo dõi, thường xuyên báo cáo trước ngày 15 hằng tháng."
)

LOWER_LETTERS = sorted(letter for letter in LETTERS if letter == letter.lower())
_WHOLE_WORDS = """
nghiêng giếng quốc người khuỷu hoàn thủy giữ được ướt lượng ủy ban nhân dân xã hội sức khỏe
đường bộ thửa đất khuya tuyên truyền huỳnh nguyễn ỷ lại ý kiến ở đâu
"""

words = st.one_of(
    st.text(st.sampled_from(LOWER_LETTERS), min_size=1, max_size=8),
    st.sampled_from(_WHOLE_WORDS.split()),
)
sentences = st.lists(words, min_size=1, max_size=12).map(" ".join)


def in_tcvn3(text: str) -> str:
    """Return the text in TCVN3 codes as Latin-1 characters; capitals without a code fall."""
    codes = {letter: chr(code) for code, letter in tcvn3_table().items()}
    composed = unicodedata.normalize("NFC", text)
    return "".join(codes.get(letter, codes.get(letter.lower(), letter)) for letter in composed)


def in_vni(text: str) -> str:
    """Return the text in VNI codes as Latin-1 characters."""
    codes = {letter: code for code, letter in vni_table().items()}
    return "".join(codes.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def in_windows_1258(text: str) -> bytes:
    """Return the text as Windows writes it in code page 1258: shaped vowel, then tone mark."""
    marks = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = UNTONED[letter]
            out += (base + marks[tone]).encode("cp1258")
    return bytes(out)
