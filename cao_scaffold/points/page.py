"""The provider's page in the documentation."""

from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.edit.shapes.file import NewFile
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

# A test of CAO has lists of all pages with the word "plugin": this one is of those on which
# it is a word of the vendor's.
_VOCABULARY = "test/agent_plugins/test_naming_migration.py"
_VENDORS = "_VOCABULARY_BACKLOG_DOCS"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.checkout.has_folder("docs"):
        return ()
    page = f"{registration.provider.names.page}.md"
    content = registration.files.get(f"docs/{page}", b"").decode("utf-8")
    edits = [Edit(f"docs/{page}", NewFile(content))]
    if _says_plugin(registration.provider) and registration.checkout.exists(_VOCABULARY):
        edits.append(Edit(_VOCABULARY, Element(_VENDORS, f'"{page}"')))
    return tuple(edits)


def _says_plugin(provider: Provider) -> bool:
    """Tell whether the word may be on the page, by an answer such as the command."""
    return "plugin" in str(provider).lower()


POINT = Point(
    name="page",
    numbers=(27,),
    kind=Kind.DOCUMENTATION,
    title="The documentation has a page about the provider.",
    reason="Nobody learns how to install the CLI, nor what does not work with it.",
    edits=_edits,
)
