"""The samples: documents, tasks and a log to look around in, cleared away and brought back."""

from __future__ import annotations

import datetime

from papidesk.domain.filters import ActivityFilter, TaskFilter
from papidesk.storage.store import Store
from papidesk.workflow import documents, evidence, log, sample_chain, samples, tasks
from papidesk.workflow.demo import commune_files

TODAY = datetime.date(2026, 6, 15)
WHO = "Trần Thị Thí Dụ"


def _filled(store: Store) -> sample_chain.SampleChain:
    for file in commune_files():
        documents.import_file(store, file, who=WHO)
    made = sample_chain.fill(store, today=TODAY, who=WHO)
    assert made is not None
    return made


def test_the_sample_log_is_taken_in_whole_and_serves_tasks(store: Store) -> None:
    made = _filled(store)
    assert made.entries == log.count(store, ActivityFilter()) == 100
    assert made.period == "2026-H1"
    listed = tasks.listing(store, TaskFilter(), today=TODAY)
    assert len(listed) == len(made.tasks) > 15
    assert any(row.entries for row in listed)
    conference = log.listing(store, ActivityFilter(counters=("hoi-nghi",)))
    proofs = [evidence.of(store, "activity", row.activity.id) for row in conference]
    assert sorted(len(found) for found in proofs)[-1] == 2


def test_samples_are_cleared_away_at_once_and_brought_back(store: Store) -> None:
    made = _filled(store)
    cleared = samples.clear(store, who=WHO)
    assert len(cleared.documents) == len(commune_files())
    assert log.count(store, ActivityFilter()) == 0
    assert tasks.listing(store, TaskFilter(), today=TODAY) == []
    assert samples.clear(store, who=WHO) == samples.Cleared(documents=())
    samples.bring_back(store, cleared, who=WHO)
    assert log.count(store, ActivityFilter()) == made.entries
    assert len(tasks.listing(store, TaskFilter(), today=TODAY)) == len(made.tasks)


def test_a_workspace_without_a_plan_gets_no_sample_log(store: Store) -> None:
    assert sample_chain.fill(store, today=TODAY, who=WHO) is None
    assert log.count(store, ActivityFilter()) == 0
