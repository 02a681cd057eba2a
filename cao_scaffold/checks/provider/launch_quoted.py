"""An agent's prompt and its model are data: a shell must not run what is in them."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    launch = subject.seen.result.get("launch", {"built": False})
    method = next((m for n, m in subject.methods.items() if "_command" in n), None)
    line = method.lineno if method else 1
    if subject.seen.result.get("modelled", {}).get("executed"):
        sentence = "the shell runs what is in a model's name"
        yield Spot(subject.path, line, sentence, "quote each word: shlex.join")
    if not launch["built"]:
        return
    if launch["executed"]:
        sentence = "the shell runs what is in an agent's prompt"
        yield Spot(subject.path, line, sentence, "quote each word: shlex.join")
    elif launch["has_prompt"] and not launch["prompt"]:
        sentence = "an agent's prompt does not reach the CLI as it is"
        yield Spot(subject.path, line, sentence, "write it to a private file, and quote its path")


CHECK = Check(
    "CAO708",
    "launch-quoted",
    "The prompt of an agent reaches the CLI unharmed; nothing in it, or in a model's name, is run.",
    "A profile from elsewhere runs commands as the user who launches it.",
    _find,
)
