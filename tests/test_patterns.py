"""Every regular expression of the project takes time in proportion to what it is given, whatever that is."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

import bot
import index
from tests.growth import grows_too_fast
from tests.worst_strings import worst_strings

_LENGTH = 1500  # at which the planted ones below are found
_CANDIDATES = 60
_FEW = 14
_BUILT = frozenset({
    "index.language.figures:f'\\\\b(?:{pattern})$'",  # over the words before one number, nine at most
    "index.events.figure_reports:f'{re.escape(first.written)},(?: \\\\w+)? {re.escape(name.written)}'",  # two names, literally
})  # fmt: skip
"""Patterns that are put together where they are used."""
_METHODS: Mapping[str, Callable[[re.Pattern[Any], Any], object]] = {
    "search": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),  # on behind what it found, too
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
}
_SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})


class Used(NamedTuple):
    """A pattern, where it stands, and how it is applied there."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


def modules() -> Iterator[ModuleType]:
    for package in (bot, index):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not info.name.endswith("__main__") and not info.name.startswith("index.training"):
                yield importlib.import_module(info.name)


def patterns() -> list[Used]:
    """The patterns that modules hold, in whatever they hold them, and those that are written where they are used."""
    held: dict[tuple[str | bytes, int], tuple[str, re.Pattern[Any], set[str]]] = {}
    applied: dict[str, set[str]] = defaultdict(set)
    inline: list[Used] = []
    loaded = list(modules())
    for module in loaded:
        assert module.__file__
        for name, methods in _applied(ast.parse(Path(module.__file__).read_text("utf-8")), module.__name__, inline):
            applied[_known_as(module, name)] |= methods
    for module in loaded:
        for name, value in vars(module).items():
            for pattern in _inside(value, module.__name__):
                key = (pattern.pattern, pattern.flags)
                where = held.setdefault(key, (f"{module.__name__}.{name}", pattern, set()))
                where[2].update(applied.get(_known_as(module, name), _METHODS) if value is pattern else _METHODS)
    return [Used(where, pattern, frozenset(methods)) for where, pattern, methods in held.values()] + inline


def _known_as(module: ModuleType, name: str) -> str:
    return f"{module.__name__}.{name}" if name.startswith("_") else name


def _inside(value: Any, module: str, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 6 and not isinstance(value, str | bytes):
        if isinstance(value, Mapping):
            parts: Any = [*value.keys(), *value.values()]
        elif isinstance(value, tuple | list | set | frozenset):
            parts = value
        elif getattr(type(value), "__module__", None) == module or getattr(value, "__module__", None) == module:
            parts = list(getattr(value, "__dict__", {}).values())
            parts += [getattr(value, slot, None) for slot in getattr(type(value), "__slots__", ())]
            made = [name for name, one in vars(type(value)).items() if isinstance(one, cached_property)]
            parts += [getattr(value, name) for name in made]  # patterns that are compiled when they are first needed
            if (
                "Pattern" in str(getattr(value, "__annotations__", {}).get("return"))
                and not signature(value).parameters
            ):
                parts.append(value())
        else:
            return
        for part in parts:
            yield from _inside(part, module, depth + 1)


def _applied(tree: ast.Module, module: str, inline: list[Used]) -> Iterator[tuple[str, set[str]]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        method = "search" if node.attr in _SEARCHING else node.attr
        if method not in _METHODS:
            continue
        name = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
        if name != "re":
            yield name, {method}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            method = "search" if node.func.attr in _SEARCHING else node.func.attr
            owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
            first = node.args[0]
            if owner == "re" and method in _METHODS and isinstance(first, ast.Constant):
                inline.append(Used(f"{module}:{node.lineno}", re.compile(first.value), frozenset({method})))


def slow(used: Used, most: int, length: int = _LENGTH) -> Iterator[str]:
    for worst in worst_strings(used.pattern, most):
        for method in used.methods:
            found = grows_too_fast(
                partial(_METHODS[method], used.pattern), partial(worst.given_to, used.pattern), length
            )
            if found:
                yield f"{used.where} {method} {worst}: {found}"
                return


def test_every_pattern_takes_linear_time() -> None:
    found = patterns()
    assert len(found) > 200
    most = max(_FEW, settings().max_examples // 5)  # more of them where more examples are asked for
    assert [told for used in found for told in slow(used, most)] == []


def test_patterns_that_are_put_together_in_a_call_are_few() -> None:
    """What is written into a call is found by the test above; what is put together there has to be looked at."""
    built = {
        f"{module.__name__}:{ast.unparse(node.args[0])}"
        for module in modules()
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in {*_SEARCHING, *_METHODS}
        and not isinstance(node.args[0], ast.Constant)
    }
    assert built == _BUILT


@pytest.mark.parametrize(
    "pattern",
    [r"(?:[^\[>]|\[.*?\])*>", r"<!--.*?-->", r"\s+$", r"(a|b|ab)*c", r"-\s*\n\s*(?=[a-z])", r"^\s*-?\s*x", r"[\w-]+\s*=",
     r"(?:(?:at most|some)\s+)*\d", r"(?:,? ?[A-Z]\w*)*!", r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?=[a-zß-ÿ])"],
)  # fmt: skip
def test_a_pattern_that_is_not_linear_is_found(pattern: str) -> None:
    used = Used(pattern, re.compile(pattern, re.DOTALL), frozenset({"search"}))
    assert list(slow(used, _FEW))


def test_linear_patterns_pass() -> None:
    for pattern in (r"\w+", r"<!--[^-]*", r"(?<!\s)\s+$", r"\b(?:cat|dog)s?\b", r"[a-z]{1,9}\s{0,9}="):
        assert list(slow(Used(pattern, re.compile(pattern), frozenset(_METHODS)), _CANDIDATES)) == []
