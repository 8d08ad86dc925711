"""A real PostgreSQL of the system's packages, started on loopback for the tests alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@contextmanager
def running() -> Iterator[str]:
    """Yield the address of an empty database; the server and its files are gone afterwards."""
    bin = PROGRAMS[-1]
    home = Path(tempfile.mkdtemp(prefix="papidesk-pg-"))
    user = _other_user(home)
    port = _free_port()
    try:
        made = ("-U", "papidesk", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        _run(user, bin / "initdb", "-D", home / "data", *made)
        options = (
            f"-h 127.0.0.1 -p {port} -c fsync=off -c unix_socket_directories={home} "
            "-c shared_buffers=16MB -c max_connections=10"
        )
        _run(
            user,
            bin / "pg_ctl",
            "-D",
            home / "data",
            "-w",
            "-l",
            home / "log",
            "-o",
            options,
            "start",
        )
        try:
            yield f"postgresql://papidesk@127.0.0.1:{port}/postgres"
        finally:
            _run(user, bin / "pg_ctl", "-D", home / "data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home)


def _other_user(home: Path) -> list[str]:
    """Return what lets a command run as somebody else: PostgreSQL refuses to be run by root."""
    if os.getuid() != 0:
        return []
    home.chmod(0o755)
    shutil.chown(home, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _run(user: list[str], *command: object) -> None:
    # Its output goes nowhere: a server that inherits a pipe keeps it open.
    subprocess.run(
        [*user, *map(str, command)], check=True, cwd="/", stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
