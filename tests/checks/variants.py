"""Other ways to write the good plugin: what no check may find fault with."""

from tests.checks.mutants import PLUGIN, PROJECT, SENDER, Mutant

_CLASS = "class RelayPlugin(CaoPlugin):\n"
_SETUP = "        self.sender.start()\n"
_END = '        self._put(f"{event.session_name} ended")\n'
_START = '        self._put(f"{event.session_name} started")\n'
_IMPORTS = ("import logging\n", "import asyncio\nimport logging\n")


def _variant(name: str, file: str, *edits: tuple[str, str]) -> Mutant:
    return Mutant(name, "", file, edits)


VARIANTS = (
    _variant(
        "a queue fed through the server's loop",
        PLUGIN,
        _IMPORTS,
        (
            _SETUP,
            _SETUP + "        self.loop = asyncio.get_running_loop()\n"
            "        self.queue = asyncio.Queue()\n",
        ),
        (_END, '        self.loop.call_soon_threadsafe(self.queue.put_nowait, "ended")\n'),
    ),
    _variant(
        "a coroutine sent to the server's loop",
        PLUGIN,
        _IMPORTS,
        (
            _SETUP,
            _SETUP + "        self.loop = asyncio.get_running_loop()\n"
            "        self.queue = asyncio.Queue()\n",
        ),
        (_END, '        asyncio.run_coroutine_threadsafe(self.queue.put("ended"), self.loop)\n'),
    ),
    _variant(
        "a lock used by a hook of the server's loop",
        PLUGIN,
        _IMPORTS,
        (_SETUP, _SETUP + "        self.lock = asyncio.Lock()\n"),
        (_START, '        async with self.lock:\n            self._put("started")\n'),
    ),
    _variant(
        "tasks that the hook waits for",
        PLUGIN,
        _IMPORTS,
        (
            _END,
            "        task = asyncio.create_task(asyncio.sleep(0))\n        await task\n"
            "        tasks = [asyncio.create_task(asyncio.sleep(0))]\n"
            "        await asyncio.gather(*tasks)\n",
        ),
    ),
    _variant(
        "a cancellation let through",
        PLUGIN,
        _IMPORTS,
        (
            _END,
            "        try:\n            await asyncio.sleep(0)\n"
            "        except asyncio.CancelledError:\n            raise\n",
        ),
    ),
    _variant(
        "a file read in the constructor",
        PLUGIN,
        (
            "        self.sender: Sender | None = None\n",
            "        self.sender: Sender | None = None\n"
            "        with open(__file__) as file:\n            self.text = file.read()\n",
        ),
    ),
    _variant(
        "an optional import",
        PLUGIN,
        (
            "import os\n",
            "import os\nfrom typing import TYPE_CHECKING\n\ntry:\n    import redis\n"
            "except ImportError:\n    redis = None\nif TYPE_CHECKING:\n    import numpy\n",
        ),
    ),
    _variant(
        "a base class and its hook",
        PLUGIN,
        (
            _CLASS,
            'class Base(CaoPlugin):\n    @hook("post_kill_terminal")\n'
            "    async def on_kill(self, event: cao.CaoEvent) -> None:\n        pass\n\n\n"
            "class RelayPlugin(Base):\n",
        ),
    ),
    _variant(
        "the event's name in a constant",
        PLUGIN,
        (_CLASS, f'ENDED = "post_kill_session"\n\n\n{_CLASS}'),
        ('@hook("post_kill_session")', "@hook(ENDED)"),
    ),
    _variant("the enum's repr", PLUGIN, ("{kind}", "{event.orchestration_type!r}")),
    _variant("an extra requirement", PROJECT, ('"httpx>=0.27",', '"httpx[http2]>=0.27",')),
    _variant("pytest's options as a list", PROJECT, ('"-p no:libtmux"', '["-p", "no:libtmux"]')),
    _variant("a newer Python floor", PROJECT, ('">=3.10"', '">=3.11,<4"')),
    _variant("the error's name", SENDER, ("error.response.status_code", "type(error).__name__")),
)
