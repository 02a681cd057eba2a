"""The record: what a later update needs to know, and nothing of this machine."""

import pytest
import tomlkit

from cao_scaffold import __version__
from cao_scaffold.edit.plan import Change
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.names import parse_name
from cao_scaffold.template.answers import Answers
from cao_scaffold.template.integrations import find_integration
from cao_scaffold.template.record import digest, recorded
from cao_scaffold.template.render import Place

OPS = Answers(
    parse_name("ops"), find_integration("blank"), ("post_send_message",), 'a "b" \\', "", "MIT"
)


def test_it_holds_answers_version_and_digests():
    record = recorded(None, OPS, place=Place("cao_ops"), files={"b.py": b"", "a.py": b"x"})
    assert tomlkit.parse(record.decode()).unwrap() == {
        "plugins": {
            "ops": {
                "scaffold": __version__,
                "answers": {
                    "integration": "blank",
                    "events": ["post_send_message"],
                    "description": 'a "b" \\',
                    "author": "",
                    "license": "MIT",
                    "package": "cao_ops",
                    "tests": "tests",
                },
                "files": {"a.py": f"sha256:{digest(b'x')}", "b.py": f"sha256:{digest(b'')}"},
            }
        }
    }
    assert record.startswith(b"# Written by cao-scaffold")


def test_it_is_the_same_when_written_again():
    once = recorded(None, OPS, place=Place("cao_ops"), files={"a": b""})
    assert recorded(once, OPS, place=Place("cao_ops"), files={"a": b""}) == once


def test_it_keeps_other_plugins_and_follows_files_that_nobody_touched():
    before = b"""\
# mine
[plugins.first.files]  # why
"pyproject.toml" = "sha256:%s"
"README.md" = "sha256:00"
""" % digest(b"old").encode()
    shared = [Change("pyproject.toml", b"old", b"new"), Change("README.md", b"touched", b"new")]
    after = recorded(before, OPS, place=Place("first.ops"), files={}, shared=shared)
    assert after.startswith(before.replace(digest(b"old").encode(), digest(b"new").encode()))


def test_it_says_when_the_old_one_is_broken():
    with pytest.raises(ScaffoldError, match=r"\.cao-scaffold\.toml is broken"):
        recorded(b"[", OPS, place=Place("cao_ops"), files={})
