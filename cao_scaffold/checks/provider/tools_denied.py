"""A deny-all must differ from no restriction, where the provider enforces any."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    denied = subject.seen.result.get("denied", {"built": False})
    allowed = subject.seen.result.get("allowed", {"built": False})
    if not denied["built"] or not allowed["built"] or not _enforces(subject):
        return
    if (denied["words"], denied["text"]) == (allowed["words"], allowed["text"]):
        method = next((m for n, m in subject.methods.items() if "_command" in n), None)
        sentence = "a launch that allows no tool is the same as one that allows all"
        line = method.lineno if method else 1
        yield Spot(subject.path, line, sentence, "an empty list of allowed tools denies every tool")


def _enforces(subject: Subject) -> bool:
    """Tell whether CAO says that the launch itself enforces tools."""
    code = subject.checkout.code
    table = subject.checkout.text(code("utils/enforcement.py")) or ""
    value = subject.names.value
    installed = table.partition("INSTALL_TIME_PROVIDERS = ")[2].partition("\n\n")[0]
    return f'"{value}": NONE' not in table and f'"{value}"' not in installed and bool(table)


CHECK = Check(
    "CAO710",
    "tools-denied",
    "A launch that allows no tool differs from one that allows all.",
    "A restricted agent runs unrestricted, and nobody is told.",
    _find,
)
