"""The real printed pages, one under the other, drawn away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from papidesk.errors import N_
from papidesk.i18n import _
from ui.background import Job, Jobs, run_task
from ui.pages import PageSize, Spot, page_sizes
from ui.theme import Theme
from ui.widgets.page_drawer import PageDrawer
from ui.widgets.page_stack import GAP, PIXELS_PER_POINT, PageStack

STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class PageView(QAbstractScrollArea):
    """Scrolls through pages; zooms with Ctrl and the wheel, the keys or the buttons."""

    # What its keys do, for the sheet of keys.
    own_keys = (
        ("PgUp, PgDn", N_("Turn pages")),
        ("+  −  0", N_("Zoom the page in, out, fit the width")),
    )

    page_changed = Signal(int, int)  # the page on screen (from 1) and how many there are
    zoom_changed = Signal(int)  # percent
    drawn = Signal()  # every page on screen shows the present edition

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._theme = jobs, theme
        self._drawer = PageDrawer(jobs, self)
        self._edition = 0
        self._sizes: list[PageSize] = []
        self._fit = True
        self._zoom = 1.0
        self._page = 0
        self._spot: Spot | None = None
        self._writing: Spot | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("desk")
        self.setAccessibleName(_("Printed pages"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(240)
        # Drawing anew while the person drags the edge would only heat the machine.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(60)

    def _connect(self) -> None:
        self._drawer.drawn.connect(self._on_drawn)
        self._settle.timeout.connect(self._on_settled)
        self._theme.changed.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # What others ask of it

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page on screen, from 1; 0 when there is none."""
        return self._page

    @property
    def zoom(self) -> int:
        """The zoom in percent of the paper's real size."""
        return round(self._zoom * 100)

    @property
    def up_to_date(self) -> bool:
        """Tell whether the pages on screen show the present edition at the present zoom."""
        on_screen = self._on_screen()
        return bool(on_screen) and not self._drawer.missing(on_screen, self._scale())

    def show_pdf(self, pdf: bytes) -> None:
        """Show ``pdf``; the place on screen stays, and the old pages until the new are drawn."""
        self._edition += 1
        run_task(
            self,
            partial(_measure, pdf),
            jobs=self._jobs,
            done=partial(self._on_measured, self._edition, pdf),
            page=True,
        )

    def clear(self) -> None:
        """Show nothing."""
        self._edition += 1
        self._sizes, self._writing = [], None
        self._drawer.show(b"")
        self._update_bars()
        self.viewport().update()
        self._tell_page()

    def set_zoom(self, factor: float) -> None:
        """Show the pages at ``factor`` times their real size."""
        self._fit = False
        self._change_zoom(max(STEPS[0], min(STEPS[-1], factor)))

    def fit_width(self) -> None:
        """Make pages as wide as the view, now and when it is resized."""
        self._fit = True
        self._change_zoom(self._stack().fitting_zoom())

    def zoom_in(self) -> None:
        """Go to the next larger step."""
        self.set_zoom(next((step for step in STEPS if step > self._zoom + 0.01), STEPS[-1]))

    def zoom_out(self) -> None:
        """Go to the next smaller step."""
        smaller = [step for step in STEPS if step < self._zoom - 0.01]
        self.set_zoom(smaller[-1] if smaller else STEPS[0])

    def go_to(self, page: int) -> None:
        """Bring the top of ``page`` (from 1) to the top of the view."""
        if 1 <= page <= len(self._sizes):
            self.verticalScrollBar().setValue(self._stack().frames()[page - 1].top() - GAP)

    def mark(self, spot: Spot | None) -> None:
        """Mark a place on a page and bring it on screen; None takes the mark away."""
        self._spot = spot
        if spot is not None and spot.page < len(self._sizes):
            frame = self._stack().frames()[spot.page]
            top = spot.boxes[0][1] * self._zoom * PIXELS_PER_POINT
            place = frame.top() + round(top) - self.viewport().height() // 3
            self.verticalScrollBar().setValue(place)
        self.viewport().update()

    def follow(self, spot: Spot | None) -> None:
        """Show where one writes by a bar at its left; scroll only when it is not on screen."""
        self._writing = spot
        if spot is not None and spot.page < len(self._sizes):
            frame = self._stack().frames()[spot.page]
            factor = self._zoom * PIXELS_PER_POINT
            top = frame.top() + round(spot.boxes[0][1] * factor)
            bottom = top + round(spot.boxes[0][3] * factor)
            bar, room = self.verticalScrollBar(), self.viewport().height()
            if top < bar.value() + GAP or min(bottom, top + room // 3) > bar.value() + room - GAP:
                bar.setValue(top - room // 3)
        self.viewport().update()

    def width_of(self, page: int) -> float:
        """Return the width of ``page`` (from 0) in points, that of A4 while it is not known."""
        return self._sizes[page].width if page < len(self._sizes) else 595.0

    @property
    def followed(self) -> Spot | None:
        """Where one writes, as far as it is known."""
        return self._writing

    @property
    def marked_page(self) -> int:
        """The page (from 1) with the mark, 0 when there is none."""
        return self._spot.page + 1 if self._spot else 0

    def image_of(self, page: int) -> QImage | None:
        """Return what is shown for ``page`` (from 1), None while it was not drawn."""
        return self._drawer.image(page - 1)

    # Geometry

    def _stack(self) -> PageStack:
        return PageStack(tuple(self._sizes), self._zoom, self.viewport().size())

    def _change_zoom(self, factor: float) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._zoom = factor
        self._update_bars()
        bar.setValue(round(share * bar.maximum()))
        self._settle.start()
        self.viewport().update()
        self.zoom_changed.emit(self.zoom)

    def _update_bars(self) -> None:
        view, content = self.viewport().size(), self._stack().size()
        for bar, room, needed in (
            (self.verticalScrollBar(), view.height(), content.height()),
            (self.horizontalScrollBar(), view.width(), content.width()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(48)
            bar.setRange(0, max(0, needed - room))

    def _shift(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _on_screen(self) -> list[int]:
        return self._stack().within(QRect(self._shift(), self.viewport().size()))

    # Drawing

    def _scale(self) -> float:
        return self._zoom * PIXELS_PER_POINT * self.devicePixelRatioF()

    def _draw_missing(self) -> None:
        self._drawer.want(self._on_screen(), self._scale())

    def _on_measured(self, edition: int, pdf: bytes, sizes: list[PageSize]) -> None:
        if edition != self._edition:
            return
        self._sizes = sizes
        self._drawer.show(pdf)
        if self._fit:
            self._zoom = self._stack().fitting_zoom()
            self.zoom_changed.emit(self.zoom)
        self._update_bars()
        self._tell_page()
        self._draw_missing()
        self.viewport().update()

    def _on_drawn(self) -> None:
        self.viewport().update()
        if self.up_to_date:
            self.drawn.emit()

    def _on_settled(self) -> None:
        self._draw_missing()

    def _on_scrolled(self) -> None:
        self._tell_page()
        self._draw_missing()

    def _tell_page(self) -> None:
        self._page = self._stack().page_at(self._shift().y() + self.viewport().height() // 3)
        self.page_changed.emit(self._page, len(self._sizes))

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.color("desk"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frames = self._stack().frames()
        for index in self._on_screen():
            frame = frames[index].translated(-self._shift())
            painter.fillRect(
                frame.translated(0, 2).adjusted(-1, 0, 1, 1), self._theme.color("shadow")
            )
            # Paper is white in the dark too: it shows what the printer will give.
            painter.fillRect(frame, QColor("white"))
            image = self._drawer.image(index)
            if image is not None:
                painter.drawImage(frame, image)
            if self._writing is not None and self._writing.page == index:
                self._paint_writing(painter, frame, self._writing)
            if self._spot is not None and self._spot.page == index:
                self._paint_mark(painter, frame, self._spot)
        painter.end()

    def _paint_writing(self, painter: QPainter, frame: QRect, spot: Spot) -> None:
        factor = self._zoom * PIXELS_PER_POINT
        left, top, width, height = spot.boxes[0]
        box = QRectF(left * factor, top * factor, width * factor, height * factor)
        box.translate(frame.topLeft())
        # Colours of the light theme: paper is white in the dark too.
        painter.fillRect(box, QColor(15, 96, 104, 22))
        painter.fillRect(QRectF(box.left() - 6, box.top(), 3, box.height()), QColor("#0f6068"))

    def _paint_mark(self, painter: QPainter, frame: QRect, spot: Spot) -> None:
        factor = self._zoom * PIXELS_PER_POINT
        for left, top, width, height in spot.boxes:
            box = QRectF(left * factor, top * factor, width * factor, height * factor)
            painter.fillRect(box.translated(frame.topLeft()), QColor(255, 196, 0, 90))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fit and self._sizes:
            self._change_zoom(self._stack().fitting_zoom())
        else:
            self._update_bars()
            self._settle.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                self.set_zoom(self._zoom * (1.1 if turn > 0 else 1 / 1.1))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageDown: partial(bar.setValue, bar.value() + bar.pageStep() - GAP),
            Qt.Key.Key_PageUp: partial(bar.setValue, bar.value() - bar.pageStep() + GAP),
            Qt.Key.Key_Space: partial(bar.setValue, bar.value() + bar.pageStep() - GAP),
            Qt.Key.Key_Down: partial(bar.setValue, bar.value() + bar.singleStep()),
            Qt.Key.Key_Up: partial(bar.setValue, bar.value() - bar.singleStep()),
            Qt.Key.Key_Home: partial(bar.setValue, 0),
            Qt.Key.Key_End: partial(bar.setValue, bar.maximum()),
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit_width,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()


def _measure(pdf: bytes, job: Job) -> list[PageSize]:
    return page_sizes(pdf)
