"""How big a bundle and its parts may be: the only place where these numbers stand."""

from __future__ import annotations

from papidesk.domain.record import Record

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


class Limits(Record, frozen=True, kw_only=True):
    """The limits of one bundle, in bytes where nothing else is said.

    ``file`` is the container, encrypted or not; ``total`` all entries uncompressed; ``spare`` what
    must stay free on the disk beside twice the sum. ``small`` holds for the entries that are
    neither manifest, stream nor blob (signature, introduction, README). ``age_header`` is the part
    of an encrypted file that has to be kept in memory. ``email`` is where a bundle is split.
    """

    file: int = 512 * MIB
    entries: int = 5_000
    manifest: int = 4 * MIB
    small: int = 64 * KIB
    stream: int = 64 * MIB
    line: int = 256 * KIB
    # A record that does not fit into a line goes over several.
    record: int = 4 * MIB
    records: int = 500_000
    depth: int = 16
    string: int = 64 * KIB
    blob: int = 50 * MIB
    total: int = GIB
    spare: int = 200 * MIB
    age_header: int = 64 * KIB
    email: int = 20 * MIB
    # A sequence number that jumps further than this is no gap but a mistake.
    jump: int = 10_000


LIMITS = Limits()
