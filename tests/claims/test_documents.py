"""What our own documents say holds on every release that they speak of."""

import re
from pathlib import Path

import pytest

from cao_scaffold.host.environment import NEWEST
from tests.claims import spans
from tests.claims.documents import Document
from tests.claims.releases import release
from tests.claims.rendering import ROOT, documents
from tests.claims.rules import RULES
from tests.claims.statements import STATEMENTS, Statement
from tests.claims.statements.plugin import PLUGIN_STATEMENTS
from tests.claims.statements.statement import denials
from tests.claims.written import pages
from tests.real_cao import RELEASES, WITH_PROVIDERS

pytestmark = pytest.mark.cao

DOCUMENTS = [Document.read(path, ROOT) for path in documents()]
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.name)
on_each_release = pytest.mark.parametrize(
    "version",
    [pytest.param(v, marks=() if v == NEWEST else pytest.mark.matrix, id=v) for v in RELEASES],
)


def is_of(document: Document, version: str) -> bool:
    """Tell whether the document speaks of this release: providers are of the later ones."""
    return version in WITH_PROVIDERS or "provider" not in document.name


@on_each_release
@each_document
def test_every_claim_of_a_known_form_holds(document: Document, version: str) -> None:
    if is_of(document, version):
        found = [str(each) for rule in RULES.values() for each in rule(document, release(version))]
        assert found == []


@on_each_release
@each_document
def test_every_span_is_something_that_there_is(document: Document, version: str) -> None:
    if is_of(document, version):
        assert [str(each) for each in spans.find(document, release(version))] == []


def test_what_we_write_about_plugins_and_providers_holds() -> None:
    newest = release(NEWEST)
    written = [Document(name, text) for name, text in pages().items()]
    assert len(written) == 7
    rules = [*RULES.values(), spans.find]
    found = [str(f) for document in written for rule in rules for f in rule(document, newest)]
    denied = [str(f) for d in written for s in STATEMENTS for f in denials(s, d, newest)]
    assert found + denied == []


@each_document
def test_nothing_that_is_true_is_denied(document: Document) -> None:
    newest = release(NEWEST)
    found = [str(each) for s in STATEMENTS for each in denials(s, document, newest)]
    assert found == []


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda each: each.name)
def test_what_is_often_told_wrongly_is_told(statement: Statement) -> None:
    skill = "cao-plugin" if statement in PLUGIN_STATEMENTS else "cao-provider"
    texts = [document.text for document in DOCUMENTS if f"skills/{skill}/" in document.name]
    assert any(re.search(statement.said, re.sub(r"\s+", " ", text)) for text in texts)


@on_each_release
@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda each: each.name)
def test_it_was_measured(statement: Statement, version: str) -> None:
    this = release(version)
    if statement not in PLUGIN_STATEMENTS and version not in WITH_PROVIDERS:
        return
    since = statement.since or RELEASES[0]
    holds = RELEASES.index(version) >= RELEASES.index(since)
    assert statement.holds(this) or not holds


def test_the_table_of_documents_has_both_skills() -> None:
    names = {Path(document.name).parts[1] for document in DOCUMENTS if "skills/" in document.name}
    assert names == {"cao-plugin", "cao-provider"}
