"""What a package says of itself."""

import pytest

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.trial.subject import Plugin, Variable, read_subject
from tests.trial.packages import PYPROJECT, write_package

RECORD = """
[plugins.post.answers]
integration = "telegram"
"""


def test_it_reads_entry_points_and_variables(tmp_path):
    subject = read_subject(write_package(tmp_path))

    assert subject.distribution == "cao-post"
    assert subject.plugins == (Plugin("post", "cao_post.plugin"),)
    assert subject.variables == (
        Variable("CAO_POST_URL", "https://example.invalid/hook", optional=False),
        Variable("CAO_POST_KEY", "", optional=False),
        Variable("CAO_POST_TIMEOUT", "5", optional=True),
    )
    assert subject.hears_messages


def test_it_reads_the_integration_from_the_record(tmp_path):
    (plugin,) = read_subject(write_package(tmp_path, {".cao-scaffold.toml": RECORD})).plugins

    assert (plugin.integration, plugin.prefix) == ("telegram", "CAO_POST_")


def test_it_tells_a_plugin_that_hears_no_message(tmp_path):
    changes = {"cao_post/plugin.py": "", "tests/test_plugin.py": "post_send_message"}

    assert not read_subject(write_package(tmp_path, changes)).hears_messages


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "is no plugin package"),
        ("[project", "cannot be read"),
        ("", "declares no plugin"),
        (PYPROJECT.replace("cao.plugins", "other"), "declares no plugin"),
        ("project = 1", "declares no plugin"),
    ],
)
def test_it_refuses_what_is_no_plugin_package(tmp_path, text, reason):
    with pytest.raises(ScaffoldError, match=reason):
        read_subject(write_package(tmp_path, {"pyproject.toml": text}))
