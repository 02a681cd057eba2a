"""The command line: parse, one call, report, exit code; the only place that imports click."""

import importlib
import sys
from collections.abc import Sequence

import click

from cao_scaffold import __version__
from cao_scaffold.errors import ScaffoldError

# Name, and the line that `--help` shows; a command's module is imported when it runs.
COMMANDS = {
    "plugin": "Write an event plugin: a package that cao-server loads.",
    "provider": "Add a provider, an adapter for one more agent CLI, to a CAO tree.",
    "remove": "Take back a provider that was added.",
    "check": "Hold a plugin package, or a provider, to CAO's contract.",
    "try": "Run a plugin, or a provider, on a real, private cao-server.",
    "list": "List integrations, events, points and checks.",
    "skills": "Show and install the skills that teach AI agents to use this.",
}


class LazyGroup(click.Group):
    """A group whose `--help` imports none of its commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one module that holds `cmd_name`."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"cao_scaffold.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="cao-scaffold", prog_name="cao-scaffold")
def cli() -> None:
    """Scaffold event plugins and providers for CLI Agent Orchestrator (CAO)."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 findings or cannot, 2 wrong usage, 130 interrupted."""
    try:
        code = cli.main(arguments, prog_name="cao-scaffold", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except ScaffoldError as problem:
        click.echo(f"Error: {problem.message}", err=True)
        if problem.hint:
            click.echo(f"Hint: {problem.hint}", err=True)
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; leave nothing for Python to flush into it.
        sys.stdout = None
        return 0
    return code if isinstance(code, int) else 0
