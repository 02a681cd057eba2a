"""Which agents there are, and where each of them looks for skills."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from cao_scaffold.errors import UsageError

CAO = "cao"


@dataclass(frozen=True)
class Agent:
    """One agent.

    `project` and `user` are folders, from the project and from HOME; `user` may begin with
    `$VARIABLE:`, whose value comes first. `marks` are paths that tell that a project uses
    it. `next_step` is what its user has to do besides.
    """

    name: str
    project: str
    user: str
    marks: tuple[str, ...]
    next_step: str = ""

    def folder(self, scope: str, project: Path, environment: Mapping[str, str]) -> Path:
        """Return where it looks in `scope`, "project" or "user"."""
        if scope == "project":
            return project / self.project
        variable, _, below = self.user.rpartition(":")
        named = environment.get(variable.removeprefix("$")) if variable else None
        if named:
            # The variable stands for the first folder.
            return Path(named) / Path(*Path(below).parts[1:])
        return home(environment) / below


AGENTS = (
    Agent(
        "claude-code",
        ".claude/skills",
        "$CLAUDE_CONFIG_DIR:.claude/skills",
        (".claude", "CLAUDE.md", ".mcp.json"),
    ),
    Agent("codex", ".agents/skills", ".agents/skills", (".codex", ".agents")),
    Agent(
        "kiro",
        ".kiro/skills",
        ".kiro/skills",
        (".kiro",),
        'custom agents of Kiro need "resources": ["skill://.kiro/skills/**/SKILL.md"]',
    ),
    Agent(
        "opencode",
        ".opencode/skills",
        "$XDG_CONFIG_HOME:.config/opencode/skills",
        (".opencode", "opencode.json"),
    ),
    Agent("gemini-cli", ".gemini/skills", ".gemini/skills", (".gemini", "GEMINI.md")),
    Agent(
        "copilot",
        ".github/skills",
        ".copilot/skills",
        (".github/copilot-instructions.md", ".github/skills"),
    ),
    Agent("cursor", ".agents/skills", ".cursor/skills", (".cursor", ".cursorrules")),
)
NAMES = (*(agent.name for agent in AGENTS), CAO)


def home(environment: Mapping[str, str]) -> Path:
    """Return the user's folder."""
    return Path(environment.get("HOME") or Path.home())


def find_agent(name: str) -> Agent:
    """Return the agent `name`; raise UsageError with the names that there are."""
    for agent in AGENTS:
        if agent.name == name:
            return agent
    close = get_close_matches(name, NAMES, n=1)
    question = f"did you mean {close[0]}? " if close else ""
    raise UsageError(f"{name!a} is no agent", hint=f"{question}There are {', '.join(NAMES)}")


def agents_of(project: Path) -> tuple[Agent, ...]:
    """Return the agents that `project` has something of."""
    return tuple(
        agent for agent in AGENTS if any((project / mark).exists() for mark in agent.marks)
    )


def find_project(folder: Path) -> Path:
    """Return the repository around `folder`, else `folder` itself."""
    around = (folder, *folder.parents)
    return next((each for each in around if (each / ".git").exists()), folder)


def user_environment() -> Mapping[str, str]:
    """Return the variables that say where an agent looks."""
    return os.environ
