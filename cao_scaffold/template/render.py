"""Answers to files, with copier, in a scratch folder; the only place that imports copier."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.answers import Answers
from cao_scaffold.template.integrations import template_path


@dataclass(frozen=True)
class Place:
    """Where the plugin's code goes: the dotted package, and the folder of the tests."""

    package: str
    tests: str = "tests"


def render(answers: Answers, place: Place) -> dict[str, bytes]:
    """Return the bytes of each file that the template makes, by its relative path.

    Raises ScaffoldError where copier or the template refuses the answers.
    """
    import copier
    import jinja2
    from copier.errors import CopierError

    try:
        with TemporaryDirectory(prefix="cao-scaffold-") as scratch:
            # Settings() of our own: else the user's copier settings decide what we write.
            copier.run_copy(
                str(template_path()),
                scratch,
                data=_data(answers, place),
                defaults=True,
                quiet=True,
                settings=copier.Settings(),
            )
            return _files(Path(scratch))
    except (CopierError, ValueError) as problem:
        raise ScaffoldError(f"the template refuses these answers: {problem}") from problem
    except (jinja2.TemplateError, OSError) as problem:
        raise ScaffoldError(f"cannot render the template: {problem}") from problem


def question_data(answers: Answers) -> dict[str, str | list[str]]:
    """Return the answers under the names of the template's questions."""
    return {
        "integration": answers.integration.name,
        "events": list(answers.events),
        "description": answers.description,
        "author": answers.author,
        "license": answers.license,
    }


def _data(answers: Answers, place: Place) -> dict[str, Any]:
    names = {"plugin_name": answers.names.plugin, "package": place.package, "tests": place.tests}
    return {**names, **question_data(answers)}


def _files(root: Path) -> dict[str, bytes]:
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
