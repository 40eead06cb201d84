"""The back end's source as data, for the rules that are about how it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backend.config import ROOT

BACKEND = ROOT / "backend"


@dataclass(frozen=True)
class Source:
    """One file: `name` as in `backend/core/db.py`."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def lines(self) -> int:
        return self.text.count("\n")


@dataclass(frozen=True)
class Function:
    """A function or method with the file it stands in."""

    source: Source
    node: ast.FunctionDef | ast.AsyncFunctionDef

    @property
    def name(self) -> str:
        return f"{self.source.name}:{self.node.name}"

    @property
    def lines(self) -> int:
        return (self.node.end_lineno or 0) - self.node.lineno + 1

    @property
    def arguments(self) -> list[str]:
        return [argument.arg for argument in self.node.args.args]


@cache
def sources(folder: Path = BACKEND) -> tuple[Source, ...]:
    """Every Python file below the folder."""
    return tuple(Source(path, path.read_text(), ast.parse(path.read_text())) for path in sorted(folder.rglob("*.py")))


def functions(source: Source) -> Iterator[Function]:
    """Every function of a file, inner ones and methods too."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(source, node)


def imports(source: Source) -> set[str]:
    """The modules that a file imports, by their full names."""
    found: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def calls(node: ast.AST) -> set[str]:
    """The last names of everything called in there: `commit` for `db.session.commit()`."""
    called = [inner.func for inner in ast.walk(node) if isinstance(inner, ast.Call)]
    names = {function.attr for function in called if isinstance(function, ast.Attribute)}
    return names | {function.id for function in called if isinstance(function, ast.Name)}


def slices() -> list[Path]:
    """The packages below `backend`; the demo's people are no slice."""
    return sorted(path.parent for path in BACKEND.glob("*/__init__.py") if path.parent.name != "seed")
