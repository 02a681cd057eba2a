"""`cao-scaffold skills`: the skills that come with it, and where agents find them."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from cao_scaffold.cli.skill_places import Place
    from cao_scaffold.skill.installation import Installation

_Command = TypeVar("_Command", bound=Callable[..., Any])
SCOPES = ("project", "user")


def _complete_skills(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from cao_scaffold.skill.document import shipped_skills

    names = (skill.name for skill in shipped_skills())
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _complete_references(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from cao_scaffold.skill.document import find_skill

    names = find_skill(context.params["name"]).references
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _complete_agents(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from cao_scaffold.skill.agents import NAMES

    return [CompletionItem(name) for name in NAMES if name.startswith(incomplete)]


def _where(command: _Command) -> _Command:
    """Add the options that say for which agents, and where."""
    options = (
        click.argument("names", nargs=-1, metavar="[SKILL]...", shell_complete=_complete_skills),
        click.option(
            "--agent",
            "agents",
            multiple=True,
            shell_complete=_complete_agents,
            help="claude-code, codex, kiro, opencode, gemini-cli, copilot, cursor or cao; repeat. "
            "Default: those that the project has something of.",
        ),
        click.option("--scope", type=click.Choice(SCOPES), default="project", show_default=True),
        click.option(
            "--dir", "folder", type=click.Path(path_type=Path), help="This folder, for no agent."
        ),
        click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group("skills")
def command() -> None:
    """Show the skills that teach AI agents to use this, and bring them to where agents look."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_(as_json: bool) -> int:
    """List the skills and their references."""
    from cao_scaffold.report import skills as report
    from cao_scaffold.report.listing import table
    from cao_scaffold.skill.document import shipped_skills

    skills = shipped_skills()
    if as_json:
        items = [report.skill_item(skill) for skill in skills]
        click.echo(json.dumps({"schema": report.SCHEMA, "skills": items}, indent=2))
    else:
        click.echo(table([report.skill_row(skill) for skill in skills]))
    return 0


@command.command("show")
@click.argument("name", shell_complete=_complete_skills)
@click.argument("reference", required=False, default="", shell_complete=_complete_references)
def show(name: str, reference: str) -> int:
    """Print the skill NAME, or one REFERENCE of it."""
    from cao_scaffold.skill.document import find_skill

    click.echo(find_skill(name).text(reference), nl=False)
    return 0


@command.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--strict", is_flag=True, help="Hold them to this project's own rules too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def validate(paths: Sequence[Path], strict: bool, as_json: bool) -> int:
    """Hold the skills at PATHS, default the shipped ones, to the Agent Skills specification."""
    from cao_scaffold.report import skills as report
    from cao_scaffold.skill.document import read_skill, shipped_skills
    from cao_scaffold.skill.validation import problems

    skills = [read_skill(path) for path in paths] or list(shipped_skills())
    strict = strict or not paths
    found = [(skill.folder, each) for skill in skills for each in problems(skill, strict=strict)]
    if as_json:
        rows = [{"path": str(folder / p.file), **p._asdict()} for folder, p in found]
        click.echo(json.dumps({"schema": report.SCHEMA, "problems": rows}, indent=2))
    else:
        for folder, problem in found:
            click.echo(report.problem_line(folder, problem))
        click.echo(f"validated {len(skills)} skills: {len(found) or 'no'} problems")
    return 1 if found else 0


