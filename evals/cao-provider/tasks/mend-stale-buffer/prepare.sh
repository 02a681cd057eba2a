cat > answers.toml <<'END'
command = "line-agent"
exit_command = "/quit"
idle_pattern = '^agent>(?: |$)'
echo_pattern = '^agent> \S'
processing_pattern = '^one moment'
response_pattern = '^bot:[ ]'
END
cd cli-agent-orchestrator
cao-scaffold provider line-agent --answers ../answers.toml
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
