"""The command group: workspace, language, and how refusals are told (exit code 1, one sentence)."""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk import __version__
from papidesk.cli.click_words import let_click_speak
from papidesk.errors import PapiDeskError
from papidesk.i18n import LANGUAGES, N_, _, say, use

if TYPE_CHECKING:
    from papidesk.storage.workspace import Workspace

REFUSED = 1


class StoppedError(PapiDeskError):
    """Ctrl+C."""

    message = N_("Stopped. What was not finished was not kept.")


class OutputFullError(PapiDeskError):
    """The disk that takes the output is full."""

    message = N_("The answer could not be written: the disk it goes to is full. Make space there.")


class Words(click.ParamType[str]):
    """Text of an argument: what a terminal hands over in another encoding is no text."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return ``value``; bytes that are not UTF-8 are wrong usage."""
        try:
            str(value).encode()
        except UnicodeEncodeError:
            self.fail(_("This text is not in UTF-8. Type it again."), param, ctx)
        return str(value)


WORDS = Words()


class _Group(click.Group):
    """A group whose commands live in modules that are imported when first needed."""

    modules: dict[str, str] = {  # noqa: RUF012 - click's classes are no records
        "init": "keeping",
        "import": "documents",
        "documents": "documents",
        "show": "documents",
        "search": "documents",
        "check": "checks",
        "convert": "papers",
        "print": "papers",
        "issue": "papers",
        "copy": "copies",
        "task-sheet": "copies",
        "templates": "drafting",
        "template": "drafting",
        "new": "drafting",
        "duties": "drafting",
        "copy-forward": "drafting",
        "state": "life",
        "remark": "life",
        "remarks": "life",
        "settle": "life",
        "recover": "life",
        "trash": "life",
        "untrash": "life",
        "versions": "versions",
        "diff": "versions",
        "revert": "versions",
        "duplicate": "versions",
        "link": "versions",
        "links": "versions",
        "unlink": "versions",
        "tasks": "tasks",
        "log": "log",
        "register": "registers",
        "incoming": "registers",
        "stamp": "registers",
        "metadata": "registers",
        "consolidate": "consolidation",
        "units": "units",
        "publish": "publishing",
        "backup": "keeping",
        "restore": "keeping",
        "verify": "keeping",
        "figures": "figures",
        "report": "reports",
        "report-duties": "reports",
        "report-paper": "reports",
        "send": "sending",
        "sent": "sending",
        "evidence": "evidence",
        "criteria": "criteria",
        "catalogue": "catalogues",
        "papi": "catalogues",
        "office": "offices",
        "password": "passwords",
        "inspect": "receiving",
        "receive": "receiving",
        "received": "received",
        "conflicts": "received",
        "trust": "trust",
        "demo": "whole",
        "self-check": "whole",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order the contract lists them."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, importing its module now."""
        if cmd_name not in self.modules:
            return None
        from importlib import import_module

        if language := ctx.params.get("language"):
            # A command is looked up before the group's own function runs.
            use(language)
        module = import_module(f"papidesk.cli.{self.modules[cmd_name]}")
        found: click.Command = module.COMMANDS[cmd_name]
        speak(found)
        return found


def speak(command: click.Command) -> None:
    """Put a command's help into the language in use: its own text and that of its options."""
    command.help = _(command.help) if command.help else None
    for option in command.params:
        if isinstance(option, click.Option):
            option.help = _(option.help) if option.help else None


class Session:
    """What the commands share: which workspace folder, and who acts."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.password = ""  # the one that let this command in

    @property
    def who(self) -> str:
        """The name for the audit log."""
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return "?"

    @contextmanager
    def workspace(self, *, locked: bool = True) -> Iterator[Workspace]:
        """Open the workspace for one command and close it afterwards.

        Where a password is set it is asked for, unless ``locked`` is False.
        """
        from papidesk.cli.passwords import let_in
        from papidesk.workflow.workspaces import default_folder, open_workspace

        workspace = open_workspace(self.folder or default_folder())
        try:
            if locked:
                self.password = let_in(workspace.store)
            for remark in workspace.remarks:
                click.echo(_(remark.message).format(**remark.values), err=True)
            yield workspace
        finally:
            workspace.close()


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_(
        "PapiDesk for a commune office: documents, checks, printing, backups, with no network."
    ),
)
@click.version_option(__version__, prog_name="PapiDesk")
@click.option(
    "--workspace",
    type=click.Path(file_okay=False, readable=False, path_type=Path),
    help=N_("Folder of the office: its database, attachments and backups."),
)
@click.option("--language", type=click.Choice(sorted(LANGUAGES)), help=N_("Language of messages."))
@click.pass_context
def cli(context: click.Context, workspace: Path | None, language: str | None) -> None:
    del language  # taken when the command was looked up
    if workspace is not None:
        WORDS.convert(workspace, None, context)  # SQLite takes no other names
    context.obj = Session(workspace)


def show_json(value: Any) -> None:
    """Print one JSON document on standard output."""
    import msgspec

    data = msgspec.json.format(msgspec.json.encode(value), indent=1)
    if sys.stdout is None:
        return  # started with its output closed: nobody reads it
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused, 2 wrong usage."""
    try:
        return _run(arguments)
    except (KeyboardInterrupt, click.exceptions.Abort):
        _say(StoppedError())
    except PapiDeskError as error:
        _say(error)
    except Exception as error:  # noqa: BLE001 - the last resort: a person is shown no traceback
        from papidesk.cli.last_resort import reported
        from papidesk.settings import default_path

        _say(reported(error, default_path().parent / "crash-reports"))
    return REFUSED


def _run(arguments: list[str] | None) -> int:
    _speak_utf8()
    language = _asked_language(sys.argv[1:] if arguments is None else arguments)
    use(language or _chosen_language())
    let_click_speak()
    speak(cli)
    try:
        result = cli.main(args=arguments, prog_name="papidesk", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (BrokenPipeError, SystemExit):
        # The reader went away (``| head``): nothing is left to say, and nobody to say it to. Click
        # makes an exit of its own of it.
        _drop_output()
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        _drop_output()
        raise OutputFullError from error
    return result if isinstance(result, int) else 0


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter ends quietly."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(error: PapiDeskError) -> None:
    with contextlib.suppress(OSError):
        # One sentence, one line, even where a file name has a line end in it.
        click.echo(" ".join(say(error).splitlines()), err=True)


def _asked_language(arguments: list[str]) -> str | None:
    """Return what --language says before the command: help is written before it is parsed."""
    ahead = iter(arguments)
    for argument in ahead:
        name, equals, value = argument.partition("=")
        if not name.startswith("-"):
            return None
        if name in ("--language", "--workspace") and not equals:
            value = next(ahead, "")
        if name == "--language" and value in LANGUAGES:
            return value
    return None


def _chosen_language() -> str:
    from papidesk.settings import default_path, load

    return load(default_path()).language


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's code page is: Vietnamese does not fit the others."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
