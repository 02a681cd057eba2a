"""The contract of a plugin package, one file per check."""

from typing import Any

from cao_scaffold.checks.check import Check
from cao_scaffold.checks.plugin import CHECKS as PLUGIN_CHECKS
from cao_scaffold.checks.provider import PROVIDER_CHECKS

CHECKS: tuple[Check[Any], ...] = (*PLUGIN_CHECKS, *PROVIDER_CHECKS)

__all__ = ["CHECKS"]
