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
sed -i 's/return shlex.join(words)/return " ".join(words)/' src/cli_agent_orchestrator/providers/line_agent.py
grep -q '" ".join(words)' src/cli_agent_orchestrator/providers/line_agent.py
rm -r .cao-scaffold ../answers.toml
git add -A
git -c user.name=x -c user.email=x@example.invalid commit -qm "Add line_agent"
