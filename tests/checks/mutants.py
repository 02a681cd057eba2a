"""Faults to be seeded into the good plugin: what is edited, and the check that is to see it."""

from typing import NamedTuple


class Mutant(NamedTuple):
    """Edits of one file, each (the text that is there once, new), and a check's code."""

    name: str
    code: str
    file: str
    edits: tuple[tuple[str, str], ...]


def _mutant(name: str, code: str, file: str, *edits: tuple[str, str]) -> Mutant:
    return Mutant(name, code, file, edits)


PROJECT, PLUGIN, SENDER = "pyproject.toml", "cao_relay/plugin.py", "cao_relay/sender.py"

_CLASS = "class RelayPlugin(CaoPlugin):\n"
_INIT = "        self.sender: Sender | None = None\n"
_SETUP = "        self.sender.start()\n"
_TEARDOWN = "            self.sender.stop()\n"
_END = '        self._put(f"{event.session_name} ended")\n'
_START = '        self._put(f"{event.session_name} started")\n'
_URL = '        if not url:\n            raise RuntimeError("CAO_RELAY_WEBHOOK_URL is not set")\n'
_KILLED = '    @hook("post_kill_session")\n'
_ASYNCIO = ("import logging\n", "import asyncio\nimport logging\n")
_HTTPX = ("import os\n", "import os\n\nimport httpx\n")
_TIME = ("import os\n", "import os\nimport time\n")


def _more(before: str, after: str) -> tuple[str, str]:
    """Return the edit that adds `after` behind `before`."""
    return before, before + after


