"""Templates that attack: none reads a file, runs a second, or eats memory."""

from __future__ import annotations

import contextlib
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.document import Document
from papidesk.drafting import markup, source
from papidesk.drafting.failures import TemplateError
from papidesk.drafting.sandbox import BLANK, Value, filled

LONG = "A" * 8_000
VALUES: dict[str, Value] = {
    "nam": 2026,
    "ten": "xã An Hòa",
    "dai": LONG,
    "ds": [f"dòng {n}" for n in range(200)],
    "vai": {"van_phong": "Văn phòng", "ds": ["a", "b"]},
}
FORBIDDEN = {
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "classes of a name": "{{ ten.__class__ }}",
    "globals": "{{ self.__init__.__globals__ }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "lipsum": "{{ lipsum.__globals__ }}",
    "joiner": "{{ joiner }}",
    "namespace": "{{ namespace(x=1) }}",
    "config": "{{ config.items() }}",
    "request": "{{ request.application }}",
    "attr filter": "{{ ten|attr('__class__') }}",
    "map filter": "{{ ds|map(attribute='__class__')|list }}",
    "format filter": "{{ '%999999999d'|format(1) }}",
    "format method": "{{ '{0.__class__}'.format(ten) }}",
    "str method": "{{ ten.upper() }}",
    "method unused": "{{ ten.format }}{{ ten.upper }}",
    "subscript": "{{ ten['__class__'] }}",
    "slice": "{{ ten[::-1] }}",
    "range": "{% for i in range(10**9) %}x{% endfor %}",
    "multiply": "{{ 'A' * 1000000000 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "long number": "{{ 9999999999999999999999999999999999999999 }}",
    "endless number": "{{ " + "9" * 100_000 + " }}",
    "hexadecimal": "{{ 0x" + "f" * 100_000 + " }}",
    "add": "{{ nam + 1 }}",
    "minus": "{{ -nam }}",
    "concatenate": "{{ ten ~ ten }}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'os' as os %}",
    "from": "{% from 'os' import path %}",
    "extends": "{% extends 'base' %}",
    "block": "{% block a %}{% endblock %}",
    "macro": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "call": "{% call ten() %}{% endcall %}",
    "set": "{% set x = ten %}",
    "filter block": "{% filter upper %}a{% endfilter %}",
    "do": "{% do ten %}",
    "recursive loop": "{% for x in ds recursive %}{{ loop(ds) }}{% endfor %}",
    "loop of a literal": "{% for x in [1, 2, 3] %}{% endfor %}",
    "loop of a text": "{% for x in 'abc' %}{% endfor %}",
    "unpacking": "{% for a, b in ds %}{% endfor %}",
    "three loops": (
        "{% for a in ds %}{% for b in ds %}{% for c in ds %}{% endfor %}{% endfor %}{% endfor %}"
    ),
    "two large loops": (
        "{% for a in ds %}{% for b in ds %}{{ dai }}{{ dai }}{% endfor %}{% endfor %}"
    ),
    "large output": "{{ dai }}" * 300,
    "many tags": "{{ nam }}" * 5_000,
    "list": "{{ [1, 2] }}",
    "dictionary": "{{ {'a': 1} }}",
    "whole list": "{{ ds }}",
    "whole dictionary": "{{ vai }}",
    "float": "{{ 1e308 }}",
    "long literal": "{{ '" + "A" * 5_000 + "' }}",
    "test": "{{ ten is defined }}",
    "unknown filter": "{{ ten|safe }}",
    "argument of a name": "{{ ds|noi(dai) }}",
    "deep brackets": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "many filters": "{{ ten" + "|hoa" * 20_000 + " }}",
    "many attributes": "{{ vai" + ".a" * 20_000 + " }}",
    "many nots": "{{ " + "not " * 20_000 + "nam }}",
    "deep conditions": "{% if nam %}" * 1_500 + "{% endif %}" * 1_500,
    "open brace": "{{ " * 3_000,
    "open tag": "{% if",
    "open comment": "{# " * 1_000,
    "unknown": "{{ khong_co }}",
    "loop leak": "{{ loop.index }}",
    "loop cycle": "{% for x in ds %}{{ loop.cycle('a') }}{% endfor %}",
    "fifty megabytes": "A" * 50_000_000,
    "NUL": "{{ \x00 }}",
}  # fmt: skip
HARMLESS = {"method unused", "loop cycle"}


@pytest.mark.parametrize("name", sorted(FORBIDDEN))
def test_an_attack_is_refused_at_once(name: str) -> None:
    tracemalloc.start()
    began = time.monotonic()
    try:
        if name in HARMLESS:
            with pytest.raises(TemplateError) if name == "loop cycle" else _nothing():
                assert set(filled(FORBIDDEN[name], VALUES)) <= set(BLANK)
        else:
            with pytest.raises(TemplateError):
                filled(FORBIDDEN[name], VALUES)
        used = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < 1
    assert used < 64_000_000


class _nothing:  # noqa: N801 - stands where pytest.raises would
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


HEADS = {
    "no head": "# Mẫu",
    "one fence": '+++\nname = "A"',
    "not TOML": "+++\nname = = \n+++\n",
    "deep TOML": "+++\na = " + "[" * 5_000 + "]" * 5_000 + "\n+++\n",
    "long head": '+++\nname = "' + "A" * 30_000 + '"\n+++\n',
    "no kind": '+++\nname = "A"\n+++\n',
    "many questions": '+++\nname = "A"\nkind = "KH"\n'
    + '[[ask]]\nname = "a"\n' * 60
    + "+++\n",
    "hidden name": '+++\nname = "A"\nkind = "KH"\n[[ask]]\nname = "__class__"\n+++\n',
    "text for questions": '+++\nname = "A"\nkind = "KH"\nask = ["a"]\n+++\n',
    "fifty megabytes": '+++\nname = "A"\nkind = "KH"\n+++\n' + "x" * 50_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HEADS))
def test_a_bad_head_is_refused_at_once(name: str) -> None:
    began = time.monotonic()
    with pytest.raises(TemplateError):
        source.read(HEADS[name])
    assert time.monotonic() - began < 1


def test_signs_that_cannot_be_seen_are_taken_out() -> None:
    text = '+++\nname = "A\u202eB"\nkind = "KH"\n+++\nm\u0000ột\u202e hai\u200b\u2066 ba\ufeff'
    read = source.read(text)
    assert read.name == "AB"
    assert read.body == "một hai ba"


def test_an_answer_is_text_and_never_markup_or_template() -> None:
    attack = "# Đề mục\n@Nơi nhận: kẻ lạ {{ nam }} <b>đậm</b> | {% if 1 %} \\"
    made = filled("Xin chào {{ x }}", {"x": attack, "nam": 2026})
    document = markup.read(made, Document())
    assert [block.text for block in document.blocks] == ["Xin chào " + " ".join(attack.split())]
    alone = markup.read(filled("{{ x }}", {"x": attack}), Document())
    assert [block.text for block in alone.blocks] == [" ".join(attack.split())]
    assert alone.recipients == ()


@given(st.text("{}%#ab|.('\"__ \n0123456789*+-", max_size=200))
def test_any_template_is_filled_or_refused(text: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(TemplateError):
        filled(text, VALUES)
    assert time.monotonic() - began < 1


def test_a_loop_tells_its_place_and_a_blank_shows() -> None:
    text = "{% for x in ds %}{{ loop.index }}{% endfor %}{{ trong }}{{ vai.lạ }}"
    assert filled(text, {"ds": ["a", "b"], "trong": "", "vai": {}}) == "12" + BLANK * 2
