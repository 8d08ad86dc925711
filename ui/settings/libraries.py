"""The libraries the program is made with: names, licences, and the versions that are here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata

# Name shown, name of the distribution, licence. The font is a file and has no distribution.
_KNOWN = (
    ("Qt, PySide6", "PySide6_Essentials", "LGPL-3.0"),
    ("PDFium, pypdfium2", "pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("ReportLab", "reportlab", "BSD-3-Clause"),
    ("pikepdf, QPDF", "pikepdf", "MPL-2.0, Apache-2.0"),
    ("python-docx", "python-docx", "MIT"),
    ("lxml", "lxml", "BSD-3-Clause"),
    ("XlsxWriter", "xlsxwriter", "BSD-2-Clause"),
    ("Jinja", "jinja2", "BSD-3-Clause"),
    ("sqlite-utils", "sqlite-utils", "Apache-2.0"),
    ("msgspec", "msgspec", "BSD-3-Clause"),
    ("Babel", "babel", "BSD-3-Clause"),
    ("click", "click", "BSD-3-Clause"),
    ("platformdirs", "platformdirs", "MIT"),
    ("Pillow", "pillow", "MIT-CMU"),
    ("openpyxl", "openpyxl", "MIT"),
    ("cryptography, OpenSSL", "cryptography", "Apache-2.0, BSD-3-Clause"),
    ("cffi", "cffi", "MIT-0"),
    ("pyrage, rage", "pyrage", "MIT"),
    ("keyring", "keyring", "MIT"),
    ("defusedxml", "defusedxml", "PSF-2.0"),
    ("dateutil", "python-dateutil", "Apache-2.0, BSD-3-Clause"),
)
DISTRIBUTIONS = tuple(distribution for _name, distribution, _licence in _KNOWN)
FONT = ("Tinos", "1.340", "OFL-1.1")


@dataclass(frozen=True, slots=True)
class Library:
    """One library; ``version`` is "" when the packaged program does not tell it."""

    name: str
    version: str
    licence: str


def libraries() -> list[Library]:
    """Return what the program uses, by name, the font of the papers last."""
    found = [Library(name, _version(dist), licence) for name, dist, licence in _KNOWN]
    return [*sorted(found, key=lambda one: one.name.lower()), Library(*FONT)]


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
