"""Formatted text: marks over a plain string."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.richtext import Mark, RichText, Run, from_runs, joined, tidy, to_runs

RUNS = st.lists(
    st.builds(
        Run,
        text=st.text(min_size=1, max_size=6),
        bold=st.booleans(),
        italic=st.booleans(),
        underline=st.booleans(),
        script=st.sampled_from(["", "sup", "sub"]),
        note=st.sampled_from(["", "n1"]),
    ),
    max_size=8,
)


@given(RUNS)
def test_runs_become_text_and_come_back_the_same(runs: list[Run]) -> None:
    rich = from_runs(runs)
    assert rich.text == "".join(run.text for run in runs)
    again = to_runs(rich)
    assert from_runs(again) == rich
    per_character = [run for run in runs for _ in run.text]
    after = [run for run in again for _ in run.text]
    assert [(r.bold, r.italic, r.underline, r.script, r.note) for r in per_character] == [
        (r.bold, r.italic, r.underline, r.script, r.note) for r in after
    ]


@given(RUNS, st.integers(0, 30), st.integers(0, 30))
def test_a_cut_keeps_the_formatting_of_what_is_left(runs: list[Run], a: int, b: int) -> None:
    rich = from_runs(runs)
    start, end = sorted((min(a, len(rich.text)), min(b, len(rich.text))))
    parts = [rich.cut(0, start), rich.cut(start, end), rich.cut(end)]
    assert joined(parts) == rich


def test_marks_that_meet_are_joined_and_those_outside_are_dropped() -> None:
    marks = [
        Mark(start=2, end=4, style="b"),
        Mark(start=0, end=2, style="b"),
        Mark(start=9, end=20, style="i"),
        Mark(start=30, end=31, style="u"),
    ]
    assert tidy(marks, 10) == (
        Mark(start=0, end=4, style="b"),
        Mark(start=9, end=10, style="i"),
    )


def test_a_text_is_covered_when_every_visible_character_is() -> None:
    bold = RichText(text=" Đậm hết ", marks=(Mark(start=1, end=8, style="b"),))
    assert bold.covered("b")
    assert not bold.covered("i")
    assert not RichText(text="  ").covered("b")
    assert bold.strip().text == "Đậm hết"
    assert bold.strip().covered("b")
    assert bold.without("b").marks == ()
