"""Write the public holidays of Vietnam from the library `holidays` into the program's catalogue.

The library loads every country of the world when it is imported (0.15 s, 13 MB in the package);
the program needs one table. Run again when the library knows a new decision of the year:
`.venv/bin/python -m tools.make_holidays`.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

CATALOGUE = Path(__file__).parents[1] / "resources" / "catalogue"
YEARS = range(2000, 2061)


def table() -> dict[str, Any]:
    """Return the days off by ISO day with their names, and the weekend days that are worked on."""
    from holidays import country_holidays

    names = tomllib.loads(
        (Path(__file__).with_name("holiday_names.toml")).read_text(encoding="utf-8")
    )["names"]

    def said(name: str) -> str:
        return " / ".join(names.get(part.strip(), part.strip()) for part in name.split(";"))

    off: dict[str, str] = {}
    worked: set[str] = set()
    for year in YEARS:
        found = country_holidays("VN", years=year, language="vi")
        off |= {f"{day}": said(name) for day, name in found.items() if day.year == year}
        worked |= {f"{day}" for day in getattr(found, "weekend_workdays", ())}
    return {
        "first": YEARS[0],
        "last": YEARS[-1],
        "off": dict(sorted(off.items())),
        "worked": sorted(worked),
    }


def main() -> None:
    """Write the table."""
    text = json.dumps(table(), ensure_ascii=False, indent=0)
    (CATALOGUE / "holidays.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
