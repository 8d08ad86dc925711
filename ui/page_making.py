"""The pages behind the rail, each imported and built when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.page import Page

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def make_page(window: MainWindow, name: str) -> Page:
    """Return a new page called ``name`` for ``window``."""
    if name == "settings":
        return _settings(window)
    if name == "overview":
        from ui.overview.overview_page import OverviewPage

        return OverviewPage(window.context)
    if name == "tasks":
        from ui.tasks.tasks_page import TasksPage

        return TasksPage(window.context)
    if name == "log":
        from ui.log.log_page import LogPage

        return LogPage(window.context)
    if name == "reports":
        from ui.reports.reports_page import ReportsPage

        return ReportsPage(window.context)
    if name == "exchange":
        from ui.exchange.exchange_page import ExchangePage

        return ExchangePage(window.context)
    if name == "consolidation":
        from ui.consolidation.consolidation_page import ConsolidationPage

        return ConsolidationPage(window.context)
    from ui.documents.documents_page import DocumentsPage

    return DocumentsPage(window.context)


def _settings(window: MainWindow) -> Page:
    from ui.settings.settings_page import SettingsPage

    page = SettingsPage(window.context)
    page.restore_asked.connect(window.restore_asked)
    page.workspace_asked.connect(window.workspace_asked)
    return page
