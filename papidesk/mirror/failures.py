"""What stops publishing: a missing library, a folder of something else, a database that refuses."""

from __future__ import annotations

from papidesk.errors import N_, PapiDeskError


class PublishError(PapiDeskError):
    """Figures that could not be given to an engine outside."""


class EngineMissingError(PublishError):
    """The library for an engine is not installed; it is no part of the program."""

    message = N_(
        "Publishing to {engine} needs the library “{library}”, which is not installed here. "
        "Install the program with its extra “publish” on the computer that publishes."
    )


class NotAMirrorError(PublishError):
    """A folder that holds something else."""

    message = N_(
        "“{folder}” is not empty and is no mirror this program made. Choose an empty folder."
    )


class OtherMirrorError(PublishError):
    """A mirror of another workspace or of a later program."""

    message = N_(
        "The mirror in “{folder}” was made from another workspace or by a newer program. Choose "
        "another folder."
    )


class MirrorNotWrittenError(PublishError):
    """A folder the mirror cannot be written to."""

    message = N_("“{folder}” cannot be written to: {reason}. What was there is still whole.")


class DatabaseRefusedError(PublishError):
    """PostgreSQL refused the connection or what was loaded; nothing was changed there."""

    message = N_("PostgreSQL refused: {reason}. Nothing was changed there.")


class NewerTablesError(PublishError):
    """Tables a later program made."""

    message = N_(
        "The tables in PostgreSQL are of version {found}, this program knows {known}. Update the "
        "program on this computer."
    )
