"""The generated provider on real cao-servers, with a scripted CLI: every state, every reply."""

import time
from collections.abc import Iterator

import pytest

from cao_scaffold.trial.scripted_cli import replies_to
from tests.trial.provider.patched_cao import SERVED, TRUSTING, Stage, Terminal, extracted

pytestmark = pytest.mark.cao

LONG = 10_000


@pytest.fixture(scope="module")
def agent(on_stage: Stage) -> Iterator[Terminal]:
    """A session for all tests that leave its CLI at its prompt."""
    with on_stage.session("agent") as terminal:
        assert terminal.state == "idle"
        yield terminal


def test_it_completes_one_task_after_the_other_with_a_reply_of_its_own(agent: Terminal) -> None:
    assert agent.ask("the first task") == "Done.\n\nYou asked: the first task"
    assert agent.ask("the second task") == "Done.\n\nYou asked: the second task"


def test_it_is_processing_as_long_as_the_cli_works(agent: Terminal) -> None:
    agent.send("script:work=4")
    agent.wait_for("processing")

    assert agent.wait_for("completed") == ("processing", "completed")


@pytest.mark.parametrize("word", ["shape", "tools"])
def test_it_extracts_a_reply_as_it_was_written(agent: Terminal, word: str) -> None:
    message = f"script:{word}"

    reply = agent.ask(message)

    between = "\n\n" if word == "tools" else "\n"
    assert reply == between.join("\n".join(part) for part in replies_to(message))


def test_it_waits_until_a_permission_is_answered(agent: Terminal) -> None:
    agent.send("script:ask script:work=2")
    agent.wait_for("waiting_user_answer")
    # As a person would: the older releases look at a screen again after a quiet moment only.
    time.sleep(1)
    agent.send("y")
    agent.wait_for("processing")

    agent.wait_for("completed")
    assert agent.reply() == extracted(replies_to("script:ask script:work=2"))


def test_it_tells_a_refusal_from_an_answer(agent: Terminal) -> None:
    agent.send("script:ask script:work=0.5")
    agent.wait_for("waiting_user_answer")
    agent.send("n")

    agent.wait_for("completed")
    assert agent.reply() == "Not run."


def test_it_sees_the_end_of_ten_thousand_rows_and_goes_on(agent: Terminal) -> None:
    agent.send(f"script:lines={LONG}")
    agent.wait_for("processing")
    agent.wait_for("completed")

    # tmux keeps 2,000 rows, a screen its own: CAO says that it gives what is left.
    reply = agent.reply()
    assert reply.startswith("[NO RESPONSE")
    assert f"row {LONG}" in reply
    assert agent.ask("go on") == "Done.\n\nYou asked: go on"


def test_it_extracts_all_that_is_left_on_the_terminal(on_stage: Stage, agent: Terminal) -> None:
    rows = 20 if on_stage.full_screen else 1500
    message = f"script:lines={rows}"

    assert agent.ask(message) == extracted(replies_to(message))


def test_it_passes_the_profile_on_and_removes_its_files(on_stage: Stage) -> None:
    with on_stage.session("files", "--work", "0.5") as terminal:
        (kept,) = (path for path in on_stage.files_of(terminal) if "tmp" in path.parts[-4:])
        assert oct(kept.stat().st_mode)[-3:] == "700"
        (prompt,) = kept.iterdir()
        assert "DEVELOPER AGENT" in prompt.read_text(encoding="utf-8")
        assert oct(prompt.stat().st_mode)[-3:] == "600"

    assert on_stage.files_of(terminal) == []


def test_it_gives_the_cli_the_servers_of_the_profile(on_stage: Stage) -> None:
    with on_stage.session("served", provider=SERVED) as terminal:
        reply = terminal.ask("script:launch")

    # A full screen breaks its rows where it ends.
    servers = reply.partition("servers:")[2].replace("\n", "").replace(" ", "")
    assert '"cao-mcp-server":' in servers
    assert f'"CAO_TERMINAL_ID":"{terminal.id}"' in servers


def test_a_refusal_of_the_model_is_an_error(on_stage: Stage) -> None:
    with on_stage.session("refusal") as terminal:
        terminal.ask("before")
        terminal.send("script:error")

        terminal.wait_for("error")


def test_a_crash_in_mid_turn_is_an_error(on_stage: Stage) -> None:
    with on_stage.session("crash") as terminal:
        terminal.send("script:crash")

        terminal.wait_for("error")


def test_it_exits(on_stage: Stage) -> None:
    with on_stage.session("exit") as terminal:
        assert on_stage.server.post(f"/terminals/{terminal.id}/exit").status == 200

        terminal.wait_for("error")


def test_it_waits_for_a_cli_that_starts_slowly(on_stage: Stage) -> None:
    with on_stage.session("slow", "--start", "4") as terminal:
        assert terminal.state == "idle"
        assert terminal.ask("hello") == "Done.\n\nYou asked: hello"


def test_it_answers_the_questions_at_the_start(on_stage: Stage) -> None:
    with on_stage.session("trust", "--trust", provider=TRUSTING) as terminal:
        assert terminal.ask("hello") == "Done.\n\nYou asked: hello"


def test_a_supervisor_hands_a_task_off_and_gets_the_reply(on_stage: Stage, agent: Terminal) -> None:
    result = on_stage.call_tool(agent, "handoff", agent_profile="developer", message="script:shape")

    assert result["success"] is True, result
    assert result["output"] == extracted(replies_to("script:shape"))


def test_a_supervisor_assigns_a_task_and_hears_of_its_end(on_stage: Stage, agent: Terminal) -> None:
    result = on_stage.call_tool(
        agent, "assign", agent_profile="developer", message="count the rows"
    )
    assert result["success"] is True, result
    worker = Terminal(agent.server, result["terminal_id"])
    worker.wait_for("completed", 40)
    assert "count the rows" in worker.reply()

    on_stage.call_tool(worker, "send_message", receiver_id=agent.id, message="there are 42")
    agent.wait_for_reply("there are 42")
