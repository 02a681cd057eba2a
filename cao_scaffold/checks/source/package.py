"""A plugin package as a whole: its modules joined, names followed from one to another."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cao_scaffold.checks.source.modules import (
    Broken,
    Module,
    own_statements,
    read_modules,
    top_folders,
)
from cao_scaffold.checks.source.plugins import Hook, Method, Plugin, hooks_of
from cao_scaffold.checks.source.project import Project, read_project

BASES = {
    "cli_agent_orchestrator.plugins.CaoPlugin",
    "cli_agent_orchestrator.plugins.base.CaoPlugin",
}
_TARGET = re.compile(r"\s*([\w.]+)\s*(?::\s*([\w.]+))?\s*(?:\[.*\])?\s*")


@dataclass(frozen=True)
class Package:
    """What can be known of a package without running it."""

    root: Path
    project: Project
    sources: tuple[Path, ...]
    tops: tuple[str, ...]
    modules: tuple[Module, ...]
    broken: tuple[Broken, ...]

    @property
    def files(self) -> int:
        """How many files were read."""
        return 1 + len(self.modules) + len(self.broken)

    def module(self, name: str) -> Module | None:
        """Return the module of that dotted name."""
        return next((module for module in self.modules if module.name == name), None)

    def definition(self, dotted: str) -> tuple[Module, ast.stmt] | None:
        """Return where a dotted name is defined in this package, through re-exports."""
        for _ in range(10):
            owner, _dot, name = dotted.rpartition(".")
            module = self.module(owner)
            if module is None:
                return None
            if name in module.definitions:
                return module, module.definitions[name]
            dotted = module.aliases.get(name, "")
        return None

    def follow(self, dotted: str) -> str:
        """Return the last name of a chain of re-exports in this package."""
        for _ in range(10):
            owner, _dot, name = dotted.rpartition(".")
            module = self.module(owner)
            if module is None or name in module.definitions or name not in module.aliases:
                break
            dotted = module.aliases[name]
        return dotted

    def derives(self, module: Module, node: ast.ClassDef) -> bool | None:
        """Tell whether a class derives from CaoPlugin; None where a foreign base hides it."""
        answers = [self._is_plugin(module, base) for base in node.bases]
        if True in answers:
            return True
        return None if None in answers else False

    def _is_plugin(self, module: Module, base: ast.expr) -> bool | None:
        name = self.follow(module.dotted(base))
        if name in BASES:
            return True
        found = self.definition(name)
        if found and isinstance(found[1], ast.ClassDef):
            return self.derives(found[0], found[1])
        return False if name in {"object", "abc.ABC", "typing.Protocol"} else None

    @cached_property
    def targets(self) -> dict[str, str]:
        """The entry points' dotted names, followed: key -> "module.Class"."""
        parsed = {key: _TARGET.fullmatch(value) for key, value in self.project.entry_points.items()}
        return {
            key: self.follow(".".join(filter(None, match.groups()))) if match else ""
            for key, match in parsed.items()
        }

    @cached_property
    def plugins(self) -> tuple[Plugin, ...]:
        """The plugin classes that nothing else here derives from, and the registered ones."""
        classes = {f"{m.name}.{n.name}": (m, n) for m in self.modules for n in _classes(m)}
        bases = {self.follow(m.dotted(base)) for m, n in classes.values() for base in n.bases}
        registered = set(self.targets.values())
        return tuple(
            self._plugin(module, node, is_registered=name in registered)
            for name, (module, node) in classes.items()
            if (name in registered or name not in bases) and self.derives(module, node)
        )

    @cached_property
    def all_hooks(self) -> tuple[Hook, ...]:
        """Every function with `@hook`, wherever it stands; one for each decorator."""
        functions = (
            (module, node)
            for module in self.modules
            for node in ast.walk(module.tree)
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        )
        return tuple(hook for module, node in functions for hook in hooks_of(module, node))

    def _plugin(self, module: Module, node: ast.ClassDef, *, is_registered: bool) -> Plugin:
        methods: dict[str, Method] = {}
        for owner, each in self._lineage(module, node):
            own = {
                statement.name: Method(owner, statement)
                for statement in each.body
                if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))
            }
            methods = {**own, **methods}
        first = (hooks_of(method.module, method.function)[:1] for method in methods.values())
        hooks = tuple(hook for found in first for hook in found)
        return Plugin(node.name, module, node, is_registered, methods, hooks)

    def _lineage(self, module: Module, node: ast.ClassDef) -> Iterator[tuple[Module, ast.ClassDef]]:
        yield module, node
        for base in node.bases:
            found = self.definition(self.follow(module.dotted(base)))
            if found and isinstance(found[1], ast.ClassDef) and found[1] is not node:
                yield from self._lineage(found[0], found[1])


def read_package(root: Path) -> Package:
    """Read the package in `root`. Raises UsageError where there is none."""
    project = read_project(root)
    packages = [Path(str(each)) for each in _wheel_packages(project)]
    sources = dict.fromkeys([*(root / each.parent for each in packages), root, root / "src"])
    entries = [value.partition(":")[0].strip() for value in project.entry_points.values()]
    tops = dict.fromkeys([*(e.partition(".")[0] for e in entries), *(p.name for p in packages)])
    if not tops:
        tops = dict.fromkeys(top for source in sources for top in top_folders(source))
    read = read_modules(root, sources, tops)
    return Package(
        root=root,
        project=project,
        sources=tuple(sources),
        tops=tuple(tops),
        modules=tuple(each for each in read if isinstance(each, Module)),
        broken=tuple(each for each in read if isinstance(each, Broken)),
    )


def _wheel_packages(project: Project) -> list[object]:
    wheel = project.table("tool", "hatch", "build", "targets", "wheel")
    build = project.table("tool", "hatch", "build")
    packages = wheel.get("packages", build.get("packages", []))
    return packages if isinstance(packages, list) else []


def _classes(module: Module) -> Iterator[ast.ClassDef]:
    for statement in own_statements(module.tree):
        if isinstance(statement, ast.ClassDef):
            yield statement
