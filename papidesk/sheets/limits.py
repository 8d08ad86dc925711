"""How much of a table is read: more is no log but a mistake or an attack."""

from __future__ import annotations

from papidesk.errors import N_, PapiDeskError

MIB = 1 << 20
FILE_LIMIT = 100 * MIB
# What a workbook may be when unpacked, and how much larger than packed.
UNPACKED_LIMIT = 1024 * MIB
PACKED_SHARE = 200
ROW_LIMIT = 200_000
COLUMN_LIMIT = 256
CELL_LIMIT = 32_767  # characters; as in Excel


class TooManyRowsError(PapiDeskError):
    """More rows than are read at once."""

    message = N_(
        "“{name}” has more than {limit} rows. Cut it into several files, for example one a year."
    )
