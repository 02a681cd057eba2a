"""A string as a Python literal, the way black writes it."""


def quoted(text: str) -> str:
    """Return the literal of `text`: in double quotes, unless that takes more escapes."""
    literal = repr(text)
    if literal.startswith('"') or '"' in text:
        return literal
    inside = literal[1:-1].replace("\\'", "'")
    return f'"{inside}"'


def raw(pattern: str) -> str:
    """Return the literal of a regular expression: a raw string where one can say it."""
    plain = "\\" not in pattern or not pattern.isprintable() or pattern.endswith("\\")
    if plain or '"' in pattern:
        return quoted(pattern)
    return f'r"{pattern}"'
