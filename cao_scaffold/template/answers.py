"""What a person answers: one value a question, each safe in TOML, Python and Markdown."""

import re
import unicodedata
from dataclasses import dataclass

from cao_scaffold.errors import UsageError
from cao_scaffold.names import Names
from cao_scaffold.template.integrations import Integration, Variable

DEFAULT_LICENSE = "Apache-2.0"
MAX_LENGTH = 200

_JINJA = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# Controls, lone surrogates, line and paragraph separators.
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}


@dataclass(frozen=True)
class Answers:
    """The answers to the template's questions, all of them valid."""

    names: Names
    integration: Integration
    events: tuple[str, ...]
    description: str
    author: str
    license: str

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The plugin's environment variables by their full names, `*_FILE` beside each secret."""
        return tuple(
            Variable(
                name=self.names.prefix + variable.name + suffix,
                required=variable.required and not suffix,
                secret=variable.secret and not suffix,
                default="" if suffix else variable.default,
                help=f"A file that holds it, instead: {variable.help}" if suffix else variable.help,
            )
            for variable in self.integration.variables
            for suffix in (("", "_FILE") if variable.secret else ("",))
        )


def check_text(question: str, given: str) -> str:
    """Return one line of text, without blanks around it.

    Raises UsageError for what no escaping can put into a package, or would surprise there:
    a control character, a lone surrogate, a Jinja brace, more than MAX_LENGTH characters.
    """
    bad = next((c for c in given if unicodedata.category(c) in _UNPRINTABLE), None)
    if bad is not None:
        raise UsageError(
            f"the {question} holds U+{ord(bad):04X}, which is no printable character",
            hint=f"give the {question} as one line of plain text",
        )
    if braces := _JINJA.search(given):
        raise UsageError(
            f"the {question} holds {braces.group()!r}, which is template code",
            hint=f"leave the braces out of the {question}",
        )
    if len(given) > MAX_LENGTH:
        raise UsageError(
            f"the {question} has {len(given)} characters", hint=f"give at most {MAX_LENGTH}"
        )
    return given.strip()


def check_description(given: str) -> str:
    """Return the description as one line that is not empty; raise UsageError."""
    text = check_text("description", given)
    if not text:
        raise UsageError("the description is empty", hint="say in a few words what it is for")
    return text


def check_license(given: str) -> str:
    """Return an SPDX expression in its canonical spelling; raise UsageError for anything else."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    text = check_text("license", given)
    try:
        expression = str(canonicalize_license_expression(text))
    except InvalidLicenseExpression as problem:
        raise UsageError(
            f"{text!a} is no SPDX licence expression",
            hint="give one such as Apache-2.0, MIT or LicenseRef-Proprietary",
        ) from problem
    if "(" in expression:
        raise UsageError(f"{text!a} has brackets", hint="give a licence expression without them")
    return expression
