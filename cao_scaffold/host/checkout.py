"""A CAO source tree, or an installed CAO: where its files are, read once each, never written."""

import ast
import os
from dataclasses import dataclass, field
from pathlib import Path

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.environment import find_python
from cao_scaffold.host.process import run

PACKAGE = "cli_agent_orchestrator"
_ENUM = "models/provider.py"
# Finds the package without importing it: CAO writes into HOME when it is imported.
_FIND = f"import importlib.util as u; print(u.find_spec({PACKAGE!r}).submodule_search_locations[0])"


@dataclass(frozen=True)
class Checkout:
    """One tree. Paths are relative to `root`, with `/`; `package` is where CAO's code is.

    In an installed CAO, `root` is the folder that holds the package, and there are no tests
    and no documentation; `python` is the one that has it.
    """

    root: Path
    package: str
    installed: bool = False
    python: Path | None = None
    _texts: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def code(self, path: str) -> str:
        """Return the path, from the root, of a file of CAO's package."""
        return f"{self.package}/{path}"

    def text(self, path: str) -> str | None:
        """Return the text of `path` as it is on disk, None where there is no such file.

        Raises ScaffoldError for a file that is no UTF-8.
        """
        if path not in self._texts:
            self._texts[path] = _read(self.root / path)
        return self._texts[path]

    def syntax(self, path: str) -> ast.Module:
        """Return the syntax tree of the Python file `path`, an empty one where there is none.

        Raises ScaffoldError for what is no Python, such as a file with a merge conflict.
        """
        try:
            return ast.parse(self.text(path) or "")
        except (SyntaxError, ValueError) as problem:
            line = getattr(problem, "lineno", None)
            where = f"{self.root / path}, line {line}" if line else str(self.root / path)
            reason = getattr(problem, "msg", str(problem))
            raise ScaffoldError(f"{where}: no Python: {reason}", hint="mend it first") from problem

    def has_folder(self, path: str) -> bool:
        """Tell whether there is a folder `path`."""
        return (self.root / path).is_dir()

    def exists(self, path: str) -> bool:
        """Tell whether there is a file `path`."""
        return (self.root / path).is_file()


def find_checkout(given: Path) -> Checkout:
    """Return the CAO source tree that `given` is, or is in."""
    for folder in (given.absolute(), *given.absolute().parents):
        if (folder / "src" / PACKAGE / _ENUM).is_file():
            return Checkout(folder, f"src/{PACKAGE}")
    raise ScaffoldError(
        f"{given} is in no CAO source tree: no src/{PACKAGE}/{_ENUM} in it or above it",
        hint="give --repo the folder of a checkout, or --installed for an installed CAO",
    )


def find_installed(python: Path | None = None) -> Checkout:
    """Return the CAO that is installed for `python`; default: as `find_python` finds it."""
    found = find_python(python)
    environment = {n: v for n, v in os.environ.items() if not n.startswith("PYTHON")}
    said = run([found, "-I", "-c", _FIND], environment=environment, folder=found.parent, timeout=60)
    package = Path(said.output.strip())
    if said.code != 0 or not (package / _ENUM).is_file():
        raise ScaffoldError(f"{found} has a CAO without {PACKAGE}/{_ENUM}", hint="install it again")
    if package.parent.name == "src":
        raise ScaffoldError(
            f"{found} has CAO as an editable install", hint=f"give --repo {package.parent.parent}"
        )
    return Checkout(package.parent, PACKAGE, installed=True, python=found)


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as problem:
        raise ScaffoldError(f"{path} is no UTF-8 text", hint="mend it first") from problem
    except OSError as problem:
        raise ScaffoldError(f"cannot read {path}: {problem.strerror}") from problem
