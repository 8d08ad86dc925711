"""Catalogues as one file: what comes out goes in elsewhere, after a look; nothing else does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.counters import Counter
from papidesk.domain.papi import YearScores
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.storage.store import Store
from papidesk.workflow import catalogue_files, catalogues, demo, papi, workspaces
from papidesk.workflow.files import WrongEndingError

WHO = "Trần Thị Thí Dụ"
OWN = Counter(code="hoa-giai", name="Buổi hòa giải", unit="buổi", most=Decimal(50))


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """The workspace of another office."""
    with workspaces.create(tmp_path / "khác", demo.sample_offices()[0], who=WHO) as made:
        yield made.store


@pytest.fixture
def file(store: Store, tmp_path: Path) -> Path:
    """Everything of an office that changed some of it."""
    catalogues.put(store, OWN, who=WHO)
    catalogues.put(
        store,
        Counter(
            code="ty-le-hoa-giai", name="Tỷ lệ hòa giải", unit="%", adds_up="ratio",
            numerator="hoa-giai", denominator="hoi-nghi", order=1,
        ),
        who=WHO,
    )  # fmt: skip
    catalogues.put(store, replace(catalogues.counter(None, "pano"), unit="tấm"), who=WHO)
    catalogues.put(
        store, replace(catalogues.report_duty(None, "papi"), counters=("hoa-giai",)), who=WHO
    )
    papi.put_scores(store, YearScores(province="Hưng Yên", year=2026, targets={"D1": 6}), who=WHO)
    return catalogues.export_file(store, tmp_path / "danh mục.papidm")


def _all(store: Store) -> dict[str, Any]:
    return {name: catalogues.entries.entries(store, name) for name in catalogues.KINDS}


def _changed(file: Path, **changes: object) -> Path:
    whole = json.loads(file.read_text(encoding="utf-8"))
    whole.update(changes)
    whole["sha256"] = changes.get("sha256") or catalogue_files._fingerprint(whole["catalogues"])
    file.write_text(json.dumps(whole), encoding="utf-8")
    return file


def _with(file: Path, name: str, *rows: object) -> Path:
    return _changed(file, catalogues={name: list(rows)})


def test_everything_goes_to_another_office_and_back(store: Store, other: Store, file: Path) -> None:
    found = catalogues.read_file(other, file)
    assert {(line.code, line.state) for line in found.lines if line.state != "unchanged"} == {
        ("hoa-giai", "new"), ("ty-le-hoa-giai", "new"), ("pano", "changed"), ("papi", "changed"),
        ("2026:Hưng Yên", "new"),
    }  # fmt: skip
    before = _all(other)
    taken = catalogues.take(other, found, who=WHO)
    assert _all(other) == _all(store)
    assert {line.state for line in catalogues.read_file(other, file).lines} == {"unchanged"}
    catalogues.take_back(other, taken, who=WHO)
    assert _all(other) == before
    assert len(catalogues.history(other, "counters", "pano")) == 2


def test_looking_at_a_file_changes_nothing(other: Store, file: Path) -> None:
    before = _all(other)
    catalogues.read_file(other, file)
    assert _all(other) == before


def test_only_what_is_chosen_is_exported_or_taken(store: Store, other: Store, file: Path) -> None:
    catalogues.export_file(store, file, ("counters",))
    found = catalogues.read_file(other, file)
    assert {line.kind for line in found.lines} == {"counters"}
    catalogues.take(other, found, who=WHO, only={("counters", "pano")})
    assert catalogues.counter(other, "pano").unit == "tấm"
    with pytest.raises(catalogues.UnknownCounterError):
        catalogues.counter(other, "hoa-giai")


def test_an_own_entry_is_not_overwritten_by_the_other_programs_one(
    other: Store, tmp_path: Path, store: Store
) -> None:
    plain = catalogues.export_file(store, tmp_path / "gốc.papidm")
    catalogues.put(other, replace(catalogues.counter(None, "pano"), unit="cái"), who=WHO)
    found = catalogues.read_file(other, plain)
    assert {line.state for line in found.lines} == {"unchanged"}


def test_a_wrong_entry_is_refused_with_its_reason_and_the_rest_taken(
    other: Store, file: Path
) -> None:
    good = {"code": "tot", "name": "Tốt", "unit": "buổi"}
    rows = [
        good,
        {"code": "tot", "name": "Lần nữa", "unit": "buổi"},
        {"code": "Xấu!", "name": "Xấu", "unit": "buổi"},
        {"code": "thieu", "name": "Thiếu đơn vị"},
        {"code": "sai-kieu", "name": 5, "unit": "buổi"},
        {"code": "ty-le", "name": "Tỷ lệ", "unit": "%", "adds_up": "ratio", "numerator": "tot"},
        "không phải bản ghi",
    ]
    found = catalogues.read_file(other, _with(file, "counters", *rows))
    assert [line.state for line in found.lines] == ["new", *["refused"] * 6]
    assert all(str(line.problem) for line in found.of("refused"))
    taken = catalogues.take(other, found, who=WHO)
    assert [line.code for line in taken.lines] == ["tot"]


def test_a_catalogue_nobody_knows_is_refused_line_by_line(other: Store, file: Path) -> None:
    found = catalogues.read_file(other, _with(file, "khác", {"code": "a", "name": "A"}))
    assert [line.state for line in found.lines] == ["refused"]


def test_a_letter_changed_on_the_way_is_noticed(other: Store, file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("tấm", "tâm"), encoding="utf-8")
    with pytest.raises(catalogue_files.ChangedCatalogueError):
        catalogues.read_file(other, file)


def test_a_file_of_a_newer_program_is_refused(other: Store, file: Path) -> None:
    with pytest.raises(catalogue_files.NewerCatalogueError):
        catalogues.read_file(other, _changed(file, version=2))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00" * 50, b"{", b"[]", b"null", b"PK\x03\x04", b'{"format": "khac"}',
        b'{"format": "papidesk-catalogue"}',
        b'{"format": "papidesk-catalogue", "version": 1, "catalogues": []}',
        b'{"format": "papidesk-catalogue", "version": 1, "catalogues": {"counters": 5}}',
        b'{"format": "papidesk-catalogue", "version": "1", "catalogues": {}}',
        b"[" * 100_000,
        b'{"format": "papidesk-catalogue", "version": 1, "catalogues": {"a": ["\\ud800"]}}',
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_with_a_sentence(
    other: Store, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "hỏng.papidm"
    path.write_bytes(content)
    with pytest.raises(PapiDeskError) as caught:
        catalogues.read_file(other, path)
    assert str(caught.value)


def test_a_missing_or_huge_file_is_refused(other: Store, tmp_path: Path) -> None:
    with pytest.raises(PapiDeskError):
        catalogues.read_file(other, tmp_path / "không có.papidm")
    huge = tmp_path / "to.papidm"
    with huge.open("wb") as out:
        out.truncate(catalogue_files.FILE_LIMIT + 1)
    with pytest.raises(catalogue_files.CatalogueTooLargeError):
        catalogues.read_file(other, huge)


def test_the_file_has_its_own_ending(store: Store, tmp_path: Path) -> None:
    with pytest.raises(WrongEndingError):
        catalogues.export_file(store, tmp_path / "danh mục.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["code", "name", "unit", "terms", "year", "values", "day"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


class _Shared:
    """One workspace and file for all examples: nothing is kept."""

    store: Store
    file: Path


@pytest.fixture
def _share(other: Store, file: Path) -> None:
    _Shared.store, _Shared.file = other, file


@pytest.mark.usefixtures("_share")
@given(name=st.sampled_from(sorted(catalogues.KINDS)), rows=st.lists(JSON, max_size=3))
def test_any_content_is_planned_without_failing(name: str, rows: list[object]) -> None:
    found = catalogues.read_file(_Shared.store, _with(_Shared.file, name, *rows))
    assert len(found.lines) == len(rows)
