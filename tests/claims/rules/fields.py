"""Tables and classes that list an event's fields, against the event's class."""

import ast
from collections.abc import Iterator

from tests.claims.documents import Document, Table
from tests.claims.findings import Finding
from tests.claims.releases import Release


def find(document: Document, release: Release) -> Iterator[Finding]:
    """Yield each field that a table or a class leaves out or invents."""
    for table in document.tables:
        yield from _table(document, table, release)
    for block in document.blocks:
        if block.language == "python":
            for node in ast.walk(_parsed(block.text)):
                if isinstance(node, ast.ClassDef) and node.name in release.events:
                    yield from _class(document, block.line + node.lineno, node, release)


def _table(document: Document, table: Table, release: Release) -> Iterator[Finding]:
    """Hold a table whose first column is `Field` to the class that the text before it names."""
    if table.header[0].lower() != "field":
        return
    before = [passage for passage in document.passages if passage.line < table.line]
    named = [
        name for passage in reversed(before) for name in release.events if name in passage.text
    ]
    if named:
        listed = {row[0] for row in table.rows}
        yield from _compared(document, table.line, named[0], listed, release)


def _class(
    document: Document, line: int, node: ast.ClassDef, release: Release
) -> Iterator[Finding]:
    own = {n.target.id for n in node.body if isinstance(n, ast.AnnAssign) and _is_name(n.target)}
    base = set(release.events["CaoEvent"]) if node.name != "CaoEvent" else set()
    yield from _compared(document, line, node.name, own | base, release)


def _compared(
    document: Document, line: int, name: str, listed: set[str], release: Release
) -> Iterator[Finding]:
    for field in sorted(set(release.events[name]) - listed):
        truth = f"{name} has the field {field} too"
        yield Finding(document.name, line, "fields", f"fields of {name}", truth, release.version)
    for field in sorted(listed - set(release.events[name])):
        truth = f"{name} has no such field"
        yield Finding(document.name, line, "fields", field, truth, release.version)


def _is_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name)


def _parsed(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError:
        return ast.Module([], [])