@command.command("install")
@_where
@click.option("--link/--copy", "link", default=None, help="Default: a copy, or as it was before.")
@click.option("--force", is_flag=True, help="Replace edited files; with cao, CAO's own skills.")
def install(
    names: Sequence[str],
    agents: Sequence[str],
    scope: str,
    folder: Path | None,
    dry_run: bool,
    as_json: bool,
    link: bool | None,
    force: bool,
) -> int:
    """Bring each SKILL, default all, to where agents look; again, and it is brought up to date."""
    from cao_scaffold.cli import skill_places as places
    from cao_scaffold.skill.document import find_skill, shipped_skills
    from cao_scaffold.skill.installation import plan_install

    skills = [find_skill(name) for name in names] or list(shipped_skills())
    how = "" if link is None else "link" if link else "copy"
    where = places.find_places(agents, scope, folder)
    installations = [
        plan_install(skills, place.targets, place.record, root=place.root, how=how, force=force)
        for place in where
    ]
    stored = [skill.name for skill in skills] if "cao" in agents else []
    if stored:
        places.prepare_store(skills, force=force)
    if not dry_run:
        _apply(where, installations)
        if stored:
            places.fill_store(skills)
    _conclude(installations, stored, written=not dry_run, as_json=as_json)
    if not as_json:
        _say_next_steps(where)
    return 0


@command.command("remove")
@_where
def remove(
    names: Sequence[str],
    agents: Sequence[str],
    scope: str,
    folder: Path | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take each SKILL, default all, away again; keep what was edited since."""
    from cao_scaffold.cli import skill_places as places
    from cao_scaffold.skill.document import find_skill, shipped_skills
    from cao_scaffold.skill.installation import plan_removal

    skills = [find_skill(name).name for name in names] or [s.name for s in shipped_skills()]
    others = [agent for agent in agents if agent != "cao"]
    where = places.find_places(others, scope, folder, installed=True)
    chosen = bool(others or folder)
    installations = [
        plan_removal(
            skills,
            [target.folder for target in place.targets] if chosen else None,
            place.record,
            root=place.root,
        )
        for place in (where if others or folder or not agents else ())
    ]
    stored = skills if "cao" in agents else []
    if not dry_run:
        _apply(where, installations)
        if stored:
            places.empty_store(skills)
    _conclude(installations, (), written=not dry_run, as_json=as_json)
    if stored and not as_json:
        _echo(f"{'removed' if not dry_run else 'would remove'} {name} from CAO" for name in stored)
        click.echo("CAO brings its own skills of these names back: cao init")
    return 0


@command.command("status")
@click.option("--check", is_flag=True, help="Exit with 1 where something is to be said.")
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="Of this folder.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def status(check: bool, folder: Path | None, as_json: bool) -> int:
    """Say what has become of the installed skills, in the project and for the user."""
    from cao_scaffold.cli import skill_places as places
    from cao_scaffold.report import skills as report

    found = places.installed_states(folder)
    remarks = places.remarks_on_cao()
    if as_json:
        click.echo(json.dumps(report.status_document(found, remarks), indent=2))
    else:
        _echo(report.state_line(state) for state in found)
        _echo(remarks)
        if not found:
            click.echo("nothing is installed: cao-scaffold skills install")
    return 1 if check and (remarks or any(state.remarks for state in found)) else 0


def _apply(where: Sequence["Place"], installations: Sequence["Installation"]) -> None:
    from cao_scaffold.edit.transaction import recover
    from cao_scaffold.host.interruption import one_interruption

    with one_interruption():
        for place, installation in zip(where, installations, strict=False):
            recover(place.root)
            installation.apply()


def _conclude(
    installations: Sequence["Installation"],
    stored: Sequence[str],
    *,
    written: bool,
    as_json: bool,
) -> None:
    from cao_scaffold.report import skills as report

    if as_json:
        whole = report.installation_document(installations, written=written, stored=stored)
        click.echo(json.dumps(whole, indent=2))
        return
    for installation in installations:
        if not written and not installation.is_done:
            click.echo(installation.plan.diff().rstrip("\n"))
        _echo(report.done(installation, written=written))
    verb = "handed to CAO:" if written else "would hand to CAO:"
    _echo(f"{verb} {name}" for name in stored)
    if installations and not any(installation.steps for installation in installations):
        click.echo("nothing to do")


def _say_next_steps(where: Sequence["Place"]) -> None:
    from cao_scaffold.skill.agents import AGENTS

    chosen = {name for place in where for target in place.targets for name in target.agents}
    _echo(f"Next: {a.next_step}" for a in AGENTS if a.name in chosen and a.next_step)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
