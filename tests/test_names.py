"""Names: every usual spelling in, one set of names out, or a refusal."""

import json
import keyword
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cao_scaffold.errors import UsageError
from cao_scaffold.names import HOST_NAMES, HOST_PREFIXES, MAX_LENGTH, Names, parse_name


@pytest.mark.parametrize(
    "spelling",
    [
        "ops-feed",
        "ops_feed",
        "OpsFeed",
        "opsFeed",
        "OPS_FEED",
        "Ops-Feed",
        "cao-ops-feed",
        "cao_ops_feed",
        "CaoOpsFeed",
        "CAO_OPS_FEED",
        "Cao-OpsFeed",
    ],
)
def test_it_reads_every_usual_spelling(spelling):
    assert parse_name(spelling) == Names("ops_feed")


def test_it_spells_each_name_as_its_place_demands():
    names = parse_name("OpsFeed")
    assert names.plugin == "ops_feed"
    assert names.distribution == "cao-ops-feed"
    assert names.module == "cao_ops_feed"
    assert names.class_name == "OpsFeedPlugin"
    assert names.prefix == "CAO_OPS_FEED_"


@pytest.mark.parametrize(
    ("spelling", "plugin"),
    [
        ("telegram", "telegram"),
        ("HTTPSink", "http_sink"),
        ("s3-feed", "s3_feed"),
        ("S3Feed", "s3_feed"),
        ("OpsFeed2", "ops_feed2"),
        ("ops-2", "ops_2"),
        ("caolin", "caolin"),
    ],
)
def test_it_finds_the_words(spelling, plugin):
    assert parse_name(spelling).plugin == plugin


UNUSABLE = {
    "empty": "",
    "parent folder": "..",
    "folder": ".",
    "path": "a/b",
    "absolute path": "/tmp/x",
    "backslash": "a\\b",
    "space": "ops feed",
    "leading digit": "2fast",
    "leading hyphen": "-x",
    "trailing underscore": "x_",
    "two hyphens": "a--b",
    "non-ASCII": "télégram",
    "non-ASCII digit": "a\u0663",
    "cyrillic look-alike": "\u0440\u0430\u0443",
    "newline": "telegram\n",
    "NUL": "a\0b",
    "escape": "\x1b[31mred",
    "lone surrogate": "a\ud800",
    "expression braces": "{{7*7}}",
    "statement braces": "{%x%}",
    "comment braces": "{#x#}",
    "dot": "a.b",
    "200 characters": "a" * 200,
    "only cao": "cao",
    "a digit after cao": "cao-2",
    "keyword": "class",
    "keyword in capitals": "None",
    "keyword after cao": "cao-import",
    "standard library": "json",
    "standard library, snake_case": "Concurrent",
    "standard library of another release": "distutils",
    "CAO": "cli-agent-orchestrator",
    "CAO's own plugin": "ClaudeCodeMemory",
    "CAO's own module": "providers",
    "CAO's own script": "cao-server",
    "CAO's own variables": "home",
    "this package": "scaffold",
}


@pytest.mark.parametrize("spelling", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_it_refuses_what_cannot_name_a_plugin(spelling):
    with pytest.raises(UsageError) as refusal:
        parse_name(spelling)
    assert refusal.value.hint
    assert refusal.value.message.isprintable()
    assert refusal.value.message.isascii()


def test_its_tables_hold_plain_words():
    assert all(re.fullmatch("[a-z0-9_]+", word) for word in HOST_NAMES | HOST_PREFIXES)


@pytest.mark.cao
def test_its_tables_hold_all_names_of_the_newest_cao(cao_python):
    code = r"""if True:
        import importlib.metadata as metadata, importlib.util as util, json, pathlib, re
        found = metadata.distribution("cli-agent-orchestrator")
        folder = pathlib.Path(util.find_spec("cli_agent_orchestrator").origin).parent
        text = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
        print(json.dumps([
            [p.stem for p in folder.glob("[a-z]*") if p.is_dir() or p.suffix == ".py"],
            [p.name for p in found.entry_points],
            re.findall("[\"']CAO_([A-Z]+)_[A-Z]", text),
        ]))
    """
    said = subprocess.run([cao_python, "-c", code], stdout=subprocess.PIPE, check=True).stdout
    modules, entry_points, prefixes = json.loads(said)
    assert {"services", "plugins"} < set(modules)
    for name in modules:
        with pytest.raises(UsageError):
            parse_name(name)
    for name in entry_points:
        if name != "fixed_table":  # a decider, no plugin
            with pytest.raises(UsageError):
                parse_name(name)
    assert {prefix.lower() for prefix in prefixes} <= HOST_PREFIXES


@given(st.text(max_size=MAX_LENGTH + 5) | st.from_regex(r"[A-Za-z0-9_-]{1,52}", fullmatch=True))
def test_it_gives_usable_names_or_refuses(spelling):
    try:
        names = parse_name(spelling)
    except UsageError:
        return
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", names.plugin)
    assert names.module.isidentifier()
    assert names.class_name.isidentifier()
    assert not keyword.iskeyword(names.plugin)
    assert names.plugin not in sys.stdlib_module_names
    assert parse_name(names.distribution) == parse_name(names.module) == names
