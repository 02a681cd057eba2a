"""`env.template` tells the user every variable that the package reads."""

import re
from collections.abc import Iterator
from pathlib import Path

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.variables import variables_read

FILE = "env.template"
_NAMES = (FILE, ".env.template", "env.example", ".env.example")


def _find(package: Package) -> Iterator[Spot]:
    variables = variables_read(package)
    told = set(re.findall(r"\w+", "\n".join(_templates(package))))
    for variable in variables:
        if variable.name not in told:
            yield Spot(
                variable.file,
                variable.line,
                f"reads {variable.name}, which {FILE} does not mention",
                f"a line for {variable.name} in {FILE}: what it is, whether required, its default",
            )


def _templates(package: Package) -> Iterator[str]:
    folders = {package.root, *((package.root / module.file).parent for module in package.modules)}
    for folder in sorted(folders):
        for path in (folder / name for name in _NAMES):
            if path.is_file():
                yield _text(path)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


CHECK = Check(
    "CAO109",
    "env-template",
    "env.template mentions every variable that the package reads.",
    "CAO hands a plugin no configuration; variables are all there is, and nothing else lists them.",
    _find,
)
