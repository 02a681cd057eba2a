"""What stands between backticks in our own documents: each has to be something that there is."""

import ast
import builtins
import importlib
import importlib.util
import keyword
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache

from cao_scaffold.checks import CHECKS
from cao_scaffold.events import EVENTS
from cao_scaffold.points import POINTS
from cao_scaffold.provider.answering import plain_answers
from cao_scaffold.skill.agents import AGENTS
from cao_scaffold.skill.document import shipped_skills
from cao_scaffold.template.integrations import find_integration, integration_names
from tests.claims.documents import Document, Span
from tests.claims.findings import Finding
from tests.claims.releases import Release
from tests.claims.rules import commands, paths
from tests.claims.rules.commands import SHELLS
from tests.claims.scope import applies
from tests.claims.written import ROOT, packages
from tests.providers import NEW_CLI

# Programs of others, whose command lines are not read: that they run is shown by the blocks.
OTHERS = {"uv", "uvx", "git", "tmux", "pytest", "nox", "ruff", "black", "mypy", "pip", "cp", "mv"}
# What is meant to be wrong, or stands for something else, by the document's own words.
EXAMPLES = {
    '" ".join': "what not to write",
    "(a+)+": "a pattern that is not linear",
    "$(...)": "what a shell would run",
    ">": "a mark that is too short",
    "^>(?: |$)": "a pattern",
    ".*": "a pattern",
    "*": "an entry of a list",
    "esc to interrupt": "what a CLI draws",
    "()": "an empty tuple",
    "bundle": "a module of ours",
}
_OPTION = re.compile(r"--?[a-z][\w-]*(?:[ =].*)?")
_ROUTE = re.compile(r"(GET|POST|DELETE|PUT|PATCH) (/\S*)")


def find(document: Document, release: Release) -> Iterator[Finding]:
    """Yield each span that is nothing of CAO, of ours, of Python or of the example's."""
    for span in document.spans:
        if not applies(span.passage.text, release.version):
            continue
        if not any(holds(span, document, release) for holds in KINDS):
            truth = "there is no such thing, or nothing that this program knows"
            line = span.passage.line
            yield Finding(document.name, line, "spans", span.text, truth, release.version)


def _is_command(span: Span, document: Document, release: Release) -> bool:
    words = span.text.split()
    program = words[0] if words else ""
    if program in OTHERS or program in _scripts(release):
        return True
    if program not in ("cao", "cao-scaffold"):
        return False
    return not list(commands.faults(span.text, {**release.commands, **commands.ours()}))


def _is_option(span: Span, document: Document, release: Release) -> bool:
    """Tell whether some command has the option: ours, CAO's, or one in a block of the document."""
    if not _OPTION.fullmatch(span.text):
        return False
    name = re.split(r"[ =]", span.text)[0]
    known = {**release.commands, **commands.ours()}
    shown = "\n".join(block.text for block in document.blocks if block.language in SHELLS)
    others = ("--with-editable", "--cov", "-p")
    return any(name in options for options in known.values()) or name in shown or name in others


def _is_path(span: Span, document: Document, release: Release) -> bool:
    if span.text.startswith(("~/", "/")) or ".claude" in span.text or ".agents" in span.text:
        return _in_a_home(span.text, release)
    return paths.is_path(span.text) and paths.exists(document, span, release)


def _in_a_home(path: str, release: Release) -> bool:
    """Tell whether it is a folder of an agent's, or one that CAO has below HOME."""
    agents = {folder for agent in AGENTS for folder in (agent.project, agent.user)}
    of_cao = {"~/.aws/cli-agent-orchestrator", "~/.bashrc"}
    return path in agents | of_cao


def _is_variable(span: Span, document: Document, release: Release) -> bool:
    found = re.fullmatch(r"([A-Z][A-Z0-9_]+)(=\S+)?", span.text)
    return bool(found) and (
        found[1] in release.names.environment
        or found[1] in release.names.strings
        or found[1] in _our_variables()
    )


def _is_name(span: Span, document: Document, release: Release) -> bool:
    return span.text.strip('"') in _ours() or span.text in release.names.strings


def _is_default(span: Span, document: Document, release: Release) -> bool:
    """Tell whether it is what a variable of an integration is without being set."""
    found = (find_integration(name).variables for name in integration_names())
    return span.text in {variable.default for each in found for variable in each}


def _is_code(span: Span, document: Document, release: Release) -> bool:
    """Tell whether it is Python of which each name is one of CAO's, ours, or Python's own."""
    text = span.text.removeprefix("@").removeprefix(".")
    if keyword.iskeyword(text):
        return True
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return False
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return bool(names) and all(_is_known(name, text, release) for name in names)


