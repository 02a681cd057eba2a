"""A finished turn gives its reply, and a text without one says so."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject

_ERROR = "OutputExtractionError"


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    method = subject.methods.get("extract_last_message_from_script")
    line = method.lineno if method else 1
    for given in subject.seen.result.get("extractions", ()):
        kinds = given["error"]
        if given["kind"] == "completed" and not (given["reply"] or "").strip():
            why = f": {kinds[0]}" if kinds else ""
            yield Spot(given["file"], 0, f"no reply is extracted from it{why}", "mend the pattern")
        if given["kind"] == "none" and given["reply"] is not None:
            sentence = "a text without a reply gives one"
            yield Spot(subject.path, line, sentence, f"raise {_wanted(subject)}")
        elif given["kind"] == "none" and "ValueError" not in kinds:
            sentence = f"a text without a reply raises {kinds[0]}, which no caller expects"
            yield Spot(subject.path, line, sentence, f"raise {_wanted(subject)}")


def _wanted(subject: Subject) -> str:
    return _ERROR if subject.facts.extraction_error else "ValueError"


CHECK = Check(
    "CAO707",
    "extraction",
    "Each finished fixture gives a reply, and a text without one raises the error for it.",
    "The agent that asked gets nothing, or the server answers 404 in place of trying again.",
    _find,
)
