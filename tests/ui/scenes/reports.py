"""The page Báo cáo: reports of the year, figures, closed periods, the assistant."""

from __future__ import annotations

import datetime
from decimal import Decimal

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.closing import ClosedFigure, Closing
from papidesk.domain.filters import ActivityFilter, FigureQuery
from papidesk.domain.record import replace
from papidesk.domain.report_duty import DutyTerm
from papidesk.workflow import catalogues, closings, duty_terms, figures, log
from tests.ui.scenes.registry import Stage, scene
from ui.reports.assistant_dialog import DRAFT, FIGURES, AssistantDialog
from ui.reports.close_dialog import CloseDialog
from ui.reports.existing_dialog import ExistingDialog
from ui.reports.papers_dialog import PapersDialog
from ui.reports.reopen_dialog import ReopenDialog
from ui.reports.reports_page import CLOSINGS, DUTIES, ReportsPage
from ui.reports.reports_page import FIGURES as FIGURES_VIEW

WHO = "Trần Thị Thí Dụ"
MARK = "Mẫu số liệu"  # in the titles of what is logged here
SUBJECTS = tuple(
    f"Báo cáo tình hình, kết quả thực hiện {what} trên địa bàn xã và phương hướng kỳ tiếp theo"
    for what in (
        "công tác tiếp công dân và giải quyết khiếu nại, tố cáo",
        "chuyển đổi số",
        "kiểm soát thủ tục hành chính",
        "công tác dân vận chính quyền",
        "thực hành tiết kiệm",
        "phòng, chống tham nhũng",
        "dân chủ ở cơ sở",
        "văn thư, lưu trữ",
        "phổ biến pháp luật",
        "công tác gia đình",
        "an toàn giao thông",
        "xây dựng nông thôn mới",
    )
)
UNITS = ("Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công")


