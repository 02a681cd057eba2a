"""`python -m evals`: rank the descriptions, let an agent do the tasks, or grade a workspace."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from evals.grading import grade as graded
from evals.tasks import SKILLS, find_tasks


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Measure what the skills are worth."""


@cli.command()
def triggers() -> int:
    """Rank what users say over the descriptions of all skills; exit 1 below 19 of 20."""
    from evals.triggers import report

    return report()


@cli.command("list")
def list_() -> int:
    """List the tasks."""
    for task in find_tasks():
        click.echo(f"{task.skill}  {task.id:22}  {task.title}")
    return 0


@cli.command()
@click.option("--agent", required=True, help="A command line with {prompt} in it.")
@click.option(
    "--skill", "skills", multiple=True, default=("ours", "none"), show_default=True,
    help="ours, none, or a folder of skills; repeat.",
)  # fmt: skip
@click.option("--of", "skill", type=click.Choice(SKILLS), help="Only the tasks of this skill.")
@click.option("--task", help="Only this one.")
@click.option("--tokens", default="", help="A pattern whose group is the number of tokens told.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the workspaces here.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def run(
    agent: str,
    skills: Sequence[str],
    skill: str | None,
    task: str | None,
    tokens: str,
    keep: Path | None,
    as_json: bool,
) -> int:
    """Let an agent do each task with each skill, and report; exit 1 where one was not done."""
    from evals.report import document, line, summary
    from evals.running import attempt

    outcomes = []
    for one in find_tasks(skill, task):
        for taught in skills:
            place = keep / Path(taught).name if keep else None
            outcome = attempt(
                one, agent, taught, tokens=tokens, keep=place, with_scaffold=taught == "ours"
            )
            outcomes.append(outcome)
            if not as_json:
                click.echo(line(outcome))
    click.echo(json.dumps(document(outcomes), indent=2) if as_json else summary(outcomes))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


@cli.command()
@click.argument("name")
@click.argument("workspace", type=click.Path(path_type=Path, exists=True))
@click.argument("options", nargs=-1, metavar="[NAME=VALUE]...")
def grade(name: str, workspace: Path, options: Sequence[str]) -> int:
    """Judge WORKSPACE by the grader NAME; print one JSON document.

    Exit 1 where it failed, 2 where there is nothing to judge.
    """
    from evals.graders import GRADERS

    if name not in GRADERS:
        raise click.UsageError(f"no such grader; there are {', '.join(GRADERS)}")
    given = dict(option.split("=", 1) for option in options)
    result = graded(name, GRADERS[name](workspace.resolve(), **given))
    click.echo(result.document())
    if not result.gradable:
        return 2
    return 0 if result.passed else 1


def main() -> int:
    """Run the command line; return its exit code, 2 for words that it does not know."""
    try:
        return int(cli(standalone_mode=False) or 0)
    except click.ClickException as problem:
        problem.show()
        return 2


if __name__ == "__main__":
    sys.exit(main())
