"""Texts that are too long, are no text, call everybody, or carry the secret."""

import re

import pytest

from cao_scaffold import receivers
from cao_scaffold.receivers import Receiver
from tests.delivery.child import Source
from tests.delivery.conftest import Run

pytestmark = pytest.mark.cao

MEGABYTE = 1_000_000
LIMITS = {"discord": 2000, "telegram": 4096}

both = pytest.mark.parametrize("kind", list(LIMITS))


def deliver(
    run: Run, receiver: Receiver, *texts: str, settings: dict[str, object] | None = None
) -> str:
    """Return all that arrived, as one, when the plugin has been torn down in order."""
    with run(receiver, settings=settings) as child:
        assert len(child.send(Source("cao-a", texts))) == len(texts)
        child.stop()
        assert child.warnings == ()
    assert not receiver.rejected
    return "\n".join(receiver.texts)


@both
def test_a_megabyte_arrives_cut_to_the_limit_and_says_so(run: Run, kind: str) -> None:
    words = "word " * (MEGABYTE // 5)
    with receivers.start(kind, limits=False) as receiver:
        arrived = deliver(run, receiver, words, "<after>")
        assert all(len(text) <= LIMITS[kind] for text in receiver.texts)
    said = re.search(r"… \(([\d,]+) characters left out\)", arrived)
    assert said
    assert 19_900 < 5 * arrived.count("word") <= 20_000
    assert abs(int(said[1].replace(",", "")) + 20_000 - MEGABYTE) < 100
    assert arrived.endswith("<after>")


@both
def test_a_megabyte_arrives_whole_where_the_settings_allow_it(run: Run, kind: str) -> None:
    lines = [f"line {number} of many" for number in range(MEGABYTE // 20)]
    settings: dict[str, object] = {"MAX_CHARS": 2 * MEGABYTE, "DRAIN_SECONDS": 60}
    with receivers.start(kind, limits=False) as receiver:
        arrived = deliver(run, receiver, "\n".join(lines), "<after>", settings=settings)
    assert re.findall(r"line \d+ of many", arrived) == lines
    assert arrived.endswith("<after>")


@both
@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ("\x1b[31mred\x1b[0m and \x1b]0;title\x07plain", "red and plain"),
        ("a\x00b\x01c\x07d\x08e\x7ff\x9bg", "abcdefg"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("left \ud83d right \ude00 pair", "left ? right ? pair"),
        ("\U0001f600" * 10, "\U0001f600" * 10),
    ],
    ids=["ansi", "controls", "line ends", "lone surrogates", "astral"],
)
def test_text_arrives_without_what_is_none(run: Run, kind: str, sent: str, wanted: str) -> None:
    with receivers.start(kind, limits=False) as receiver:
        arrived = deliver(run, receiver, f"<{sent}>", "<after>")
    assert f"<{wanted}>" in arrived
    assert "<after>" in arrived


@both
def test_text_of_nothing_but_controls_holds_nothing_up(run: Run, kind: str) -> None:
    with receivers.start(kind, limits=False) as receiver:
        texts = ["\x00" * 100, "\x1b[2J" * 100, "\ud800" * 100, "", "   \n", "<after>"]
        assert deliver(run, receiver, *texts).endswith("<after>")


@both
def test_nobody_is_called(run: Run, kind: str) -> None:
    with receivers.start(kind, limits=False) as receiver:
        calls = "@everyone @here <@123> <@&456> @somebody_else"
        arrived = deliver(run, receiver, *([calls] * 25))
        assert receiver.pings == 0
    assert arrived.count("everyone") == 25


@both
def test_the_secret_reaches_no_reader(run: Run, kind: str) -> None:
    with receivers.start(kind, limits=False) as receiver:
        secret = receiver.settings.get("BOT_TOKEN") or receiver.settings["WEBHOOK_URL"]
        arrived = deliver(run, receiver, f"<before> {secret} <after>", "x" * 19_980 + secret)
    assert "<before> [redacted] <after>" in arrived
    assert secret.rpartition("/")[2] not in arrived
