"""How statements of a certain form are held to a release; one file per form."""

from collections.abc import Callable, Iterator

from tests.claims.documents import Document
from tests.claims.findings import Finding
from tests.claims.releases import Release
from tests.claims.rules import checklist, code, commands, contract, fields, paths

Rule = Callable[[Document, Release], Iterator[Finding]]

# By the name that findings carry.
RULES: dict[str, Rule] = {
    "fields": fields.find,
    "code": code.find,
    "contract": contract.find,
    "checklist": checklist.find,
    "commands": commands.find,
    "paths": paths.find,
}
