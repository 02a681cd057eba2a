"""What the server's log says."""

from cao_scaffold.trial import log

STAMP = "2026-01-01 10:00:00,000 - "
LOG = f"""\
INFO:     Started server process [1]
{STAMP}cli_agent_orchestrator.plugins.registry - INFO - Loaded CAO plugin: good
{STAMP}cli_agent_orchestrator.plugins.registry - WARNING - Failed to load plugin 'bad'
Traceback (most recent call last):
RuntimeError: CAO_BAD_URL is not set
INFO:     127.0.0.1:1 - "GET /health HTTP/1.1" 200 OK
{STAMP}cli_agent_orchestrator.plugins.registry - WARNING - Plugin entry point 'odd' is not a \
CaoPlugin subclass, skipping
{STAMP}cao_good.outbox - WARNING - waiting 3 s - as told
{STAMP}cao_good.outbox - INFO - all well
{STAMP}httpx - WARNING - not ours
"""


def failure(time, event, reason, path="cao_good/plugin.py"):
    return (
        f"2026-01-01 10:00:0{time},000 - registry - WARNING - "
        f"Hook 'P.on' raised an error for event '{event}'\n"
        f'Traceback (most recent call last):\n  File "{path}", line {time}\n{reason}\n'
    )


def test_it_names_what_was_loaded():
    assert log.loaded(LOG) == ("good",)


def test_it_tells_why_a_plugin_was_not_loaded():
    assert log.load_failure(LOG, "good") == ""
    assert log.load_failure(LOG, "bad").endswith("RuntimeError: CAO_BAD_URL is not set")
    assert "not a CaoPlugin subclass" in log.load_failure(LOG, "odd")


def test_it_finds_what_the_package_said():
    modules = ["cao_good.plugin"]

    assert log.messages_of(LOG, modules, at_all_levels=False) == ("waiting 3 s - as told",)
    assert log.messages_of(LOG, modules, at_all_levels=True) == (
        "waiting 3 s - as told",
        "all well",
    )


def test_it_tells_each_failure_of_a_hook_once():
    text = failure(1, "a", "E: x") + failure(2, "a", "E: x") + failure(3, "b", "E: y")

    found = log.hook_failures(text + text)

    assert [each.split("\n")[-1] for each in found] == ["(more than once)", "E: y"]


def test_it_leaves_out_the_hooks_of_cao():
    builtin = "/x/cli_agent_orchestrator/plugins/builtin/memory.py"

    assert log.hook_failures(failure(1, "a", "E: x", builtin)) == ()
