"""One name imported from a module, at the top of a file."""

import ast
from dataclasses import dataclass

from cao_scaffold.edit.layout import LINE_LENGTH
from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.edit.source import Source, Span, read_source


@dataclass(frozen=True)
class ImportName:
    """`from module import name`, where isort puts it among the imports of the same package."""

    module: str
    name: str

    @property
    def entry(self) -> str:
        """The statement as `add` writes it, split as black does where it is long."""
        line = f"from {self.module} import {self.name}"
        if len(line) <= LINE_LENGTH:
            return line
        return f"from {self.module} import (\n    {self.name},\n)"

    def find(self, text: str | None) -> str | None:
        """Return the statement that imports the name."""
        source = read_source(text)
        node = self._statement(source)
        return source.text(source.span(node)) if node else None

    def add(self, text: str | None) -> str:
        """Return the text with the statement, one that the module has for itself."""
        source = read_source(text)
        if self._statement(source):
            return text or ""
        family = self._family(source)
        later = [node for node in family if _order(str(node.module)) > _order(self.module)]
        if later:
            start = source.line_start(source.span(later[0]).start)
            return source.spliced(Span(start, start), f"{self.entry}\n")
        end = source.line_end(source.span(family[-1]).end)
        return source.spliced(Span(end, end), f"\n{self.entry}")

    def remove(self, text: str) -> str:
        """Return the text without the statement; other names of the module stay imported."""
        source = read_source(text)
        node = self._statement(source)
        if node is None:
            return text
        span = source.span(node)
        if len(node.names) > 1:
            raise Misplaced(f"{self.name} is imported together with other names")
        return source.spliced(
            Span(source.line_start(span.start), source.line_end(span.end) + 1), ""
        )

    def _statement(self, source: Source) -> ast.ImportFrom | None:
        found = [
            node
            for node in source.tree.body
            if isinstance(node, ast.ImportFrom)
            and node.module == self.module
            and any(alias.name == self.name for alias in node.names)
        ]
        return found[0] if found else None

    def _family(self, source: Source) -> list[ast.ImportFrom]:
        """Return the imports from modules of the same top-level package, in their order."""
        package = self.module.split(".")[0]
        found = [
            node
            for node in source.tree.body
            if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == package
        ]
        if not found:
            raise Misplaced(f"no import from {package}")
        return found


def _order(module: str) -> str:
    """Return what isort orders modules by."""
    return module.lower()
