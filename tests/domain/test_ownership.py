"""Which side decides where merging alone must not: issued papers, what a superior gave."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.merging import Versioned, changed
from papidesk.domain.ownership import OURS, is_frozen, of_document, of_superior

ONE, TWO, ABOVE = "một", "hai", "trên"
BORN = Versioned(fields={"abstract": "Kế hoạch", "closing": "Hết."}, vv={ONE: 1})
GIVEN = Versioned(fields={"text": "Phát 12 tin", "year": 2026}, vv={ABOVE: 1})
words = st.sampled_from(["a", "b", "c"])
edits = st.dictionaries(st.sampled_from(["abstract", "closing", "place"]), words, max_size=3)
task_edits = st.dictionaries(
    st.sampled_from(["text", "due", "lead", "note", "progress"]), words, max_size=4
)


def edited(side: Versioned, fields: dict[str, str], who: str) -> Versioned:
    return changed(side, side.fields | fields, who)


def issued(side: Versioned, who: str) -> Versioned:
    return edited(side, {"state": "issued", "number": "05"}, who)


@given(edits, edits)
def test_an_issued_paper_stands_on_both_sides_whatever_the_other_wrote(
    before: dict[str, str], meanwhile: dict[str, str]
) -> None:
    paper = issued(edited(BORN, before, ONE), ONE)
    draft = edited(BORN, meanwhile, TWO)
    here, there = of_document(paper, draft), of_document(draft, paper)
    assert here.fields == paper.fields
    assert there.fields == paper.fields
    # Nothing the other wrote is lost: it stands beside, on both sides, or is what was issued.
    lost = {name for name, text in meanwhile.items() if paper.fields.get(name) != text}
    changed_there = {name for name in lost if BORN.fields.get(name) != meanwhile[name]}
    assert {one.field for one in there.conflicts} == changed_there
    assert {one.field for one in here.conflicts} == changed_there


@given(edits)
def test_a_paper_nobody_touched_meanwhile_is_simply_issued_there_too(
    before: dict[str, str],
) -> None:
    paper = issued(edited(BORN, before, ONE), ONE)
    taken = of_document(BORN, paper)
    assert (taken.state, taken.fields, taken.conflicts) == ("changed", paper.fields, ())


def test_the_state_of_an_issued_paper_goes_on() -> None:
    paper = issued(BORN, ONE)
    sent = edited(paper, {"state": "sent"}, TWO)
    merged = of_document(paper, sent)
    assert merged.fields["state"] == "sent" and not merged.conflicts
    assert is_frozen(sent) and not is_frozen(BORN)


@given(task_edits, task_edits)
def test_each_field_of_a_given_task_belongs_to_one_side(
    ours: dict[str, str], theirs: dict[str, str]
) -> None:
    here, there = edited(GIVEN, ours, ONE), edited(GIVEN, theirs, ABOVE)
    merged = of_superior("task", here, there)
    assert not merged.conflicts
    for name in {*ours, *theirs}:
        mine, given = here.fields.get(name), there.fields.get(name)
        if mine != given:
            both = name in ours and name in theirs
            own = name in OURS["task"] if both else name in ours
            assert merged.fields.get(name) == (mine if own else given)
    again = Versioned(fields=merged.fields, vv=merged.vv, dots=merged.dots)
    assert of_superior("task", again, there).state == "unchanged"


def test_what_was_thrown_away_stays_away_and_what_was_changed_stays() -> None:
    thrown = changed(GIVEN, GIVEN.fields, ONE, deleted=True)
    anew = edited(GIVEN, {"text": "Phát 15 tin"}, ABOVE)
    assert of_superior("task", thrown, anew).deleted
    withdrawn = changed(GIVEN, GIVEN.fields, ABOVE, deleted=True)
    assert of_superior("task", GIVEN, withdrawn).deleted
    assert not of_superior("task", edited(GIVEN, {"note": "x"}, ONE), withdrawn).deleted
