"""What a package imports it requires itself: what comes with CAO today may not tomorrow."""

import ast
import re
import sys
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.project import distribution, normalised

# Import name -> distribution, where the two differ.
_DISTRIBUTIONS = {
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "discord": "discord-py",
    "dotenv": "python-dotenv",
    "git": "gitpython",
    "github": "pygithub",
    "jose": "python-jose",
    "jwt": "pyjwt",
    "magic": "python-magic",
    "mcp": "mcp",
    "nats": "nats-py",
    "OpenSSL": "pyopenssl",
    "PIL": "pillow",
    "psycopg2": "psycopg2-binary",
    "serial": "pyserial",
    "sklearn": "scikit-learn",
    "slack": "slackclient",
    "telegram": "python-telegram-bot",
    "yaml": "pyyaml",
    "zmq": "pyzmq",
}
_PATH_FREE = {"cli_agent_orchestrator", "__future__"}


def _find(package: Package) -> Iterator[Spot]:
    project = package.project
    if project.is_dynamic("dependencies"):
        return
    declared = {distribution(each) for each in (*project.requirements, *project.extras)}
    seen: set[str] = set()
    for module in package.modules:
        for name, line in _imported(module.tree):
            if name in seen or _is_own(package, name) or _is_declared(name, declared):
                continue
            seen.add(name)
            wanted = _DISTRIBUTIONS.get(name, normalised(name))
            yield Spot(
                module.file,
                line,
                f"imports {name}, which the project does not require",
                f'"{wanted}" among the dependencies in pyproject.toml',
            )


def _imported(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the top-level names that are always imported: no type checking, no fallback."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name.partition(".")[0], child.lineno) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and not child.level and child.module:
            yield child.module.partition(".")[0], child.lineno
        elif not _is_optional(child):
            yield from _imported(child)


def _is_optional(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.unparse(node.test) or "version_info" in ast.unparse(node.test)
    return isinstance(node, ast.Try) and any(
        re.search(r"\b(ImportError|ModuleNotFoundError|Exception)\b", ast.unparse(handler.type))
        if handler.type
        else True
        for handler in node.handlers
    )


def _is_own(package: Package, name: str) -> bool:
    folders = (source / name for source in package.sources)
    return any(each.is_dir() or each.with_suffix(".py").is_file() for each in folders)


def _is_declared(name: str, declared: set[str]) -> bool:
    """Tell whether a requirement may bring `name`; when unsure, it does."""
    if name in _PATH_FREE or name in sys.stdlib_module_names:
        return True
    if name in _DISTRIBUTIONS:
        wanted = _DISTRIBUTIONS[name]
        return bool({wanted, wanted.removesuffix("-binary"), normalised(name)} & declared)
    plain = normalised(name)
    return any(
        plain == each or plain in re.split("-", each) or _folded(plain, each) for each in declared
    )


def _folded(name: str, requirement: str) -> bool:
    words = requirement.replace("-", "")
    return words in {f"py{name}", f"{name}py", f"python{name}", name.replace("-", "")} or (
        requirement.startswith(f"{name}-")
    )


CHECK = Check(
    "CAO108",
    "imports-declared",
    "Every third-party module that is imported is among the dependencies.",
    "CAO's own requirements change between releases: 2.5.4 brings httpx2 and no httpx, and a "
    "plugin that counted on it no longer loads.",
    _find,
)
