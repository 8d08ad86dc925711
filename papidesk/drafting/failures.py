"""What can be wrong with a template, each with its sentence and the line it is in."""

from __future__ import annotations

from papidesk.errors import N_, PapiDeskError


class TemplateError(PapiDeskError):
    """A template that cannot be used as it is; ``line`` counts from 1, 0 for the whole file."""

    @property
    def line(self) -> int:
        """The line of the template the sentence is about."""
        return int(str(self.values.get("line", 0)))


class TemplateTooLargeError(TemplateError):
    """A template larger, or making more, than any paper is."""

    message = N_(
        "This template is larger than a document can be ({limit}). It was not opened; ask whoever "
        "sent it for a smaller one."
    )


class TemplateHeadError(TemplateError):
    """The part between the two lines "+++" cannot be read."""

    message = N_("Line {line} of the template: its head cannot be read ({detail}). Correct it.")


class TemplateForbiddenError(TemplateError):
    """Something that templates may not do: calls, arithmetic, inclusion, hidden attributes."""

    message = N_(
        "Line {line} of the template: “{what}” is not allowed in a template. Use placeholders, "
        "conditions and loops over the given lists only."
    )


class TemplateSyntaxError(TemplateError):
    """Braces or words of the template language that do not fit together."""

    message = N_("Line {line} of the template cannot be read ({detail}). Correct it.")


class UnknownPlaceholderError(TemplateError):
    """A placeholder that nothing fills."""

    message = N_(
        "Line {line} of the template: nothing fills the placeholder “{name}”. Choose one from the "
        "list of placeholders, or ask for it in the template's head."
    )


class TemplateTooSlowError(TemplateError):
    """A template that would take longer than a second."""

    message = N_(
        "This template takes too long to fill in and was stopped. Its loops are too large: make it "
        "simpler."
    )


class TemplateMarkupError(TemplateError):
    """A line whose markup means nothing."""

    message = N_("Line {line} of the template is not right: {detail}.")


class BadAnswerError(TemplateError):
    """An answer that is not of the kind the template asks for."""

    message = N_("“{label}”: “{value}” does not fit ({detail}). Correct the answer.")


class UnknownTemplateError(TemplateError):
    """An id that no template has."""

    message = N_("There is no template “{id}”. Choose one of the list of templates.")


class OwnTemplatesOnlyError(TemplateError):
    """A template of the program that should be changed or deleted."""

    message = N_(
        "“{name}” comes with the program and stays as it is. Make a copy of it and change that."
    )


class NotATemplateFileError(TemplateError):
    """A file that holds no template."""

    message = N_("“{name}” is no template file of PapiDesk. Choose a file that ends in .papimau.")
