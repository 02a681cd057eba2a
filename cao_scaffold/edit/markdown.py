"""A text as Markdown that shows it as it is."""

import re

# Braces are special in MDX, of which the web site is made.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|{}])")


def escaped(text: str) -> str:
    """Return `text` with Markdown's own characters escaped, also within a table."""
    return _SPECIAL.sub(r"\\\1", text)


def code(text: str) -> str:
    """Return `text`, which is on one line, as a span of code, also within a table."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    inside = text.replace("|", "\\|")
    return f"{fence}{pad}{inside}{pad}{fence}"
