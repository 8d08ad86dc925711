"""What nobody expected: a report file without a word of any document, and one sentence about it."""

from __future__ import annotations

import contextlib
import datetime
import platform
import traceback
from pathlib import Path

from papidesk import __version__
from papidesk.errors import N_, PapiDeskError


class UnexpectedError(PapiDeskError):
    """The program failed in a way it does not know; the report says where."""

    message = N_(
        "The program met something it did not expect and stopped; nothing half done was kept. "
        "Send {path} to who looks after the program."
    )


class UnreportedError(PapiDeskError):
    """The same, where not even a report could be written."""

    message = N_(
        "The program met something it did not expect and stopped; nothing half done was kept. "
        "Tell who looks after the program: {what}."
    )


def reported(error: Exception, folder: Path) -> PapiDeskError:
    """Write a report about ``error`` into ``folder`` and return the sentence that names it."""
    now = datetime.datetime.now()
    target = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    lines = [
        f"PapiDesk {__version__}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"{now:%Y-%m-%d %H:%M:%S}",
        "",
        *_account(error),
    ]
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")
        return UnexpectedError(path=target)
    return UnreportedError(what=_place(error))


def _account(error: BaseException | None) -> list[str]:
    """Return where each error of the chain arose, the last first.

    Only its kind is told and not its message: that may quote the document.
    """
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines += [part.rstrip("\n") for part in traceback.format_tb(error.__traceback__)]
        number = f" (errno {error.errno})" if isinstance(error, OSError) else ""
        lines += [f"{type(error).__module__}.{type(error).__qualname__}{number}", ""]
        error = error.__cause__ or error.__context__
    return lines


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