# Seen in the files: exactly this check finds something.
READ = (
    _mutant("a syntax error", "CAO101", SENDER, ("def put(self, text", "def put(self text")),
    _mutant("no entry point", "CAO102", PROJECT, ('entry-points."cao.plugins"', "scripts")),
    _mutant("another group", "CAO102", PROJECT, ('"cao.plugins"', '"cao.plugin"')),
    _mutant("no such module", "CAO103", PROJECT, ("cao_relay.plugin:", "cao_relay.relay:")),
    _mutant("no such class", "CAO103", PROJECT, (":RelayPlugin", ":RelayPlugIn")),
    _mutant("a module for a class", "CAO103", PROJECT, (":RelayPlugin", "")),
    _mutant("setuptools", "CAO104", PROJECT, ('"hatchling.build"', '"setuptools.build_meta"')),
    _mutant("a backend not required", "CAO104", PROJECT, ('["hatchling"]', "[]")),
    _mutant("another project name", "CAO105", PROJECT, ('"cao-relay"', '"cao-courier"')),
    _mutant(
        "a wheel of a folder that is not there",
        "CAO105",
        PROJECT,
        (
            "[tool.pytest",
            '[tool.hatch.build.targets.wheel]\npackages = ["relay"]\n\n[tool.pytest',
        ),
    ),
    _mutant("no Python floor", "CAO106", PROJECT, ('requires-python = ">=3.10"\n', "")),
    _mutant("an old Python floor", "CAO106", PROJECT, ('">=3.10"', '">=3.8"')),
    _mutant("CAO not required", "CAO107", PROJECT, ('    "cli-agent-orchestrator>=2.1.1",\n', "")),
    _mutant("httpx not required", "CAO108", PROJECT, ('    "httpx>=0.27",\n', "")),
    _mutant(
        "dotenv because CAO brings it",
        "CAO108",
        PLUGIN,
        ("import os\n", "import os\n\nfrom dotenv import load_dotenv\n"),
    ),
    _mutant("an untold variable", "CAO109", PLUGIN, ('get("CAO_RELAY_TIME', 'get("CAO_RELAY_LIFE')),
    _mutant(
        "an untold variable by a prefix",
        "CAO109",
        PLUGIN,
        (_CLASS, 'PREFIX = "CAO_RELAY_"\n\n\n' + _CLASS),
        ('os.environ.get("CAO_RELAY_TIMEOUT", "5")', 'os.getenv(f"{PREFIX}PATIENCE", "5")'),
    ),
    _mutant(
        "an untold variable by a reader",
        "CAO109",
        PLUGIN,
        (
            _CLASS,
            "def number(name: str) -> str:\n"
            '    return os.environ.get("CAO_RELAY_" + name, "5")\n\n\n' + _CLASS,
        ),
        ('os.environ.get("CAO_RELAY_TIMEOUT", "5")', 'number("PATIENCE")'),
    ),
    _mutant("libtmux in pytest", "CAO110", PROJECT, ('"-p no:libtmux"', '"-q"')),
    _mutant("no base class", "CAO201", PLUGIN, ("RelayPlugin(CaoPlugin)", "RelayPlugin")),
    _mutant("a constructor's argument", "CAO202", PLUGIN, ("t__(self)", "t__(self, url: str)")),
    _mutant("a keyword to construct", "CAO202", PLUGIN, ("t__(self)", "t__(self, *, url: str)")),
    _mutant(
        "a client in the constructor",
        "CAO203",
        PLUGIN,
        _HTTPX,
        _more(_INIT, "        self.client = httpx.Client()\n"),
    ),
    _mutant(
        "a thread in the constructor",
        "CAO203",
        PLUGIN,
        ("import os\n", "import os\nimport threading\n"),
        _more(
            _INIT,
            "        self.thread = threading.Thread(target=print)\n        self.thread.start()\n",
        ),
    ),
    _mutant(
        "a database in a method that the constructor calls",
        "CAO203",
        PLUGIN,
        ("import os\n", "import os\nimport sqlite3\n"),
        _more(
            _INIT,
            "        self._open()\n\n    def _open(self) -> None:\n"
            '        self.database = sqlite3.connect("relay.db")\n',
        ),
    ),
    _mutant("a hook that is no coroutine", "CAO204", PLUGIN, ("async def on_end", "def on_end")),
    _mutant(
        "a hook without an event",
        "CAO205",
        PLUGIN,
        ("on_end(self, event: cao.PostKillSessionEvent)", "on_end(self)"),
        (_END, '        self._put("ended")\n'),
    ),
    _mutant("a hook of two", "CAO205", PLUGIN, ("on_end(self, event", "on_end(self, name, event")),
    _mutant("another event's class", "CAO206", PLUGIN, ("PostKillSession", "PostKillTerminal")),
    _mutant(
        "another event's class as text",
        "CAO206",
        PLUGIN,
        ("cao.PostKillSessionEvent", '"cao.PostKillTerminalEvent"'),
    ),
    _mutant("a misspelt event", "CAO207", PLUGIN, ('"post_kill_session"', '"post_kill_sesion"')),
    _mutant("an event of no kind", "CAO207", PLUGIN, ('"post_kill_session"', '"everything"')),
    _mutant("a hook that names none", "CAO207", PLUGIN, ('@hook("post_kill_session")', "@hook")),
    _mutant("stacked hooks", "CAO208", PLUGIN, _more(_KILLED, '    @hook("post_kill_terminal")\n')),
    _mutant(
        "a static hook",
        "CAO209",
        PLUGIN,
        (_KILLED, "    @staticmethod\n" + _KILLED),
        ("on_end(self, event", "on_end(plugin, event"),
        (_END, ""),
        ("PostKillSessionEvent) -> None:\n", "PostKillSessionEvent) -> None:\n        pass\n"),
    ),
    _mutant(
        "a hook outside of the class",
        "CAO209",
        PLUGIN,
        (_CLASS, f'@hook("post_kill_terminal")\nasync def on_kill(event):\n    pass\n\n\n{_CLASS}'),
    ),
    _mutant(
        "a hook in a function",
        "CAO209",
        PLUGIN,
        _more(
            _INIT,
            '\n        @hook("post_kill_terminal")\n        async def on_kill(event):\n'
            "            pass\n",
        ),
    ),
    _mutant(
        "a plugin that nothing registers",
        "CAO209",
        PLUGIN,
        (
            _CLASS,
            'class Other(cao.CaoPlugin):\n    @cao.hook("post_kill_terminal")\n'
            f"    async def on_kill(self, event):\n        pass\n\n\n{_CLASS}",
        ),
    ),
    _mutant("two hooks of one name", "CAO210", PLUGIN, ("def on_start", "def on_end")),
    _mutant(
        "a lock from setup()",
        "CAO301",
        PLUGIN,
        _ASYNCIO,
        _more(_SETUP, "        self.lock = asyncio.Lock()\n"),
        (_END, '        async with self.lock:\n            self._put("ended")\n'),
    ),
    _mutant(
        "a queue of asyncio, touched in a hook",
        "CAO301",
        PLUGIN,
        _ASYNCIO,
        _more(_SETUP, "        self.queue = asyncio.Queue()\n"),
        (_END, '        self.queue.put_nowait("ended")\n'),
    ),
    _mutant(
        "a task that nothing awaits",
        "CAO302",
        PLUGIN,
        _ASYNCIO,
        (_END, "        asyncio.create_task(asyncio.sleep(1))\n"),
    ),
    _mutant(
        "a task on the running loop, kept",
        "CAO302",
        PLUGIN,
        _ASYNCIO,
        (_END, "        self.t = asyncio.get_running_loop().create_task(asyncio.sleep(1))\n"),
    ),
    _mutant(
        "a sleep in setup()", "CAO303", PLUGIN, _TIME, _more(_SETUP, "        time.sleep(1)\n")
    ),
    _mutant(
        "a blocking request in what a hook calls",
        "CAO303",
        PLUGIN,
        _HTTPX,
        (
            "    def _put(self, text: str) -> None:\n",
            "    def _put(self, text: str) -> None:\n        httpx.post(text)\n",
        ),
    ),
    _mutant(
        "a client that blocks in a hook",
        "CAO303",
        PLUGIN,
        _HTTPX,
        _more(_SETUP, "        self.client = httpx.Client()\n"),
        (_END, '        self.client.post("http://localhost")\n'),
    ),
    _mutant(
        "a request in a hook",
        "CAO304",
        PLUGIN,
        _HTTPX,
        (
            _END,
            "        async with httpx.AsyncClient() as client:\n"
            '            await client.post("http://localhost")\n',
        ),
    ),
    _mutant("an exit in a hook", "CAO305", PLUGIN, (_END, "        raise SystemExit(1)\n")),
    _mutant(
        "a cancellation in a hook",
        "CAO305",
        PLUGIN,
        _ASYNCIO,
        (_END, "        raise asyncio.CancelledError\n"),
    ),
    _mutant(
        "a refusal after opening",
        "CAO306",
        PLUGIN,
        _HTTPX,
        (_URL, "        self.client = httpx.Client()\n" + _URL),
    ),
    _mutant("an enum in an f-string", "CAO401", PLUGIN, ("{kind}", "{event.orchestration_type}")),
    _mutant(
        "an enum in a log line",
        "CAO401",
        PLUGIN,
        (
            '        self._put(f"{kind}: {event.message}")\n',
            '        logger.info("%s: %s", event.orchestration_type, kind)\n',
        ),
    ),
    _mutant("an error's text", "CAO402", SENDER, ("error.response.status_code", "error")),
    _mutant(
        "an error's traceback",
        "CAO402",
        SENDER,
        (
            'logger.warning("refused: %s", error.response.status_code)',
            'logger.exception("refused")',
        ),
    ),
)


