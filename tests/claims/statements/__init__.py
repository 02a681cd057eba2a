"""What is true of CAO and often told wrongly: each statement with its measurement."""

from tests.claims.statements.plugin import PLUGIN_STATEMENTS
from tests.claims.statements.provider import PROVIDER_STATEMENTS
from tests.claims.statements.statement import Statement

STATEMENTS: tuple[Statement, ...] = (*PLUGIN_STATEMENTS, *PROVIDER_STATEMENTS)

__all__ = ["STATEMENTS", "Statement"]
