"""A class or function at the top level of a module."""

from dataclasses import dataclass

from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.edit.source import Definition as Node
from cao_scaffold.edit.source import Source, Span, own_span, read_source


@dataclass(frozen=True)
class Definition:
    """`text`, which defines `name` and has no blank line at its ends, below the definition
    `after`, else at the end of the module."""

    name: str
    text: str
    after: str = ""

    @property
    def entry(self) -> str:
        """The definition as `add` writes it."""
        return self.text

    def find(self, text: str | None) -> str | None:
        """Return the definition of this name as it stands, its decorators with it."""
        source = read_source(text)
        node = _defined(source, self.name)
        return source.text(own_span(source, node)) if node else None

    def add(self, text: str | None) -> str:
        """Return the text with the definition, two blank lines above it."""
        source = read_source(text)
        if _defined(source, self.name):
            return text or ""
        anchor = _defined(source, self.after) if self.after else None
        if self.after and anchor is None:
            raise Misplaced(f"no definition of {self.after}")
        if anchor:
            end = source.span(anchor).end
            return source.spliced(Span(end, end), f"\n\n\n{self.text}")
        kept = source.content.decode().rstrip("\n")
        return f"{kept}\n\n\n{self.text}\n"

    def remove(self, text: str) -> str:
        """Return the text without the definition, its comments and the blank lines above."""
        source = read_source(text)
        node = _defined(source, self.name)
        if node is None:
            return text
        span = own_span(source, node)
        above = source.content[: span.start].rstrip(b"\n")
        return source.spliced(Span(len(above), span.end), "")


def _defined(source: Source, name: str) -> Node | None:
    found = [node for node in source.tree.body if isinstance(node, Node) and node.name == name]
    if len(found) > 1:
        raise Misplaced(f"{len(found)} definitions of {name}")
    return found[0] if found else None
