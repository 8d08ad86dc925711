"""What a Word file can be refused for, each with one sentence that says what to do."""

from __future__ import annotations

from papidesk.errors import N_, PapiDeskError


class WordFileError(PapiDeskError):
    """A file that cannot be read as a Word document."""

    message = N_("“{name}” cannot be read as a Word document. Choose a .docx file.")


class UnreadableFileError(WordFileError):
    """The file system does not give the file."""

    message = N_("“{name}” cannot be opened ({detail}). Check that it is there and may be read.")


class EmptyFileError(WordFileError):
    """A file of no bytes."""

    message = N_("“{name}” is empty. Choose another file, or save the document again.")


class OldWordFileError(WordFileError):
    """The binary format of Word 97–2003."""

    message = N_(
        "“{name}” is in the old .doc format. Open it in Word or LibreOffice, save it as .docx, "
        "then choose the new file."
    )


class EncryptedFileError(WordFileError):
    """A document behind a password."""

    message = N_(
        "“{name}” is protected with a password. Open it in Word, remove the password, save it and "
        "choose it again."
    )


class OpenDocumentFileError(WordFileError):
    """An .odt file."""

    message = N_(
        "“{name}” is an OpenDocument file (.odt). Open it in LibreOffice or Word, save it as "
        ".docx, then choose the new file."
    )


class RichTextFileError(WordFileError):
    """An .rtf file."""

    message = N_(
        "“{name}” is a Rich Text file (.rtf). Open it in Word or LibreOffice, save it as .docx, "
        "then choose the new file."
    )


class PdfFileError(WordFileError):
    """A PDF under the name of a Word file."""

    message = N_("“{name}” is a PDF. Choose the Word file (.docx) the PDF was made from.")


class OtherPackageError(WordFileError):
    """A zip archive that holds no Word document: a workbook, slides, or simply files."""

    message = N_(
        "“{name}” is an archive without a Word document in it. Choose the .docx file itself."
    )


class DamagedFileError(WordFileError):
    """A cut or otherwise damaged archive."""

    message = N_(
        "“{name}” is damaged or incomplete. Copy it again from where it came, or open it in Word "
        "and save it anew."
    )


class MissingTextError(WordFileError):
    """A Word package whose text part is not there."""

    message = N_(
        "“{name}” lacks the part with its text. Open it in Word, let Word repair it, and save it "
        "anew."
    )


class BrokenXmlError(WordFileError):
    """A part that is not well-formed, or declares what no Word file declares."""

    message = N_(
        "The part “{part}” of “{name}” cannot be read (line {line}). Open the file in Word, let "
        "Word repair it, and save it anew."
    )


class TooLargeError(WordFileError):
    """More than is sensible to unpack."""

    message = N_(
        "“{name}” would unpack to more than {limit} MB. Remove its pictures or divide it, then "
        "choose it again."
    )


class UnsafeArchiveError(WordFileError):
    """An archive whose names point outside of it."""

    message = N_(
        "“{name}” holds a file name that no Word document has (“{entry}”) and was not opened. Ask "
        "its sender for a clean copy."
    )
