"""A snippet in another Python."""

import sys
from pathlib import Path

import pytest

from cao_scaffold.host.probe import ProbeError, run_probe

PYTHON = Path(sys.executable)


def test_it_brings_an_argument_there_and_a_result_back(home):
    snippet = "def probe(argument):\n    print('noise')\n    return [argument, 'ü']"

    assert run_probe(PYTHON, snippet, {"a": None}, home=home) == [{"a": None}, "ü"]


def test_it_runs_in_the_home_with_its_environment(home, tmp_path):
    snippet = "import os\ndef probe(names):\n    return [os.environ[n] for n in names], os.getcwd()"
    names, environment = ["HOME", "CAO_X"], {"CAO_X": "1"}

    there = run_probe(PYTHON, snippet, names, home=home, environment=environment)
    elsewhere = run_probe(
        PYTHON, snippet, names, home=home, environment=environment, folder=tmp_path
    )

    assert there == [[str(home.path), "1"], str(home.path)]
    assert elsewhere[1] == str(tmp_path)


def test_it_does_not_wait_for_threads_that_are_left(home):
    snippet = """
import threading, time

def probe(_):
    threading.Thread(target=time.sleep, args=(1000,)).start()
    return "done"
"""
    assert run_probe(PYTHON, snippet, None, home=home, timeout=20) == "done"


def test_it_keeps_the_traceback_of_what_failed(home):
    with pytest.raises(ProbeError, match="exit code 1: ZeroDivisionError") as raised:
        run_probe(PYTHON, "def probe(_):\n    return 1 / 0", None, home=home)

    assert "in probe" in raised.value.errors
    assert not raised.value.timed_out


def test_it_ends_a_snippet_that_does_not_return(home):
    with pytest.raises(ProbeError, match=r"within 0\.5 s") as raised:
        run_probe(
            PYTHON, "import time\ndef probe(_): time.sleep(1000)", None, home=home, timeout=0.5
        )

    assert raised.value.timed_out
