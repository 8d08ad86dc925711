"""Try the packaged program as a person gets it: its folder, its self-check, its window."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import windows_version
from PIL import ImageGrab

MOST_MEGABYTES = 170
SCREEN = "1366x768x24"
PATIENCE = 30.0
BABEL = {"root.dat", "en.dat", "vi.dat", "vi_VN.dat"}
PICTURE = Path("build/package-window.png")


class ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib, padded to the size of XEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),
    )


def check_folder(folder: Path) -> None:
    """Stop with a sentence when the folder is too big or carries what was meant to stay out."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    print(f"{folder}: {len(files)} files, {megabytes:.0f} MB")
    languages = {path.name for path in files if path.parent.name == "locale-data"}
    names = {path.name for path in files}
    problems = [
        (megabytes > MOST_MEGABYTES, f"the folder is larger than {MOST_MEGABYTES} MB"),
        (bool(languages - BABEL), f"Babel brings {sorted(languages - BABEL)}"),
        ("papidesk.mo" not in names, "the Vietnamese catalogue is missing"),
        ("Tinos-Regular.ttf" not in names, "the font is missing"),
        (
            any(path.parent.name.startswith(("pyarrow", "psycopg", "duckdb")) for path in files),
            "engines that are for publishing alone are inside",
        ),
        (any("Quick" in name or "WebEngine" in name for name in names), "unneeded Qt is inside"),
    ]
    for wrong, sentence in problems:
        if wrong:
            raise SystemExit(f"The package is not right: {sentence}.")


def person(home: Path) -> dict[str, str]:
    """Return the environment of somebody new: an empty home, no Python, no language set."""
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(home)}


def check_commands(program: Path, home: Path) -> Path:
    """Run the self-check, make a workspace and return its folder."""
    workspace = home / "workspace"
    for arguments in (
        ["self-check"],
        ["--workspace", str(workspace), "init", "--name", "xã Thử Nghiệm", "--level", "commune",
         "--place", "Thử Nghiệm"],
    ):  # fmt: skip
        done = subprocess.run(
            [program, *arguments], env=person(home), capture_output=True, text=True, check=False
        )
        print(done.stdout.rstrip())
        if done.returncode != 0:
            raise SystemExit(f"{arguments} ended with code {done.returncode}: {done.stderr}")
    return workspace


@contextmanager
def screen() -> Iterator[str]:
    """Give the name of a display nobody looks at."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def find_window(display: str, running: subprocess.Popen[bytes]) -> int:
    """Return the X window whose title names the program; stop when it does not come."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.poll() is None:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "PapiDesk"],
            env={**os.environ, "DISPLAY": display},
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        if found:
            return int(found[-1])
        time.sleep(0.1)
    raise SystemExit(f"The window did not open (code {running.poll()}).")


def ask_to_close(display: str, window: int) -> None:
    """Send the window what the cross in its title bar sends (WM_DELETE_WINDOW)."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XInternAtom.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(xlib.XOpenDisplay(display.encode()))
    protocols, delete = (
        xlib.XInternAtom(connection, atom, 0) for atom in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
    )
    message = ClientMessage(type=33, window=window, message_type=protocols, format=32)
    message.data[0] = delete
    xlib.XSendEvent(connection, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    xlib.XCloseDisplay(connection)


def painted(display: str) -> bool:
    """Keep a picture of the display and tell whether there is more on it than one colour."""
    picture = ImageGrab.grab(xdisplay=display)
    PICTURE.parent.mkdir(exist_ok=True)
    picture.save(PICTURE)
    return picture.convert("RGB").getcolors(maxcolors=64) is None


def check_window(program: Path, home: Path, workspace: Path) -> None:
    """Open the window, wait until it is painted, keep a picture, close it as a person does."""
    log = home / "window.log"
    with screen() as display, log.open("wb") as said:
        began = time.monotonic()
        running = subprocess.Popen(
            [program, "--workspace", workspace],
            env={**person(home), "DISPLAY": display},
            stderr=said,
            stdout=said,
        )
        try:
            window = find_window(display, running)
            while not painted(display):
                if time.monotonic() - began > PATIENCE:
                    raise SystemExit("The window stayed empty.")
                time.sleep(0.05)
            print(f"window painted {time.monotonic() - began:.2f} s after the start: {PICTURE}")
            ask_to_close(display, window)
            code = running.wait(PATIENCE)
        except (SystemExit, subprocess.TimeoutExpired):
            print(log.read_text(errors="replace"))
            raise
        finally:
            running.kill()
    if code != 0:
        raise SystemExit(f"The program ended with code {code}: {log.read_text(errors='replace')}")


def check_installer_script(folder: Path) -> None:
    """Compile the Windows installer around a stand-in for the program; no warning is allowed.

    The real program for Windows can be built on Windows only.
    """
    program, setup = folder / "stand-in", folder / "PapiDesk-setup.exe"
    (program / "_internal").mkdir(parents=True)
    for name in ("PapiDesk.exe", "papidesk-cli.exe", "_internal/python311.dll"):
        (program / name).write_bytes(b"MZ")
    number = windows_version.version(Path(__file__).resolve().parent.parent)
    script = Path(__file__).resolve().with_name("papidesk.nsi")
    done = subprocess.run(
        ["makensis", "-V2", "-WX", f"-DVERSION={number}", f"-DFOLDER={program}",
         f"-DOUTPUT={setup}", script],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if done.returncode != 0 or not setup.read_bytes().startswith(b"MZ"):
        raise SystemExit(f"The installer script does not compile: {done.stdout}{done.stderr}")
    print("The Windows installer script compiles without a warning.")


def main() -> None:
    """Check the program folder given as the one argument."""
    folder = Path(sys.argv[1])
    check_folder(folder)
    program = (folder / "PapiDesk").resolve()
    with tempfile.TemporaryDirectory() as home:
        workspace = check_commands(program, Path(home))
        check_window(program, Path(home), workspace)
        check_installer_script(Path(home))
    print("The packaged program is right.")


if __name__ == "__main__":
    main()
