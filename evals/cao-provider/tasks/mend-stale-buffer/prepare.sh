. "$BASES/line-agent.sh"
add_line_agent
python3 - <<'END'
from pathlib import Path

module = Path("src/cli_agent_orchestrator/providers/line_agent.py")
text = module.read_text()
old = "        for index in range(len(rows) - 1, -1, -1):\n"
assert old in text
new = "        if any(_WORKING.search(row) for row in rows):\n            return TerminalStatus.PROCESSING\n"
module.write_text(text.replace(old, new + old, 1))
END
rm -r .cao-scaffold ../answers.toml
git add -A
git -c user.name=x -c user.email=x@example.invalid commit -qm "Add line_agent"
