"""Generated providers, each with one flaw, and the check that is meant for it."""

from typing import NamedTuple

MODULE = "src/cli_agent_orchestrator/providers/new_cli.py"
FIXTURES = "test/providers/fixtures/new_cli_"


class Mutant(NamedTuple):
    """`old` in the file `path` becomes `new`; `code` is the check that says so."""

    code: str
    what: str
    old: str
    new: str
    path: str = MODULE


_UNKNOWN = "        return TerminalStatus.UNKNOWN"
_UPWARDS = "for index in range(len(rows) - 1, -1, -1):"

MUTANTS = (
    Mutant("CAO601", "no syntax", "class NewCliProvider", "class class"),
    Mutant("CAO601", "no base class", "NewCliProvider(BaseProvider)", "NewCliProvider(object)"),
    Mutant("CAO602", "a shell not awaited", "await wait_for_shell(", "wait_for_shell("),
    Mutant("CAO602", "a state not awaited", "await wait_until_status(", "wait_until_status("),
    Mutant(
        "CAO603",
        "a sleep on the loop",
        "        ready = {",
        "        time.sleep(1)\n        ready = {",
    ),
    Mutant(
        "CAO604",
        "colours only",
        "strip_terminal_escapes",
        're.compile(r"\\x1b\\[[0-9;]*m").sub',
    ),
    Mutant(
        "CAO605",
        "an empty list allows",
        "self._allowed_tools is None or",
        "not self._allowed_tools or",
    ),
    Mutant(
        "CAO606",
        "a message not counted",
        "    def exit_cli(",
        "    def mark_input_received(self) -> None:\n        self._turns = 1\n\n    def exit_cli(",
    ),
    Mutant("CAO607", "the backend not asked", "self._resolve_native_status(buffer)", "None"),
    Mutant("CAO608", "MCP without a terminal", "CAO_TERMINAL_ID", "TERMINAL"),
    Mutant(
        "CAO609",
        "not in the table of enforcement",
        '    "new_cli": PROMPT,\n',
        "",
        "src/cli_agent_orchestrator/utils/enforcement.py",
    ),
    Mutant(
        "CAO610",
        "a key in a fixture",
        "\n",
        " sk-" + "a1b2c3d4e5f6a7b8c9d0\n",
        FIXTURES + "idle.txt",
    ),
    Mutant("CAO610", "an address", "\n", " someone@" + "somewhere.org\n", FIXTURES + "idle.txt"),
    Mutant("CAO611", "a pattern of nothing", "_IDLE = re.compile(r", '_IDLE = re.compile(r"x*|" r'),
    Mutant("CAO701", "an import that is not there", "import get_backend", "import get_back_end"),
    Mutant("CAO701", "no argument for the model", "        model: Optional[str] = None,\n", ""),
    Mutant("CAO701", "no exit", "    def exit_cli(", "    def exit_the_cli("),
    Mutant("CAO702", "an asynchronous state", "def get_status(", "async def get_status("),
    Mutant(
        "CAO702",
        "lines for a buffer",
        "def get_status(self, buffer: str)",
        "def get_status(self, buffer: str, tail_lines: int)",
    ),
    Mutant("CAO703", "nothing said of models", "def honors_model(", "def honours_model("),
    Mutant("CAO704", "unknown is an error", _UNKNOWN, _UNKNOWN.replace("UNKNOWN", "ERROR")),
    Mutant("CAO704", "unknown is idle", _UNKNOWN, _UNKNOWN.replace("UNKNOWN", "IDLE")),
    Mutant("CAO705", "questions not seen", "if _QUESTION.search(row)", "if False"),
    Mutant("CAO706", "the oldest mark wins", _UPWARDS, "for index in range(len(rows)):"),
    Mutant("CAO707", "another error", "raise OutputExtractionError(", "raise KeyError("),
    Mutant("CAO707", "no reply is an empty one", "        if not reply:\n", "        if False:\n"),
    Mutant(
        "CAO708",
        "a prompt inline and unquoted",
        "return shlex.join(words)",
        'return " ".join([*words, "--prompt", prompt])',
    ),
    Mutant("CAO709", "a file for all", "0o600", "0o644"),
    Mutant("CAO710", "no restriction", 'None or "*" in self._allowed_tools', "None or True"),
    Mutant(
        "CAO711",
        "an exponential pattern",
        "_IDLE = re.compile(r",
        '_WORDS = re.compile(r"^(?:\\w+\\s?)*:$")\n_IDLE = re.compile(r',
    ),
)
