"""Counters that are changed while the log counts with them: no figure loses its entries."""

from __future__ import annotations

import datetime
import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from papidesk.domain.catalogue_checks import NeededAsSumError, TermIndexError, UsedCounterError
from papidesk.domain.counters import Counter
from papidesk.domain.filters import FigureQuery
from papidesk.domain.periods import PeriodKind
from papidesk.domain.record import replace
from papidesk.i18n import say, use
from papidesk.storage.store import Store
from papidesk.workflow import catalogue_entries, catalogues, figures, log
from tests.workflow.logged import amount, entry, totals

WHO = "Trần Văn Mẫu"
QUERY = FigureQuery(since=datetime.date(2026, 1, 1), until=datetime.date(2026, 6, 30))


def value(store: Store, code: str) -> Decimal | None:
    return figures.figure(store, code, QUERY).value


def as_ratio(store: Store) -> Counter:
    return replace(
        catalogues.counter(store, "tin-bai"), adds_up="ratio", numerator="chuyen-muc",
        denominator="hoi-nghi",
    )  # fmt: skip


def test_a_counter_with_entries_becomes_no_ratio(store: Store) -> None:
    log.add(store, entry(amounts=(amount("tin-bai", 3),)), who=WHO)
    for act in (catalogue_entries.check, lambda s, r: catalogues.put(s, r, who=WHO)):
        with pytest.raises(UsedCounterError):
            act(store, as_ratio(store))
    assert value(store, "tin-bai") == 3


def test_a_counter_without_entries_may_become_one(store: Store) -> None:
    catalogues.put(store, as_ratio(store), who=WHO)
    assert catalogues.counter(store, "tin-bai").adds_up == "ratio"


def test_a_file_of_another_office_cannot_do_it_either(store: Store, tmp_path: Path) -> None:
    catalogues.put(store, as_ratio(store), who=WHO)
    path = catalogues.export_file(store, tmp_path / "danh mục.papidm", ["counters"])
    catalogues.restore_ours(store, "counters", "tin-bai", who=WHO)
    log.add(store, entry(amounts=(amount("tin-bai", 3),)), who=WHO)
    found = catalogues.read_file(store, path)
    (line,) = [line for line in found.lines if line.code == "tin-bai"]
    assert line.state == "refused" and isinstance(line.problem, UsedCounterError)
    catalogues.take(store, found, who=WHO)
    assert value(store, "tin-bai") == 3


def test_the_parts_of_a_ratio_stay_sums(store: Store) -> None:
    part = catalogues.counter(store, "ho-so-dvc")
    with pytest.raises(NeededAsSumError):
        catalogues.put(store, replace(part, adds_up="latest"), who=WHO)
    catalogues.put(store, replace(part, name="Hồ sơ đã nhận"), who=WHO)


def test_a_ratio_goes_on_when_its_denominator_has_ended(store: Store) -> None:
    log.add(store, entry(amounts=(amount("ho-so-toan-trinh", 5),)), who=WHO)
    log.add(store, entry(amounts=(amount("ho-so-dvc", 7),)), who=WHO)
    catalogue_entries.remove(
        store, "counters", "ho-so-dvc", who=WHO, today=datetime.date(2026, 4, 1)
    )
    assert value(store, "ty-le-toan-trinh") == Decimal("71.4")


def test_the_log_and_the_figures_say_shares_and_means_alike(store: Store) -> None:
    mean = Counter(code="hai-long", name="Hài lòng", unit="%", adds_up="average", decimals=1)
    catalogues.put(store, mean, who=WHO)
    for said in ("90", "85.5", "100", "120"):
        log.add(store, entry(said, amounts=(amount("hai-long", said),)), who=WHO)
    log.add(store, entry(amounts=(amount("ho-so-toan-trinh", 5),)), who=WHO)
    log.add(store, entry(amounts=(amount("ho-so-dvc", 7),)), who=WHO)
    found = totals(store)
    for code, told in (("hai-long", "98.9"), ("ty-le-toan-trinh", "71.4")):
        assert value(store, code) == found[code] == Decimal(told)


@pytest.mark.parametrize(
    ("kind", "index"), [("half", 3), ("half", 0), ("quarter", 5), ("month", 13), ("year", 2)]
)
def test_a_duty_has_no_third_half_year(store: Store, kind: PeriodKind, index: int) -> None:
    duty = catalogues.report_duty(store, "papi")
    wrong = replace(duty.terms[0], kind=kind, index=index)
    with pytest.raises(TermIndexError):
        catalogues.put(store, replace(duty, terms=(wrong,)), who=WHO)


def test_an_entry_of_another_shape_says_what_to_do_in_plain_words(
    store: Store, tmp_path: Path
) -> None:
    path = catalogues.export_file(store, tmp_path / "danh mục.papidm", ["counters"])
    content = json.loads(path.read_text(encoding="utf-8"))
    content["catalogues"] = {"counters": [{"code": "moi", "name": "Mới", "adds_up": "zzz"}]}
    packed = json.dumps(
        content["catalogues"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    content["sha256"] = hashlib.sha256(packed.encode()).hexdigest()
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (line,) = catalogues.read_file(store, path).lines
    assert line.state == "refused" and line.problem is not None
    use("en")
    assert "enum" not in say(line.problem) and "backup" not in say(line.problem)
