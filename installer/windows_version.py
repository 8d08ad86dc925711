"""The version resource of the Windows programs, from the one place where the version stands."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("042A04B0", [
      StringStruct("CompanyName", "PapiDesk"),
      StringStruct("FileDescription", "PapiDesk – văn bản, nhiệm vụ và báo cáo của UBND cấp xã"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "PapiDesk"),
      StringStruct("LegalCopyright", "Apache License 2.0"),
      StringStruct("OriginalFilename", "PapiDesk.exe"),
      StringStruct("ProductName", "PapiDesk"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x042A, 1200])]),
  ],
)
"""


def version(root: Path) -> str:
    """Return the program's version, read from ``papidesk/__init__.py`` below ``root``."""
    source = (root / "papidesk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', source, re.M)
    if found is None:
        raise SystemExit("papidesk/__init__.py holds no __version__ line.")
    return found[1]


def text(root: Path) -> str:
    """Return the resource as PyInstaller reads it: four numbers, Vietnamese (0x042A), Unicode."""
    spoken = version(root)
    parts = [int(part) for part in re.findall(r"\d+", spoken)][:4]
    numbers = tuple(parts + [0] * (4 - len(parts)))
    return TEMPLATE.format(numbers=numbers, version=spoken)


def write(root: Path, folder: Path) -> Path:
    """Write the resource into ``folder`` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "version_resource.txt"
    path.write_text(text(root), encoding="utf-8")
    return path


if __name__ == "__main__":
    print(version(Path(__file__).resolve().parent.parent))
