"""The zip archive a .docx is: checked before anything in it is parsed, never extracted."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from lxml import etree

from papidesk.word.reading.names import STRICT, Element
from papidesk.word.refusals import (
    BrokenXmlError,
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    MissingTextError,
    OldWordFileError,
    OpenDocumentFileError,
    OtherPackageError,
    PdfFileError,
    RichTextFileError,
    TooLargeError,
    UnreadableFileError,
    UnsafeArchiveError,
    WordFileError,
)

MEGABYTE = 1024 * 1024
# A long report with scanned annexes has some tens of megabytes; text alone never more than a few.
MAX_UNPACKED = 200 * MEGABYTE
MAX_PART = 80 * MEGABYTE
MAX_ENTRIES = 10_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1
# What the zip module and its packers say of a damaged archive.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    RuntimeError, OverflowError,
)  # fmt: skip


class Relation:
    """One relation of a part: what it is for, and the part or outside address it leads to."""

    __slots__ = ("external", "kind", "target")

    def __init__(self, kind: str, target: str, *, external: bool) -> None:
        self.kind = kind
        self.target = target
        self.external = external


class Package:
    """The parts of one .docx, read into memory on demand; nothing outside it is ever opened."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name = name
        self._archive = archive
        self.entries = {info.filename.lstrip("/"): info for info in archive.infolist()}

    def data(self, part: str) -> bytes | None:
        """Return the bytes of ``part``, None where it is missing; raises WordFileError."""
        info = self.entries.get(part)
        if info is None:
            return None
        if info.file_size > MAX_PART:
            raise TooLargeError(name=self.name, limit=MAX_PART // MEGABYTE)
        try:
            with self._archive.open(info) as stream:
                data = stream.read(MAX_PART + 1)
        except _DAMAGED as error:
            raise DamagedFileError(name=self.name) from error
        if len(data) > MAX_PART:
            raise TooLargeError(name=self.name, limit=MAX_PART // MEGABYTE)
        return data

    def tree(self, part: str) -> Element | None:
        """Return the root element of ``part``, None where it is missing; raises WordFileError."""
        data = self.data(part)
        return None if data is None else self._parsed(part, data)

    def _parsed(self, part: str, data: bytes) -> Element:
        if b"purl.oclc.org" in data:
            for strict, transitional in STRICT:
                data = data.replace(strict, transitional)
        # Depth and text limits of libxml2 stay on (huge_tree False): no real document comes near.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise BrokenXmlError(name=self.name, part=part, line=error.lineno or 1) from error
        if root.getroottree().docinfo.internalDTD is not None:
            # A Word file has no document type; one that declares entities wants something else.
            raise BrokenXmlError(name=self.name, part=part, line=1)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relations of ``part`` by id ("" is the package itself)."""
        folder, file = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for one in root.iter(_RELS) if root is not None else ():
            target, external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not external:
                base = "" if target.startswith("/") else folder
                target = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            kind = one.get("Type", "").rsplit("/", 1)[-1]
            found[one.get("Id", "")] = Relation(kind, target, external=external)
        return found

    def related_parts(self) -> list[str]:
        """Return the parts that have relations."""
        found = [posixpath.split(entry) for entry in self.entries if entry.endswith(".rels")]
        return [
            posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            for folder, file in found
        ]

    def main_part(self) -> str:
        """Return the name of the part with the text; raises WordFileError where there is none."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self.entries:
                if relation.target.startswith(("xl/", "ppt/")):
                    raise OtherPackageError(name=self.name)
                return relation.target
        if "word/document.xml" in self.entries:
            return "word/document.xml"
        if "[Content_Types].xml" in self.entries:
            raise MissingTextError(name=self.name)
        raise OtherPackageError(name=self.name)


def open_package(path: Path) -> Package:
    """Return the package in the file at ``path``; raises a WordFileError for anything else."""
    name = path.name
    try:
        if path.stat().st_size > MAX_UNPACKED:
            raise TooLargeError(name=name, limit=MAX_UNPACKED // MEGABYTE)
        data = path.read_bytes()
    except OSError as error:
        detail = error.strerror or str(error)
        raise UnreadableFileError(name=name, detail=detail) from error
    refusal = _other_format(name, data)
    if refusal is not None:
        raise refusal
    try:
        package = Package(name, zipfile.ZipFile(BytesIO(data)))
    except _DAMAGED as error:
        raise DamagedFileError(name=name) from error
    _check_entries(package)
    return package


def _other_format(name: str, data: bytes) -> WordFileError | None:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data:
        return EmptyFileError(name=name)
    if data.startswith(_OLE):
        return (EncryptedFileError if _ENCRYPTED_STREAM in data else OldWordFileError)(name=name)
    if start.startswith(b"{\\rtf"):
        return RichTextFileError(name=name)
    if b"%PDF-" in start:
        return PdfFileError(name=name)
    return None if data.startswith(b"PK") else WordFileError(name=name)


def _check_entries(package: Package) -> None:
    total = 0
    for entry, info in package.entries.items():
        if entry.startswith("/") or "\\" in entry or ".." in entry.split("/") or ":" in entry:
            raise UnsafeArchiveError(name=package.name, entry=entry)
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise EncryptedFileError(name=package.name)
        total += info.file_size
    if total > MAX_UNPACKED or len(package.entries) > MAX_ENTRIES:
        raise TooLargeError(name=package.name, limit=MAX_UNPACKED // MEGABYTE)
    if b"opendocument" in (package.data("mimetype") or b""):
        raise OpenDocumentFileError(name=package.name)
