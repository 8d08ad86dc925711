"""The process that prints and checks what is being written, so that typing never waits for it."""

from __future__ import annotations

import multiprocessing
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from papidesk.workflow import previews
from papidesk.workflow.previews import Asked, Judged, Ready, Refused, Shown

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

FALLS = 3  # a process that ends by itself so often is not started again ...
WITHIN = 120.0  # ... within so many seconds


class PreviewProcess(QObject):
    """Prints and checks in a process of its own; the latest edition wins.

    It is started with :meth:`start`, ends with :meth:`stop` or with the window, and is started
    anew when it ends by itself. While there is none, ``ready`` is False and :meth:`ask` refuses.
    """

    came = Signal()  # it is ready now
    shown = Signal(object)  # Shown
    judged = Signal(object)  # Judged
    refused = Signal(object)  # Refused
    fell = Signal(int)  # it ended by itself; the edition it was at, 0 for none
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link: _Link | None = None
        self._falls: list[float] = []
        self.ready = False
        self._ended.connect(self._on_ended)
        self.came.connect(self._on_came)

    def start(self) -> None:
        """Start the process unless it runs; it is ready some tenths of a second later.

        Where the system lets no further process run, threads of the window go on printing.
        """
        if self._link is None:
            with suppress(OSError):
                self._link = _Link(self)

    def stop(self) -> None:
        """End the process; what it was at is not told any more."""
        self.ready = False
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def ask(self, asked: Asked) -> bool:
        """Have an edition printed and checked; return False when there is no process to do it."""
        if self._link is None or not self.ready:
            return False
        self._link.ask(asked)
        return True

    @property
    def pid(self) -> int | None:
        """The process's number, None while there is none."""
        return self._link.process.pid if self._link is not None else None

    def tell(self, link: _Link, answer: previews.Answer) -> None:
        """Hand on what the process told; called in the reader's thread."""
        if link is not self._link:
            return
        if isinstance(answer, Ready):
            self.came.emit()
        elif isinstance(answer, Shown):
            self.shown.emit(answer)
        elif isinstance(answer, Judged):
            self.judged.emit(answer)
        elif isinstance(answer, Refused):
            self.refused.emit(answer)

    def tell_end(self, link: _Link) -> None:
        """Say that the process is gone; called in the reader's thread."""
        self._ended.emit(link)

    def _on_came(self) -> None:
        self.ready = self._link is not None

    def _on_ended(self, link: _Link) -> None:
        link.close()
        if link is not self._link:
            return  # it was stopped
        self._link, self.ready = None, False
        now = time.monotonic()
        self._falls = [at for at in self._falls if now - at < WITHIN] + [now]
        if len(self._falls) < FALLS:
            self.start()
        self.fell.emit(link.busy_with)


class _Link:
    """One running process: a thread that sends, a thread that reads, one edition on its way."""

    def __init__(self, owner: PreviewProcess) -> None:
        self._owner = owner
        # Never fork: the window has threads, and a copy of Qt must not run twice.
        context = multiprocessing.get_context("spawn")
        self._pipe: Connection
        self._pipe, other = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=previews.serve, args=(other,), name="preview", daemon=True
        )
        self.process.start()
        other.close()
        self._turn = threading.Condition()
        self._next: Asked | None = None
        self._closed = False
        self.busy_with = 0
        for work in (self._send, self._read):
            threading.Thread(target=work, name=f"preview{work.__name__}", daemon=True).start()

    def ask(self, asked: Asked) -> None:
        """Send ``asked`` when the edition on its way is printed; a newer one takes its place."""
        with self._turn:
            self._next = asked
            self._turn.notify_all()

    def close(self) -> None:
        """End the process and both threads."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
        self.process.terminate()
        self.process.join(2)

    def _send(self) -> None:
        while True:
            with self._turn:
                while not self._closed and (self._next is None or self.busy_with):
                    self._turn.wait()
                if self._closed:
                    return
                asked, self._next = self._next, None
                assert asked is not None
                self.busy_with = asked.edition
            try:
                self._pipe.send_bytes(previews.encode(asked))
            except (OSError, ValueError):
                return  # the reader tells

    def _read(self) -> None:
        try:
            while True:
                answer = previews.decode_answer(self._pipe.recv_bytes())
                if isinstance(answer, Shown | Refused):
                    with self._turn:
                        self.busy_with = 0
                        self._turn.notify_all()
                self._owner.tell(self, answer)
        except (EOFError, OSError, msgspec.DecodeError):
            # The process is gone or talks nonsense: what follows starts another one.
            pass
        except RuntimeError:
            return  # the window is gone
        if not self._closed:
            with suppress(RuntimeError):  # the window is gone
                self._owner.tell_end(self)
