"""What looks wrong in a task and may be right: units nobody knows, or that are gone by its day."""

from __future__ import annotations

import datetime

from papidesk.domain.task import Task
from papidesk.storage.store import Store
from papidesk.workflow.log_doubts import Doubt, Units


def doubts(store: Store, task: Task, *, today: datetime.date) -> list[Doubt]:
    """Return what to ask about the units of a task; ``field`` is "lead" or "cooperating".

    A unit is judged by the day the task is due, by ``today`` where it has none. Nothing is refused:
    a village, a school or a person may do a task as well.
    """
    units = Units(store, besides=task.id)
    day = task.due or today
    named = [("lead", task.lead), *(("cooperating", unit) for unit in task.cooperating)]
    return [one for field, unit in named if unit for one in units.doubts(unit, day, field=field)]
