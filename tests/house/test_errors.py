"""Every refusal has a sentence that can be filled in and is there in Vietnamese."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from papidesk.errors import PapiDeskError
from tests.house.test_catalogues import catalogue
from tests.house.tree import errors, fields, files, name


def test_the_sentence_of_every_refusal_can_be_filled_in() -> None:
    for kind in errors():
        sentence = kind.message
        family = bool(kind.__subclasses__())
        assert family or sentence != PapiDeskError.message, f"{kind} has no sentence of its own"
        assert sentence.endswith((".", "?")) and " " in sentence, kind
        assert all(field.isidentifier() for field in fields(sentence)), kind
        said = str(kind(**{field: f"<{field}>" for field in fields(sentence)}))
        assert all(f"<{field}>" in said for field in fields(sentence)), kind


def test_the_sentence_of_every_refusal_is_in_the_vietnamese_catalogue() -> None:
    written = {kind: catalogue("vi").get(kind.message) for kind in errors()}
    assert [kind for kind, message in written.items() if message is None] == []
    differing = [
        kind
        for kind, message in written.items()
        if message is not None and fields(str(message.string)) != fields(kind.message)
    ]
    assert differing == []


def test_every_refusal_is_raised_with_the_values_its_sentence_needs() -> None:
    assert list(_raised_without_a_value()) == []


def test_the_catalogue_that_speaks_is_the_one_that_was_written() -> None:
    from papidesk import i18n

    i18n.use("vi")
    written = catalogue("vi").get(PapiDeskError.message)
    assert written is not None
    assert i18n._(PapiDeskError.message) == written.string


def _raised_without_a_value() -> Iterator[str]:
    # Two rooms may have a refusal of one name, so what is asked for is what any of them needs.
    needed: dict[str, list[set[str]]] = {}
    for kind in errors():
        needed.setdefault(kind.__name__, []).append(fields(kind.message))
    for path in files("papidesk/**.py", "ui/**.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = {keyword.arg for keyword in node.keywords}
            lacking = [wanted - given for wanted in needed.get(called, ())]
            if lacking and None not in given and all(lacking):
                yield f"{name(path)}:{node.lineno} {called} lacks {min(lacking, key=len)}"
