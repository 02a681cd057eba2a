"""The providers that a CAO tree has: their names, read off the enum and the provider manager."""

import ast
import re
from collections.abc import Iterator

from cao_scaffold.host.checkout import Checkout
from cao_scaffold.provider.names import ProviderNames

ENUM = "models/provider.py"
MANAGER = "providers/manager.py"
# CAO's own test that reads the documentation's tables says what a provider is called there.
_DISPLAY_TEST = "test/test_enforcement_tables.py"
_DISPLAY = "DISPLAY_TO_PROVIDER"
# Where there is no such test, tables say it.
_TABLES = ("docs/tool-restrictions.md", "docs/skills.md")
_FIRST_CELL = re.compile(r"^\| \**([^|*]+?)\** *\|", re.MULTILINE)

# Stands for no real CLI; CAO lists it apart, or not at all.
MOCK = "mock_cli"


def present_providers(checkout: Checkout) -> tuple[ProviderNames, ...]:
    """Return the tree's providers in the order of the enum."""
    manager = checkout.syntax(checkout.code(MANAGER))
    modules = dict(_modules(manager))
    classes = {**dict(_chain(manager)), **dict(_table(manager))}
    displays = _displays(checkout)
    listed = {} if displays else _listed(checkout)
    found = []
    for member, value in _members(checkout.syntax(checkout.code(ENUM))):
        usual = ProviderNames.of(value, displays.get(value, ""))
        class_name = classes.get(member, usual.class_name)
        module = modules.get(class_name, usual.module)
        page = _page(checkout, module, value)
        display = usual.display
        if listed:
            called = (display, class_name.removesuffix("Provider"), _title(checkout, page))
            display = next((listed[each] for each in map(_bare, called) if each in listed), display)
        found.append(ProviderNames(value, display, class_name, member, module, page))
    return tuple(found)


def _page(checkout: Checkout, *words: str) -> str:
    """Return the name of the page that the tree has, under one of the usual names."""
    names = [word.replace("_", "-") for word in words]
    usual = [*names, *(f"{name}-cli" for name in names)]
    return next((name for name in usual if checkout.exists(f"docs/{name}.md")), names[0])


def _title(checkout: Checkout, page: str) -> str:
    """Return what the heading of a page calls its provider."""
    heading = (checkout.text(f"docs/{page}.md") or "").partition("\n")[0].strip()
    return heading.removeprefix("# ").removesuffix(" Provider")


def _listed(checkout: Checkout) -> dict[str, str]:
    """Return the first cells of the documentation's tables, each by its letters alone."""
    texts = (checkout.text(path) or "" for path in _TABLES)
    return {_bare(cell): cell for text in texts for cell in _FIRST_CELL.findall(text)}


def _bare(words: str) -> str:
    return words.replace(" ", "").lower()


def _members(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each member of the one enum."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            target, value = node.targets[0], node.value.value
            if isinstance(target, ast.Name) and isinstance(value, str):
                yield target.id, value


def _modules(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each class that is imported from the package of providers, and its module."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and ".providers." in f".{node.module}":
            yield from ((alias.name, str(node.module).split(".")[-1]) for alias in node.names)


def _table(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield member and class of `ProviderType.X.value: Class` entries."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if (member := _member(key)) and isinstance(value, ast.Name):
                    yield member, value.id


def _chain(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield member and class of `if provider_type == ProviderType.X.value` branches."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare):
            continue
        member = _member(node.test.comparators[0])
        calls = (part for statement in node.body for part in ast.walk(statement))
        for call in calls:
            if (
                member
                and isinstance(call, ast.Call)
                and ast.unparse(call.func).endswith("Provider")
            ):
                yield member, ast.unparse(call.func)


def _member(node: ast.expr | None) -> str:
    """Return X of the expression `ProviderType.X.value`, else ""."""
    found = re.fullmatch(r"ProviderType\.(\w+)\.value", ast.unparse(node)) if node else None
    return found[1] if found else ""


def _displays(checkout: Checkout) -> dict[str, str]:
    for node in checkout.syntax(_DISPLAY_TEST).body:
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == _DISPLAY
            and isinstance(node.value, ast.Dict)
        ):
            pairs = zip(node.value.keys, node.value.values, strict=True)
            return {_text(value): _text(display) for display, value in pairs}
    return {}


def _text(node: ast.expr | None) -> str:
    """Return what a literal text says, "" for any other expression."""
    return str(node.value) if isinstance(node, ast.Constant) else ""
