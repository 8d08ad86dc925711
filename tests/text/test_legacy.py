"""TCVN3 and VNI: told apart from other languages and read without loss."""

from __future__ import annotations

import pytest
from hypothesis import given

from papidesk.text.legacy import convert, from_tcvn3, from_vni, looks_like, tcvn3_table, vni_table
from papidesk.text.letters import LETTERS
from tests.text.letters_made import SENTENCES, in_tcvn3, in_vni, sentences

_TONED = {letter for letter in LETTERS if not letter.isascii()}


def test_every_code_of_both_tables_is_read() -> None:
    assert all(from_tcvn3(chr(code)) == letter for code, letter in tcvn3_table().items())
    assert all(from_vni(code) == letter for code, letter in vni_table().items())


def test_the_tables_hold_every_vietnamese_letter() -> None:
    assert set(vni_table().values()) == _TONED
    small = {letter for letter in _TONED if letter.islower()}
    assert set(tcvn3_table().values()) == small | set("ĂÂĐÊÔƠƯ")


@given(sentences)
def test_small_letters_come_back_from_tcvn3_and_capitals_by_the_font(text: str) -> None:
    assert from_tcvn3(in_tcvn3(text)) == text
    assert from_tcvn3(in_tcvn3(text), capitals=True) == text.upper()


@given(sentences)
def test_every_text_comes_back_from_vni(text: str) -> None:
    assert from_vni(in_vni(text)) == text
    assert from_vni(in_vni(text.upper())) == text.upper()
    assert from_vni(in_vni(text.title())) == text.title()


@pytest.mark.parametrize(
    ("old", "kind", "new"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("COÄNG HOØA XAÕ HOÄI", "vni", "CỘNG HÒA XÃ HỘI"),
        ("hép møt tÕt", "tcvn3", "hộp mứt tết"),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "tcvn3", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("CéNG HOµ X· HéI\nSè: 5/BC-UBND", "tcvn3", "CỘNG HOÀ XÃ HỘI\nSố: 5/BC-UBND"),
        ("l\u00ad¬ng thùc, tr\u00adêng häc", "tcvn3", "lương thực, trường học"),
        ("l-¬ng thùc, tr-êng häc, n-íc s¹ch", "tcvn3", "lương thực, trường học, nước sạch"),
    ],
)
def test_old_text_is_recognised_and_converted_without_a_font(old: str, kind: str, new: str) -> None:
    assert looks_like(old) == kind
    assert convert(old, None) == convert(old, "Times New Roman") == new


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain English text with 25 °C, 5 µm, © 2020 and § 7 · item ® brand",
        "« Bonjour », où est né le garçon à l'été ? C'est là, naïve et déjà vue à Noël.",
        "Für die Straße müssen größere Übungen schön geprüft werden, süß und daß.",
        "Não são três coração, já é você; há só uma avó e a lã da irmã.",
        "El niño aún más allá del baúl; año, acción, también.",
        "La città è già là, perché può; così è più.",
        "Það er maður með eðli og orð.",
        "Bà là cô tôi, có trà và cá",
        "cà phê",
        "hòa",
        "où",
        "x·y",
        SENTENCES,
        "Céng hßa và người",
    ],
)
def test_other_languages_and_unicode_text_are_left_alone(text: str) -> None:
    assert looks_like(text) == "unicode"
    assert convert(text, None) == text


@given(sentences)
def test_text_with_letters_only_unicode_has_is_never_taken_for_old(text: str) -> None:
    assert looks_like(text + " đường") == "unicode"


@pytest.mark.parametrize(
    ("text", "font", "new"),
    [
        ("kÕ ho¹ch", ".VnTime", "kế hoạch"),
        ("kÕ ho¹ch sè 5", ".VnTimeH", "KẾ HOẠCH SỐ 5"),
        ("kÕ ho¹ch", ".VnArial NarrowH", "KẾ HOẠCH"),
        ("Sè", ".VnTime", "Số"),
        ("kh 5", ".VnTimeH", "KH 5"),
        ("\u00ad", ".VnTime", "ư"),
        ("Keá hoaïch", "VNI-Times", "Kế hoạch"),
        ("ñ", "VNI-Helve", "đ"),
        ("kế hoạch", ".VnTime", "kế hoạch"),
        ("· µ ¨", "Symbol", "· µ ¨"),
        ("Céng hßa x· héi", "Wingdings", "Céng hßa x· héi"),
    ],
)
def test_the_font_name_decides_first(text: str, font: str, new: str) -> None:
    assert convert(text, font) == new
