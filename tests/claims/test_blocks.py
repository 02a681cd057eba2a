"""Every block of code in the documents runs, builds or parses as it stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import tomlkit

from cao_scaffold.host.environment import NEWEST
from tests.claims.documents import Block, Document
from tests.claims.rendering import ROOT, documents
from tests.claims.rules.commands import SHELLS
from tests.claims.sandbox import Sandbox, sandbox

pytestmark = pytest.mark.cao

# The most blocks that may carry the reason why they are not run.
MARKS = 7


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_every_block_runs(path: Path) -> None:
    document = Document.read(path, ROOT)
    # A name in braces is for the generator of the documentation.
    blocks = [b for b in document.blocks if not b.mark and not b.language.startswith("{")]
    if not blocks:
        return
    with sandbox(NEWEST, checkout="cao-plugin" not in document.name) as place:
        failed = list(_failures(document, blocks, place))
    assert failed == []


def _failures(document: Document, blocks: list[Block], place: Sandbox) -> Iterator[str]:
    """Run the shell's blocks in one shell, so that a `cd` lasts; the others one by one."""
    script = "\n".join(block.text for block in blocks if block.language in SHELLS)
    if script:
        finished = place.shell(script)
        if finished.code != 0:
            yield f"{document.name}: {finished.output[-3000:]}\n{finished.errors[-3000:]}"
    for block in blocks:
        if block.language == "python":
            finished = place.python(block.text)
            if finished.code != 0:
                yield f"{document.name}:{block.line}: {finished.errors[-2000:]}"
        elif block.language == "toml":
            tomlkit.parse(block.text)
        elif block.language not in SHELLS:
            yield f"{document.name}:{block.line}: a block of {block.language!r} that nothing runs"


def test_few_blocks_are_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    read = [Document.read(path, ROOT) for path in documents()]
    marked = [(each.name, block) for each in read for block in each.blocks if block.mark]
    with capsys.disabled():
        print(f"\n{len(marked)} blocks of the documents are not run:")
        for name, block in marked:
            print(f"  {name}:{block.line}: {block.mark}")
    assert len(marked) <= MARKS
