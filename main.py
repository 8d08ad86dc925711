"""PapiDesk: with arguments the command line, without them the window."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Open the window, or run one command; return the exit code."""
    arguments = sys.argv[1:]
    if getattr(sys, "frozen", False) and any("multiprocessing" in each for each in arguments):
        # The packaged program is started once more by itself: to print pages beside the editor.
        from multiprocessing import freeze_support

        freeze_support()
    if _asks_for_window(arguments):
        from ui.app import run

        return run(Path(arguments[-1].removeprefix("--workspace=")) if arguments else None)
    try:
        from papidesk.cli.app import main as command_line
    except KeyboardInterrupt:  # before there is anything that could say so
        return 1
    return command_line(arguments)


def _asks_for_window(arguments: list[str]) -> bool:
    """Tell whether only a workspace, or nothing, was named."""
    if not arguments:
        return True
    if len(arguments) == 1:
        return arguments[0].startswith("--workspace=")
    return len(arguments) == 2 and arguments[0] == "--workspace"


if __name__ == "__main__":
    sys.exit(main())
