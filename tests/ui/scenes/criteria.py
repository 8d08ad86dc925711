"""The self-score: untouched, half done; a set that was read; evidence offered from the log."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.criteria import SelfScore
from papidesk.domain.criteria_table import from_rows
from papidesk.workflow import criteria, criteria_evidence, evidence, log
from tests.ui.scenes.registry import Stage, scene
from ui.criteria.new_set_dialog import NewSetDialog
from ui.criteria.offers_dialog import OffersDialog
from ui.criteria.self_score_view import SelfScoreView
from ui.reports.reports_page import SCORES, ReportsPage

YEAR = datetime.date.today().year
ROWS = [
    ["TT", "Tiêu chí", "Điểm tối đa", "Hướng dẫn"],
    ["I", "Công tác chỉ đạo, điều hành", "20", ""],
    ["1", "Ban hành kế hoạch", "10", "Đúng hạn 10 điểm, chậm 5 điểm"],
    ["2", "Báo cáo định kỳ", "9", "Mỗi báo cáo chậm trừ 1 điểm"],
    ["II", "Công tác tuyên truyền", "30", ""],
    ["1", "Tin, bài", "15", ""],
    ["2", "Phát thanh", "15", ""],
]


def _evidence(stage: Stage) -> None:
    folder = Path(stage.store.folder) / "staging"
    folder.mkdir(exist_ok=True)
    for number, code in enumerate(("tin-bai", "hoi-nghi", "luot-phat-thanh", "tin-bai")):
        entry = log.add(
            stage.store,
            Activity(
                date=datetime.date(YEAR, 3, 4 + number),
                title=f"Tuyên truyền đợt {number + 1} tại thôn Đông Hạ",
                amounts=(Amount(counter=code, quantity=Decimal(2)),),
            ),
            who="",
        )
        path = folder / f"Ảnh chụp màn hình đợt {number + 1}.txt"
        path.write_text(f"nội dung {number}", encoding="utf-8")
        evidence.attach_file(stage.store, "activity", entry.id, path, who="")
        path.unlink()


def _view(stage: Stage) -> SelfScoreView:
    stage.window.show_page("reports")
    page = stage.window.page("reports")
    assert isinstance(page, ReportsPage)
    page.tabs.setCurrentIndex(SCORES)
    found = page.view
    assert isinstance(found, SelfScoreView)
    found.refresh()
    return found


@scene("self-score-untouched")
def untouched(stage: Stage) -> QWidget:
    """Nothing scored yet."""
    _view(stage)
    return stage.window


@scene("self-score")
def half_done(stage: Stage) -> QWidget:
    """Some criteria scored, with evidence and explanations."""
    _evidence(stage)
    chosen = criteria.sets(stage.store)[0]
    scored = [one for one in chosen.criteria if one.points is not None]
    for number, one in enumerate(scored[:7]):
        said = "Ban hành đúng hạn, đủ nội dung" if number % 3 == 0 else ""
        points = (one.points or Decimal(0)) - Decimal(number) / 4
        criteria.score(
            stage.store, chosen, YEAR,
            SelfScore(criterion=one.code, points=points, explanation=said), who="",
        )  # fmt: skip
    one = next(o for o in scored if "tin-bai" in o.counters)
    offers = criteria_evidence.offers(stage.store, chosen, YEAR, one)
    criteria_evidence.take_offers(stage.store, chosen, YEAR, one, offers[:1], who="")
    view = _view(stage)
    view.tree.choose(one.code)
    stage.pause(200)
    return stage.window


@scene("dialog-criteria-offers", OffersDialog)
def offered(stage: Stage) -> QDialog:
    """Evidence of the log that fits."""
    _evidence(stage)
    chosen = criteria.sets(stage.store)[0]
    one = next(o for o in chosen.criteria if "tin-bai" in o.counters)
    offers = criteria_evidence.offers(stage.store, chosen, YEAR, one)
    return OffersDialog(stage.context, one.text, offers, stage.window)


@scene("dialog-new-criteria-set", NewSetDialog)
def new_set(stage: Stage) -> QDialog:
    """A set read from a table, with a sum that does not fit."""
    reading = from_rows(ROWS, code="bo-tinh", name="Bộ tiêu chí của tỉnh năm nay")
    return NewSetDialog(stage.context, reading, parent=stage.window)
