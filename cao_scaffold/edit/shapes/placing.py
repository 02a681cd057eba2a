"""An item put into a literal, or taken out, as black lays it out at CAO's line length."""

import ast
import re
import textwrap

from cao_scaffold.edit.layout import LINE_LENGTH
from cao_scaffold.edit.shapes.container import Container, Item
from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.edit.source import Source, Span


def insert(container: Container, entry: str, *, position: int) -> str:
    """Return the whole text with `entry` as the item number `position`."""
    if container.is_on_one_line:
        return _insert_inline(container, entry, position)
    source, items = container.source, container.items
    if not items:
        return _insert_first(container, entry)
    indent = source.indent(items[0].span.start)
    if position < len(items):
        start = container.comments_above(items[position])
        return source.spliced(Span(start, start), f"{_indented(entry, indent)},\n")
    last = items[-1]
    comma = container.comma(last)
    if comma is None:
        raise Misplaced("the last item has no comma: black would write it otherwise")
    end = source.line_end(comma)
    return source.spliced(Span(end, end), f"\n{_indented(entry, indent)},")


def without(container: Container, item: Item) -> str:
    """Return the whole text without `item`, its comma, and the comments above that name it."""
    if container.is_on_one_line:
        return _remove_inline(container, item)
    source = container.source
    start = _comments_naming(container, item)
    end = min(source.line_end(container.comma(item) or item.span.end) + 1, len(source.content))
    if any(start <= each.span.start < end for each in container.items if each is not item):
        raise Misplaced(f"items that share a line with {item.key[:40]}")
    removed = source.spliced(Span(start, end), "")
    return _joined(container, item) or removed


def _comments_naming(container: Container, item: Item) -> int:
    source = container.source
    line, above = source.line_start(item.span.start), container.comments_above(item)
    comments = source.text(Span(above, line))
    named = {_name(each) for each in container.items if _is_named(_name(each), comments)}
    return above if named == {_name(item)} else line


def _name(item: Item) -> str:
    """Return the word that tells an item from others: of `ProviderType.X.value` it is X."""
    words = re.findall(r"\w+", item.key)
    return next((word for word in words if word != "ProviderType"), "")


def _is_named(name: str, text: str) -> bool:
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", text) is not None


def _insert_inline(container: Container, entry: str, position: int) -> str:
    source, items = container.source, container.items
    if not items:
        place, added = container.inside, entry
    elif position < len(items):
        start = items[position].span.start
        place, added = Span(start, start), f"{entry}, "
    else:
        end = items[-1].span.end
        place, added = Span(end, end), f", {entry}"
    statement = _statement(source, container)
    text = source.spliced(place, added)
    line = source.text(Span(source.line_start(place.start), source.line_end(place.end)))
    if "\n" not in entry and len(line) + len(added) <= LINE_LENGTH:
        return text
    grown = len(added.encode()) - (place.end - place.start)
    return _formatted(text, Span(statement.start, statement.end + grown))


def _insert_first(container: Container, entry: str) -> str:
    source = container.source
    start = source.line_start(container.inside.end)
    indent = source.indent(container.inside.end) + "    "
    return source.spliced(Span(start, start), f"{_indented(entry, indent)},\n")


def _remove_inline(container: Container, item: Item) -> str:
    source, items = container.source, container.items
    index = items.index(item)
    if len(items) == 1:
        gone = container.inside
    elif index == len(items) - 1:
        gone = Span(items[index - 1].span.end, item.span.end)
    else:
        gone = Span(item.span.start, items[index + 1].span.start)
    removed = source.spliced(gone, "")
    statement = _statement(source, container)
    if source.line_start(statement.start) == source.line_start(container.inside.start):
        return removed
    # The call around the literal may fit on one line again.
    return _formatted(removed, Span(statement.start, statement.end - (gone.end - gone.start)))


def _joined(container: Container, item: Item) -> str:
    """Return the text with the literal on one line, "" unless it was `item` that split it."""
    source = container.source
    others = [source.text(each.span) for each in container.items if each is not item]
    if not others or b"#" in source.content[container.inside.start : container.inside.end]:
        return ""
    if any("\n" in each for each in others):
        return ""
    statement = _statement(source, container)
    inside = ", ".join(others)
    if len(inside) > LINE_LENGTH:
        return ""
    text = source.spliced(container.inside, inside)
    shrunk = len(inside.encode()) - (container.inside.end - container.inside.start)
    joined = _formatted(text, Span(statement.start, statement.end + shrunk))
    line_of_inside = next((line for line in joined.split("\n") if inside in line), "")
    grown = f"{line_of_inside}, {source.text(item.span)}"
    return joined if line_of_inside and len(grown) > LINE_LENGTH else ""


def _statement(source: Source, container: Container) -> Span:
    """Return the smallest statement around `container`, the literal itself in a decorator."""
    found = Span(container.inside.start - 1, container.inside.end + 1)
    scopes: list[ast.AST] = [source.tree]
    for scope in scopes:
        for node in ast.iter_child_nodes(scope):
            if not isinstance(node, ast.stmt):
                # An exception handler, a case: statements may be in it.
                scopes += [] if isinstance(node, ast.expr) else [node]
            elif _holds(source.span(node), container.inside):
                found = source.span(node)
                scopes.append(node)
    return found


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _formatted(text: str, span: Span) -> str:
    """Return `text` with the statement at `span` as black writes it."""
    import black

    content = text.encode()
    start = content.rfind(b"\n", 0, span.start) + 1
    indent = content[start : span.start].decode()
    if indent.strip():
        raise Misplaced("a literal in a decorator, which would grow beyond its line")
    mode = black.Mode(line_length=LINE_LENGTH - len(indent))
    statement = textwrap.dedent(content[start : span.end].decode())
    formatted = _indented(black.format_str(statement, mode=mode).rstrip("\n"), indent)
    return content[:start].decode() + formatted + content[span.end :].decode()


def _indented(entry: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else line for line in entry.split("\n"))
