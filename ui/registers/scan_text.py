"""The text layer of a PDF, where it has one."""

from __future__ import annotations

import pypdfium2

from papidesk.errors import N_, PapiDeskError
from ui import pages as pictures

# Head and first demands stand there; the rest of a long paper is not needed for its entry.
FIRST_PAGES = 4


class UnreadableScanError(PapiDeskError):
    """A PDF that is damaged or asks for a password."""

    message = N_(
        "The pages of “{name}” cannot be shown: the file is damaged or protected by a password. It "
        "can be kept with the entry all the same; scan the paper again to have it stamped."
    )


def text_of(pdf: bytes, first: int = FIRST_PAGES) -> str:
    """Return the text of the ``first`` pages, lines as they stand; "" for a scan without one."""
    found = []
    with pictures.one_at_a_time():
        document = pypdfium2.PdfDocument(pdf)
        try:
            for index in range(min(first, len(document))):
                page = document[index]
                letters = page.get_textpage()
                try:
                    found.append(letters.get_text_range())
                finally:
                    letters.close()
                    page.close()
        finally:
            document.close()
    return "\n".join(found).replace("\r\n", "\n").replace("\ufffe", "-")
