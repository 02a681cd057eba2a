cd cli-agent-orchestrator
python3 - <<'END'
from pathlib import Path

module = Path("src/cli_agent_orchestrator/providers/line_agent.py")
text = module.read_text()
bad = "        if any(_WORKING.search(row) for row in rows):\n            return TerminalStatus.PROCESSING\n"
assert bad in text
module.write_text(text.replace(bad, "", 1))
END
