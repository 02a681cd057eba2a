"""Where `templates/` and `skills/` are, in a wheel and in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# In a wheel; tools that look for the skills of installed packages know `.agents/skills`.
_SHIPPED = {"templates": "_bundle/templates", "skills": ".agents/skills"}


def bundle_path(name: str) -> Path:
    """Return the folder `name` ("templates" or "skills") of this installation."""
    shipped = _PACKAGE / _SHIPPED[name]
    return shipped if shipped.is_dir() else _PACKAGE.parent / name
