"""The contract of a plugin package, one file per check."""

from cao_scaffold.checks.plugin import CHECKS

__all__ = ["CHECKS"]
