"""Values side by side: short, readable, cut around where they begin to differ."""

from __future__ import annotations

from papidesk.workflow.shown_values import change, said_by


def test_days_lists_and_amounts_are_told_as_people_write_them() -> None:
    assert change("due", None, "2026-09-30").after == "30/09/2026"
    told = change("amounts", [{"counter": "hoi-nghi", "quantity": "2"}], [])
    assert (told.before, told.after) == ("hoi-nghi 2", "")
    assert change("cooperating", ["Công an", "Đoàn xã"], None).before == "Công an; Đoàn xã"
    assert change("progress", 40, 55).after == "55"
    assert change("text", "một\n\nhai", "").before == "một hai"


def test_long_texts_are_cut_around_the_first_difference() -> None:
    same = "Nội dung giống nhau. " * 40
    blocks = [{"kind": "paragraph", "id": "x", "text": same + "Cũ"}]
    other = [{"kind": "paragraph", "id": "x", "text": same + "Mới"}]
    told = change("blocks", blocks, other, conflict=True)
    assert "Cũ" in told.before and "Mới" in told.after
    assert len(told.before) < 300 and told.before.startswith("…")


def test_who_and_when_are_told_as_far_as_they_are_known() -> None:
    assert said_by("", "") == ""
    assert said_by("Lê Hoa", "") == "Lê Hoa"
    assert said_by("Lê Hoa", "2026-07-02T08:30:00Z").startswith("Lê Hoa, ")
    assert "/07/2026" in said_by("", "2026-07-02T08:30:00Z")
