"""What the command line library says by itself, in the language in use."""

from __future__ import annotations

import gettext
import os

import click

from papidesk.errors import N_
from papidesk.i18n import _, current_language, ngettext
from papidesk.paths import resource

# Named here so that the catalogue has them; the library asks gettext for them by itself.
WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("%(prog)s, version %(version)s"),
    N_("Show the version and exit."),
    N_("Show this message and exit."),
    N_("Try '{command} {option}' for help."),
    N_("Error: {message}"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("Choose from:\n\t{choices}"),
    N_("file"),
    N_("directory"),
    N_("path"),
)


def counted(count: int) -> tuple[str, ...]:
    """Return the words of the library that differ by number, for ``count``."""
    return (
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
        ngettext(
            "Got unexpected extra argument ({args})",
            "Got unexpected extra arguments ({args})",
            count,
        ),
        ngettext(
            "Option {name!r} requires an argument.",
            "Option {name!r} requires {nargs} arguments.",
            count,
        ),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
        ngettext(
            "{value!r} does not match the format {format}.",
            "{value!r} does not match the formats {formats}.",
            count,
        ),
    )


def let_click_speak() -> None:
    """Have the library look its words up in our catalogue, in the language in use."""
    os.environ["LANGUAGE"] = current_language()
    gettext.bindtextdomain("papidesk", str(resource("locale")))
    gettext.textdomain("papidesk")
    # It does not look up what it calls numbers.
    click.types.IntParamType.name = click.IntRange.name = _("whole number")
