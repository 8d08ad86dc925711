"""Filling placeholders so that a hostile template can neither read, nor run long, nor eat memory.

Four walls, one behind the other: the size of the source; a white list of what the parsed template
may consist of (no calls, no arithmetic, no inclusion, no macros); its cost, counted before it runs
from the loops it has and the lists it is given; Jinja's own sandbox, in which attributes are
looked up in plain dictionaries only, with a deadline on what it puts out.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError as JinjaSyntaxError
from jinja2 import nodes
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import SandboxedEnvironment

from papidesk.drafting.failures import (
    TemplateForbiddenError,
    TemplateSyntaxError,
    TemplateTooLargeError,
    TemplateTooSlowError,
    UnknownPlaceholderError,
)
from papidesk.drafting.filters import FILTERS
from papidesk.drafting.inline import escaped

SOURCE_LIMIT = 200_000  # characters of a template
TAG_LIMIT = 600  # characters of one of them
TAGS_LIMIT = 4_000  # "{{" and "{%" in it
OUTPUT_LIMIT = 400_000  # characters it may make
VALUE_LIMIT = 8_000  # characters of one value
COST_LIMIT = 60_000  # nodes that may be visited
NESTING_LIMIT = 2  # loops inside loops
SECONDS = 0.8
# What stands where nothing is known: visible on the page, found by the check.
BLANK = "…………"

_LOOP_WORDS = frozenset({"index", "index0", "first", "last", "length"})
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter,
    nodes.Const, nodes.If, nodes.For, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not,
)  # fmt: skip
_COMPARISONS = frozenset({"eq", "ne", "gt", "gteq", "lt", "lteq", "in", "notin"})
# Inside an expression only: "{{ x }}", "{% if x %}". Digits of any length would be worked on first.
_LONG_NUMBER = re.compile(r"\d[\d_]{8,}")
_TAG = re.compile(r"\{\{|\{%")

Value = str | int | bool | list[Any] | dict[str, Any]


class _Walled(SandboxedEnvironment):
    """Jinja's sandbox with nothing in it: no globals, no tests, our filters, plain data only."""

    def __init__(self) -> None:
        super().__init__(autoescape=False, finalize=_shown, trim_blocks=True, lstrip_blocks=True)
        self.globals.clear()
        self.tests.clear()
        self.filters.clear()
        self.filters.update(FILTERS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an entry of plain data, or what a loop tells of itself."""
        if isinstance(obj, LoopContext) and attribute in _LOOP_WORDS:
            return getattr(obj, attribute)
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an entry of plain data."""
        return self.getattr(obj, str(argument))

    def call(self, *_: Any, **__: Any) -> Any:
        """Refuse: nothing is called."""
        raise TemplateForbiddenError(line=0, what="()")


def _shown(value: Any) -> str:
    """Return a value as text of the markup: literal, in one line, a blank where it is empty."""
    if isinstance(value, Undefined) or value is None or value in ("", []):
        return BLANK
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, str):
        return escaped(" ".join(value.split())) or BLANK
    raise TemplateForbiddenError(line=0, what="{{ " + type(value).__name__ + " }}")


def check_size(source: str) -> None:
    """Refuse a source no person wrote; raises :class:`TemplateTooLargeError`."""
    if len(source) > SOURCE_LIMIT:
        raise TemplateTooLargeError(limit=f"{SOURCE_LIMIT // 1000} 000")
    if source.count("{{") + source.count("{%") > TAGS_LIMIT:
        raise TemplateTooLargeError(limit=f"{TAGS_LIMIT} × {{{{ }}}}")


def parsed(source: str, names: frozenset[str], *, first_line: int = 1) -> nodes.Template:
    """Return the parsed ``source``, all of it on the white list.

    ``names`` are the placeholders that will have a value. Raises a
    :class:`~papidesk.drafting.failures.TemplateError` with the line, counted from ``first_line``.
    """
    check_size(source)
    _check_tags(source, first_line)
    try:
        tree = _Walled().parse(source)
    except JinjaSyntaxError as error:
        line = first_line + error.lineno - 1
        raise TemplateSyntaxError(line=line, detail=error.message or "") from error
    except (RecursionError, ValueError, OverflowError, MemoryError) as error:
        raise TemplateSyntaxError(line=first_line, detail=type(error).__name__) from error
    try:
        _check(tree, names, first_line - 1, 0)
    except RecursionError as error:
        raise TemplateSyntaxError(line=first_line, detail="RecursionError") from error
    return tree


