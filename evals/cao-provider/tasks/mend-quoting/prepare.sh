. "$BASES/line-agent.sh"
add_line_agent
sed -i 's/return shlex.join(words)/return " ".join(words)/' src/cli_agent_orchestrator/providers/line_agent.py
grep -q '" ".join(words)' src/cli_agent_orchestrator/providers/line_agent.py
rm -r .cao-scaffold ../answers.toml
git add -A
git -c user.name=x -c user.email=x@example.invalid commit -qm "Add line_agent"