# Seen when it runs: this check finds something, whatever the files say.
RUN = (
    _mutant("a requirement of nobody", "CAO501", PROJECT, ('"httpx>=0.27"', '"httpx>=9999"')),
    _mutant(
        "an import of nothing",
        "CAO502",
        PLUGIN,
        ("import os\n", "import os\nfrom string import nothing\n"),
    ),
    _mutant("an exit in setup()", "CAO502", PLUGIN, _more(_SETUP, "        raise SystemExit(3)\n")),
    _mutant("an error in a hook", "CAO503", PLUGIN, ("event.session_name} ended", "event.agent}")),
    _mutant("an exit in a hook", "CAO503", PLUGIN, (_END, "        raise SystemExit(1)\n")),
    _mutant(
        "a client from setup()",
        "CAO503",
        PLUGIN,
        _HTTPX,
        _more(_SETUP, "        self.url, self.client = url, httpx.AsyncClient()\n"),
        (_END, "        await self.client.post(self.url)\n"),
    ),
    _mutant(
        "a hook that waits for good",
        "CAO504",
        PLUGIN,
        _ASYNCIO,
        (_END, "        await asyncio.get_running_loop().create_future()\n"),
    ),
    _mutant(
        "a hook that waits for its destination",
        "CAO505",
        PLUGIN,
        _HTTPX,
        _more(_SETUP, "        self.url = url\n"),
        (_END, "        httpx.post(self.url)\n"),
    ),
    _mutant("an address in the log", "CAO506", PLUGIN, _more(_SETUP, "        logger.info(url)\n")),
    _mutant(
        "httpx as it is",
        "CAO506",
        SENDER,
        ('logging.getLogger("httpx").setLevel(logging.WARNING)\n', ""),
    ),
    _mutant(
        "a socket in the constructor",
        "CAO507",
        PLUGIN,
        ("import os\n", "import os\nimport socket\n"),
        _more(_INIT, "        self.socket = socket.socket()\n"),
    ),
    _mutant(
        "a thread for the MCP servers",
        "CAO507",
        PLUGIN,
        ("import os\n", "import os\nimport threading\nimport time\n"),
        _more(
            _INIT,
            "\n    def on_mcp_server(self, mcp: object) -> None:\n"
            "        threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n",
        ),
    ),
    _mutant("an error at the end", "CAO508", PLUGIN, _more(_TEARDOWN, "            self.stop()\n")),
    _mutant(
        "a start that works once",
        "CAO509",
        PLUGIN,
        (_CLASS, f"SENDERS: list[Sender] = []\n\n\n{_CLASS}"),
        _more(_SETUP, '        if SENDERS:\n            raise RuntimeError("twice")\n'),
        _more(_TEARDOWN, "            SENDERS.append(self.sender)\n"),
    ),
)
