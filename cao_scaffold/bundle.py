"""Where `templates/` and `skills/` are, in a wheel and in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundle_path(name: str) -> Path:
    """Return the folder `name` ("templates" or "skills") of this installation."""
    shipped = _PACKAGE / "_bundle" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name