def _is_known(name: str, text: str, release: Release) -> bool:
    if name in release.names.identifiers or name in _our_identifiers() or hasattr(builtins, name):
        return True
    return name in sys.stdlib_module_names or _imports(text)


def _imports(text: str) -> bool:
    """Tell whether a dotted name leads to something of the standard library or a package here."""
    words = re.match(r"[\w.]+", text)
    parts = words.group().split(".") if words else []
    for cut in range(len(parts), 0, -1):
        name = ".".join(parts[:cut])
        try:
            found = importlib.util.find_spec(name)
        except (ImportError, ValueError):
            continue
        if found:
            value = importlib.import_module(name)
            return all(hasattr(value, part) for part in parts[cut : cut + 1])
    return False


def _is_said(span: Span, document: Document, release: Release) -> bool:
    """Tell whether CAO says it, or we do: a line of a log, of an output, or of a message."""
    return any(_fits(span.text, said) for said in (*_spoken(release.version), *_our_words()))


def _fits(text: str, said: str) -> bool:
    pattern = re.sub(r"%[sdr]|\\\{[^{}]*\\\}|\\\{\\\}", ".+", re.escape(said).replace("%s", ".+"))
    return len(text) > 6 and (text in said or re.fullmatch(pattern, text) is not None)


def _is_module(span: Span, document: Document, release: Release) -> bool:
    return any(
        module == span.text or module.startswith(span.text) for module in release.names.modules
    )


def _is_example(span: Span, document: Document, release: Release) -> bool:
    """Tell whether it is an example: by this table, or because a block of the document shows it."""
    return span.text in EXAMPLES or any(span.text in block.text for block in document.blocks)


def _is_route(span: Span, document: Document, release: Release) -> bool:
    found = _ROUTE.fullmatch(span.text)
    return span.text in release.routes if found else span.text == "http://localhost:9889"


@cache
def _spoken(version: str) -> tuple[str, ...]:
    from tests.claims.releases import release

    return tuple(s for s in release(version).names.strings if " " in s)


@cache
def _our_words() -> tuple[str, ...]:
    """Return the texts in our own source."""
    found = []
    for path in (ROOT / "cao_scaffold").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
                found.append("".join(parts))
    return tuple(found)


@cache
def _ours() -> frozenset[str]:
    """Return the names of what this project has: points, checks, answers, skills and the like."""
    return frozenset(
        {
            *(point.name for point in POINTS),
            *(check.code for check in CHECKS),
            *(event.name for event in EVENTS),
            *(event.class_name for event in EVENTS),
            *integration_names(),
            *(agent.name for agent in AGENTS),
            *plain_answers(NEW_CLI),
            *(reference for skill in shipped_skills() for reference in skill.references),
            *(skill.name for skill in shipped_skills()),
            *("lint", "tests", "matrix", "suite", "benchmarks", "docs", "evals"),
            *("cao-scaffold", "cao.plugins", "cli-agent-orchestrator", "native", "install"),
            *(
                "prompt",
                "none",
                "stdio",
                "all",
                "libtmux",
                "tmux-256color",
                "no findings",
                "0 lost",
            ),
        }
    )


@cache
def _our_variables() -> frozenset[str]:
    variables = (
        f"CAO_{name.upper()}_{variable.name}"
        for name in integration_names()
        for variable in find_integration(name).variables
    )
    return frozenset({*variables, "_CAO_SCAFFOLD_COMPLETE", "HOME", "PATH", "TERM"})


@cache
def _our_identifiers() -> frozenset[str]:
    """Return what the packages that we write, and our own, define."""
    found: set[str] = set()
    ours = (path.read_text(encoding="utf-8") for path in (ROOT / "cao_scaffold").rglob("*.py"))
    theirs = (text for path, text in packages().items() if path.endswith(".py"))
    for text in (*ours, *theirs):
        for node in ast.walk(ast.parse(text)):
            found.add(getattr(node, "name", None) or getattr(node, "id", None) or "")
            found.add(getattr(node, "attr", None) or getattr(node, "arg", None) or "")
    return frozenset(name for name in found if isinstance(name, str))


def _scripts(release: Release) -> tuple[str, ...]:
    """Return the programs that CAO installs."""
    text = release.text("pyproject.toml")
    _, _, below = text.partition("[project.scripts]")
    return tuple(re.findall(r'^"?([\w-]+)"?\s*=', below.partition("\n[")[0], re.MULTILINE))


KINDS: tuple[Callable[[Span, Document, Release], bool], ...] = (
    _is_command,
    _is_option,
    _is_name,
    _is_example,
    _is_path,
    _is_variable,
    _is_default,
    _is_route,
    _is_module,
    _is_code,
    _is_said,
)