def _check_tags(source: str, first_line: int) -> None:
    """Refuse a tag longer than any placeholder: parsing it could take longer than a second."""
    for tag in _TAG.finditer(source):
        end = source.find("}", tag.end(), tag.end() + TAG_LIMIT)
        inside = source[tag.start() : end + 1 if end >= 0 else tag.end() + TAG_LIMIT]
        if end < 0 or _LONG_NUMBER.search(inside):
            line = first_line + source.count("\n", 0, tag.start())
            raise TemplateForbiddenError(line=line, what=inside[:40])


def _check(node: nodes.Node, names: frozenset[str], above: int, loops: int) -> None:
    """Refuse what is not on the white list, node by node."""
    line = above + (node.lineno or 1)
    if type(node) not in _ALLOWED:
        raise TemplateForbiddenError(line=line, what=type(node).__name__)
    if isinstance(node, nodes.Name):
        _check_name(node, names, line)
    elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise TemplateForbiddenError(line=line, what=node.attr[:40])
    elif isinstance(node, nodes.Filter):
        _check_filter(node, line)
    elif isinstance(node, nodes.Const):
        _check_constant(node, line)
    elif isinstance(node, nodes.Compare):
        for operand in node.ops:
            if operand.op not in _COMPARISONS:
                raise TemplateForbiddenError(line=line, what=operand.op)
    elif isinstance(node, nodes.For):
        names = _check_loop(node, names, line, loops)
        loops += 1
    for child in node.iter_child_nodes():
        _check(child, names, above, loops)


def _check_name(node: nodes.Name, names: frozenset[str], line: int) -> None:
    if node.name not in names:
        raise UnknownPlaceholderError(line=line, name=node.name[:60])


def _check_filter(node: nodes.Filter, line: int) -> None:
    constant = all(isinstance(argument, nodes.Const) for argument in node.args)
    if node.name not in FILTERS or not constant or len(node.args) > 1:
        raise TemplateForbiddenError(line=line, what=f"|{node.name[:40]}")
    if node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None:
        raise TemplateForbiddenError(line=line, what=f"|{node.name[:40]}")


def _check_constant(node: nodes.Const, line: int) -> None:
    value = node.value
    fits = value is None or (isinstance(value, str) and len(value) <= 500)
    if not fits and not (isinstance(value, int) and abs(value) < 1_000_000):
        raise TemplateForbiddenError(line=line, what=str(type(value).__name__))


def _check_loop(node: nodes.For, names: frozenset[str], line: int, loops: int) -> frozenset[str]:
    """Return the names known inside a loop: one variable over one of the given lists."""
    given = isinstance(node.iter, nodes.Name | nodes.Getattr)
    plain = isinstance(node.target, nodes.Name) and not node.recursive
    if not given or not plain or loops >= NESTING_LIMIT:
        raise TemplateForbiddenError(line=line, what="{% for %}")
    target = node.target
    return names | {"loop", target.name if isinstance(target, nodes.Name) else "loop"}


def cost(tree: nodes.Node, longest: int) -> int:
    """Return how many nodes filling ``tree`` visits when each loop runs ``longest`` times."""
    times = max(longest, 1) if isinstance(tree, nodes.For) else 1
    return 1 + times * sum(cost(child, longest) for child in tree.iter_child_nodes())


def filled(source: str, values: Mapping[str, Value], *, first_line: int = 1) -> str:
    """Return ``source`` with its placeholders filled from ``values``, in less than a second.

    Raises a :class:`~papidesk.drafting.failures.TemplateError`.
    """
    tree = parsed(source, frozenset(values), first_line=first_line)
    end = time.monotonic() + SECONDS
    parts: list[str] = []
    size = 0
    try:
        if cost(tree, _longest(values.values())) > COST_LIMIT:
            raise TemplateTooSlowError()
        for part in _Walled().from_string(tree).generate(dict(values)):
            size += len(part)
            if size > OUTPUT_LIMIT:
                raise TemplateTooLargeError(limit=f"{OUTPUT_LIMIT // 1000} 000")
            if time.monotonic() > end:
                raise TemplateTooSlowError()
            parts.append(part)
    except (JinjaError, TypeError, ValueError, RecursionError) as error:
        raise TemplateSyntaxError(line=first_line, detail=str(error)[:120]) from error
    return "".join(parts)


def _longest(values: Any) -> int:
    """Return the length of the longest list among plain values."""
    found = 0
    for value in _flat(values):
        if isinstance(value, list):
            found = max(found, len(value))
        elif isinstance(value, str) and len(value) > VALUE_LIMIT:
            raise TemplateTooLargeError(limit=f"{VALUE_LIMIT}")
    return found


def _flat(values: Any) -> Iterator[Any]:
    for value in values:
        yield value
        if isinstance(value, list):
            yield from _flat(value)
        elif isinstance(value, dict):
            yield from _flat(value.values())