def logged(stage: Stage, count: int = 90) -> None:
    """Enter what two years brought, unless it is there already."""
    if log.count(stage.store, ActivityFilter(text=MARK)):
        return
    today = datetime.date.today()
    known = [one for one in catalogues.counters(stage.store, today) if one.adds_up == "sum"]
    entries = []
    for number in range(count):
        counter = known[number * 7 % min(16, len(known))]
        day = today - datetime.timedelta(days=number * 660 // count)
        entries.append(
            Activity(
                date=day,
                title=f"{MARK}: {counter.name}, đợt {number + 1}",
                amounts=(Amount(counter=counter.code, quantity=Decimal(1 + number * 5 % 11)),),
                unit=UNITS[number % len(UNITS)],
            )
        )
    log.add_all(stage.store, entries, who=WHO)


def corrected(stage: Stage) -> Closing:
    """Return a closed quarter with a correction, made now unless it is there already.

    One of three years ago: other scenes enter what was done since.
    """
    logged(stage)
    known = closings.every(stage.store)
    if known:
        return known[0]
    year = datetime.date.today().year - 3
    counted = [one for one in catalogues.counters(stage.store) if one.adds_up == "sum"]
    early = [
        Activity(
            date=datetime.date(year, 1 + number % 2, 5 + number),
            title=f"{MARK} của quý I, đợt {number + 1}",
            amounts=(Amount(counter=counted[number].code, quantity=Decimal(3 + number * 4)),),
        )
        for number in range(9)
    ]
    log.add_all(stage.store, early, who=WHO)
    query = duty_terms.query(stage.store, "papi", f"{year}-Q1")
    lines = figures.table(stage.store, query, compare=False)
    kept = tuple(
        ClosedFigure(
            counter=line.counter.code, name=line.counter.name, unit=line.counter.unit,
            value=line.figure.value,
        )
        for line in lines
        if line.figure.value is not None
    )  # fmt: skip
    made = closings.close(
        stage.store,
        Closing(since=query.since, until=query.until, duty="papi", period=query.period,
                figures=kept),
        who=WHO,
    )  # fmt: skip
    late = Activity(
        date=datetime.date(year, 3, 3),
        title="Tin về bộ phận tiếp nhận và trả kết quả",
        amounts=(Amount(counter=lines[0].counter.code, quantity=Decimal(4)),),
    )
    log.add(stage.store, late, who=WHO, reason="Ghi bổ sung: sót khi tổng hợp")
    return made


def term(stage: Stage) -> DutyTerm:
    """Return the report of the year of the first duty."""
    year = datetime.date.today().year
    duty = catalogues.report_duties(stage.store, year)[0]
    return duty_terms.of_period(stage.store, duty, f"{year:04}")


def page(stage: Stage, place: int = DUTIES) -> ReportsPage:
    """Return the page on screen with a view."""
    stage.window.show_page("reports")
    found = stage.window.page("reports")
    assert isinstance(found, ReportsPage)
    found.tabs.setCurrentIndex(place)
    year = datetime.date.today().year
    found.show_year(year)
    found.year_shown.emit(year)
    found.refresh()
    return found


@scene("reports")
def reports(stage: Stage) -> QWidget:
    """The reports of the year with the figures there are."""
    logged(stage)
    page(stage)
    return stage.window


# By its name the last of all: the duties it adds stand in what is seen after it.
@scene("year-of-many-reports")
def many_reports(stage: Stage) -> QWidget:
    """Fourteen duties with long names, and a log of hundreds of entries."""
    logged(stage)
    known = catalogues.report_duties(stage.store)
    if len(known) < len(SUBJECTS):
        for number, subject in enumerate(SUBJECTS):
            duty = replace(known[0], code=f"thu-{number}", name=subject, order=100 + number)
            catalogues.put(stage.store, duty, who=WHO)
    stage.context.catalogues_changed.emit()
    page(stage)
    return stage.window


@scene("empty-reports")
def no_reports(stage: Stage) -> QWidget:
    """A year without a duty."""
    found = page(stage)
    # As it is once an office has taken out every duty of ours.
    found.duties.model.every = []
    found.duties.model.choose(duty="")
    return stage.window


@scene("empty-reports-closed")
def nothing_closed(stage: Stage) -> QWidget:
    """No period was closed yet."""
    page(stage, CLOSINGS)
    return stage.window


@scene("reports-figures")
def figures_of_the_year(stage: Stage) -> QWidget:
    """Every counter of a half-year, compared."""
    logged(stage)
    found = page(stage, FIGURES_VIEW)
    year = datetime.date.today().year
    found.figures.show_query(duty_terms.query(stage.store, "papi", f"{year:04}-H1"))
    return stage.window


@scene("reports-figures-narrowed")
def narrowed_figures(stage: Stage) -> QWidget:
    """Figures of one unit, days chosen by hand."""
    logged(stage)
    found = page(stage, FIGURES_VIEW)
    today = datetime.date.today()
    since = today - datetime.timedelta(days=100)
    found.figures.show_query(FigureQuery(since=since, until=today, units=UNITS[:1]))
    return stage.window


@scene("reports-closed")
def closed(stage: Stage) -> QWidget:
    """A closed period with a correction."""
    closing_ = corrected(stage)
    found = page(stage, CLOSINGS)
    found.show_year(closing_.until.year)
    found.year_shown.emit(closing_.until.year)
    return stage.window


def _assistant(stage: Stage) -> AssistantDialog:
    logged(stage)
    return AssistantDialog(
        stage.context, term(stage), stage.window, year=datetime.date.today().year
    )


@scene("dialog-report-1", AssistantDialog)
def report_order(stage: Stage) -> QDialog:
    """Which report, of which days."""
    return _assistant(stage)


@scene("dialog-report-2", AssistantDialog)
def report_figures(stage: Stage) -> QDialog:
    """The figures of a report."""
    corrected(stage)
    made = _assistant(stage)
    made.go_to(FIGURES)
    return made


@scene("dialog-report-3", AssistantDialog)
def report_draft(stage: Stage) -> QDialog:
    """The pages of a report before it is kept."""
    made = _assistant(stage)
    made.go_to(DRAFT)
    stage.wait(lambda: made.draft_step.preview.view.up_to_date)
    stage.pause(300)
    return made


@scene("dialog-report-existing", ExistingDialog)
def existing(stage: Stage) -> QDialog:
    """A report that was written in another way."""
    name = "Báo cáo kết quả thực hiện Chỉ số PAPI, quý I"
    return ExistingDialog(stage.context, term(stage), name, stage.window)


@scene("dialog-close-period", CloseDialog)
def closing(stage: Stage) -> QDialog:
    """A period closed by hand."""
    logged(stage)
    return CloseDialog(stage.context, stage.window)


@scene("dialog-reopen-period", ReopenDialog)
def reopening(stage: Stage) -> QDialog:
    """Why a period is opened again."""
    return ReopenDialog(corrected(stage), lambda _reason: None, stage.window)


@scene("dialog-papers-behind", PapersDialog)
def papers_behind(stage: Stage) -> QDialog:
    """The papers a figure of the registers was counted from."""
    stage.issued()
    year = datetime.date.today().year
    query = FigureQuery(since=datetime.date(year - 3, 1, 1), until=datetime.date(year, 12, 31))
    behind = figures.behind(stage.store, "van-ban-di", query)
    return PapersDialog(stage.context, "Văn bản đã ban hành", behind, stage.window)
