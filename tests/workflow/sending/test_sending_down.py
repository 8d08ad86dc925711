"""Plans, directives, keys and the exchange within an office: what goes into each bundle."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from papidesk.domain.counters import Counter as FigureCounter
from papidesk.domain.record import replace
from papidesk.domain.task import Target, Task
from papidesk.storage.store import Store
from papidesk.workflow import catalogue_entries, catalogues, receiving, sending, tasks, trust
from papidesk.workflow.packing import NothingToSendError
from papidesk.workflow.sending import NotSentThisWayError, Order
from papidesk.workflow.sending_down import NoPlanError
from tests.workflow.conftest import WHO, kept, sound
from tests.workflow.exchanged import received
from tests.workflow.reports.half_year import TODAY
from tests.workflow.sending.conftest import Offices


def sent(store: Store, order: Order, folder: Path) -> Path:
    made = sending.make(store, order, who=WHO, today=TODAY)
    return sending.export(store, [made[0].id], folder, who=WHO)[0]


def kinds(store: Store, order: Order) -> Counter[str]:
    with store.unit_of_work():
        records = sending.gathered(store, order, today=TODAY).records
    return Counter(one.kind for one in records)


def plan_of(offices: Offices) -> str:
    found = offices.commune.value("SELECT plan_id FROM tasks LIMIT 1")
    return str(found)


def test_a_plan_goes_up_with_its_paper_and_its_tasks(offices: Offices) -> None:
    order = Order(kind="plan", documents=(plan_of(offices),))
    assert kinds(offices.commune, order) == {"document": 1, "task": 4}
    taken = received(offices.superior, sent(offices.commune, order, offices.stick))
    assert (taken.state, taken.counts) == ("applied", {"new": 5})


def test_a_plan_that_is_not_issued_goes_with_a_warning(offices: Offices) -> None:
    draft = kept(offices.commune, sound("Kế hoạch còn dự thảo"))
    seen = sending.preview(offices.commune, Order(kind="plan", documents=(draft.id,)), today=TODAY)
    assert [one.values for one in seen.warnings] == [{"title": "Kế hoạch còn dự thảo"}]


def test_a_plan_nobody_names_and_a_kind_made_elsewhere_are_refused(offices: Offices) -> None:
    with pytest.raises(NoPlanError):
        sending.preview(offices.commune, Order(kind="plan"), today=TODAY)
    with pytest.raises(NotSentThisWayError):
        sending.preview(
            offices.commune, Order(kind="receipt", to=("tinh-binh-nguyen",)), today=TODAY
        )


def test_a_directive_brings_the_duty_and_the_counters_it_wants(offices: Offices) -> None:
    store = offices.superior
    own = FigureCounter(code="mo-hinh-moi", name="Mô hình mới", unit="mô hình", own=True)
    catalogue_entries.put(store, own, who=WHO, new=True)
    papi = catalogues.report_duty(store, "papi")
    duty = replace(papi, code="mo-hinh", name="Báo cáo mô hình", counters=(own.code,), own=True)
    catalogue_entries.put(store, duty, who=WHO, new=True)
    order = Order(kind="directive", to=("xa-an-hoa",), duties=("mo-hinh",))
    assert kinds(store, order) == {"duty": 1, "counter": 1}
    received(offices.commune, sent(store, order, offices.stick))
    known = catalogues.report_duty(offices.commune, "mo-hinh")
    assert known.name == "Báo cáo mô hình"
    assert catalogues.counter(offices.commune, "mo-hinh-moi").name == "Mô hình mới"


def test_a_duty_of_the_program_goes_when_it_is_chosen(offices: Offices) -> None:
    order = Order(kind="directive", to=("xa-an-hoa",), duty="papi")
    assert kinds(offices.superior, order)["duty"] == 1


def test_one_directive_for_several_units_is_one_file_for_each_of_them(offices: Offices) -> None:
    order = Order(kind="directive", to=("xa-an-phu", "xa-an-hoa"), duty="papi")
    made = sending.make(offices.superior, order, who=WHO, today=TODAY)
    assert len(made) == 1
    assert made[0].to == ("xa-an-phu", "xa-an-hoa")
    same = sending.make(
        offices.superior, replace(order, to=("xa-an-hoa", "xa-an-phu")), who=WHO, today=TODAY
    )
    assert (same[0].stream, same[0].seq) == (made[0].stream, 2)
    path = sending.export(offices.superior, [made[0].id], offices.stick, who=WHO)[0]
    with receiving.look(offices.commune, path, who=WHO) as incoming:
        assert incoming.plan.hold == ""


def test_nothing_to_send_is_refused_and_told_before(offices: Offices) -> None:
    order = Order(kind="directive", to=("xa-an-hoa",))
    seen = sending.preview(offices.superior, order, today=TODAY)
    assert (seen.counts, len(seen.warnings)) == ({}, 1)
    with pytest.raises(NothingToSendError):
        sending.make(offices.superior, order, who=WHO, today=TODAY)


def test_an_encrypted_bundle_is_read_by_receiver_and_sender_alone(offices: Offices) -> None:
    order = Order(kind="plan", documents=(plan_of(offices),), encrypt=True)
    path = sent(offices.commune, order, offices.stick)
    assert path.name.endswith(".papi.age")
    assert b"papidesk" not in path.read_bytes()
    assert received(offices.superior, path).state == "applied"


def test_encrypting_for_a_unit_without_a_key_is_refused_and_told_before(offices: Offices) -> None:
    order = Order(kind="plan", to=("so-khac",), documents=(plan_of(offices),), encrypt=True)
    seen = sending.preview(offices.commune, order, today=TODAY)
    assert {"unit": "so-khac"} in [one.values for one in seen.warnings]
    with pytest.raises(trust.NoRecipientError):
        sending.make(offices.commune, order, who=WHO, today=TODAY)
    assert sending.history(offices.commune) == []


def test_the_exchange_within_the_office_has_everything_and_what_was_deleted(
    offices: Offices,
) -> None:
    store = offices.commune
    order = Order(kind="office")
    first = kinds(store, order)
    assert first.keys() >= {"document", "task", "activity", "closing"}
    target = Target(counter="tin-bai", quantity=1)  # type: ignore[arg-type]
    task = tasks.save(store, Task(text="Việc thêm", year=2024, targets=(target,)), who=WHO)
    assert kinds(store, order)["task"] == first["task"] + 1
    tasks.remove(store, [task.id], who=WHO)
    with store.unit_of_work():
        found = sending.gathered(store, order, today=TODAY).records
    assert next(one for one in found if one.id == task.id).deleted
    assert sending.preview(store, order, today=TODAY).to == ("xa-an-hoa",)


def test_a_note_stands_in_the_bundle_and_in_the_history(offices: Offices) -> None:
    order = Order(kind="plan", documents=(plan_of(offices),), note="Gửi lại theo yêu cầu")
    path = sent(offices.commune, order, offices.stick)
    with receiving.look(offices.superior, path, who=WHO) as incoming:
        assert incoming.plan.manifest.note == "Gửi lại theo yêu cầu"
    assert sending.history(offices.commune)[0].note == "Gửi lại theo yêu cầu"
