"""Why the container of a bundle is refused: it is damaged, or no bundle is built that way."""

from __future__ import annotations

from papidesk.bundles.failures import BundleError
from papidesk.errors import N_


class ContainerError(BundleError):
    """A ZIP that is damaged, or built in another way than a bundle is."""

    code = "zip-bad-structure"
    message = N_(
        "The file is damaged or was changed on its way ({detail}). Nothing of it was taken in. "
        "Ask the sender to copy it once more."
    )


class ExtraBytesError(ContainerError):
    """Bytes before, between or after what belongs to the bundle."""

    code = "zip-extra-bytes"
    message = N_(
        "The file holds bytes that do not belong to the bundle: another file was joined to it. "
        "Nothing of it was taken in. Ask the sender for a new copy."
    )


class OverlapError(ContainerError):
    """Entries that share bytes."""

    code = "zip-overlap"
    message = N_(
        "Parts of the file lie over each other, as no bundle has it. Nothing of it was taken in. "
        "Ask the sender for a new copy."
    )


class Zip64Error(ContainerError):
    """ZIP64 structures, which a bundle never needs."""

    code = "zip-64"
    message = N_(
        "The file is a ZIP of another kind (ZIP64) than a bundle. Nothing of it was taken in. "
        "Ask the sender to make it with PapiDesk."
    )


class TooManyEntriesError(ContainerError):
    """More entries than a bundle may have."""

    code = "zip-too-many-entries"
    message = N_("The file holds more than {limit} parts, more than a bundle may. It was not read.")


class EntryNameError(ContainerError):
    """An entry with a name no bundle has."""

    code = "zip-bad-name"
    message = N_(
        "The file holds a part with a name that no bundle has ({name}). Nothing of it was taken "
        "in. Ask the sender for a new copy."
    )


class DuplicateNameError(ContainerError):
    """Two entries of one name."""

    code = "zip-duplicate-name"
    message = N_(
        "The file holds the part {name} twice. Nothing of it was taken in. "
        "Ask the sender for a new copy."
    )


class NotAPlainEntryError(ContainerError):
    """A link, a folder or anything else that is no file."""

    code = "zip-not-a-file"
    message = N_(
        "The part {name} of the file is a link or a folder, as no bundle has it. "
        "Nothing of it was taken in. Ask the sender for a new copy."
    )


class EncryptedEntryError(ContainerError):
    """An entry protected with a ZIP password."""

    code = "zip-encrypted"
    message = N_(
        "The part {name} is protected with a ZIP password. Nothing of it was taken in. "
        "Ask the sender for the file as PapiDesk made it."
    )


class UnknownMethodError(ContainerError):
    """An entry compressed in another way than stored or deflate."""

    code = "zip-unknown-method"
    message = N_(
        "The part {name} is compressed in a way no bundle uses ({method}). Nothing of it was "
        "taken in. Ask the sender for the file as PapiDesk made it."
    )


class HeadersDifferError(ContainerError):
    """The head of an entry says something else than the directory."""

    code = "zip-headers-differ"
    message = N_(
        "The head of the part {name} says something else than the list of contents. Nothing of "
        "it was taken in. Ask the sender for a new copy."
    )


class EntryTooBigError(ContainerError):
    """An entry, or all together, above the limit."""

    code = "entry-too-big"
    message = N_(
        "The part {name} is bigger than a bundle may have it ({limit} MiB). It was not read."
    )


class EntryDamagedError(ContainerError):
    """An entry whose content is not what its head says."""

    code = "entry-damaged"
    message = N_(
        "The part {name} of the file is damaged. Nothing of it was taken in. "
        "Ask the sender to copy it once more."
    )
