"""An agent's prompt on the disk is its user's alone."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    method = next((m for n, m in subject.methods.items() if "_command" in n), None)
    for path, mode in subject.seen.result.get("launch", {}).get("files", {}).items():
        if int(mode, 8) & 0o077 and "cao-" in path:
            name = path.rsplit("/", 1)[-1]
            sentence = f"others can read {name}, which the launch names (mode {mode})"
            yield Spot(subject.path, method.lineno if method else 1, sentence, "open it with 0o600")


CHECK = Check(
    "CAO709",
    "prompt-private",
    "Files that a launch writes are readable by their owner only.",
    "Prompts and MCP configurations hold credentials.",
    _find,
)
