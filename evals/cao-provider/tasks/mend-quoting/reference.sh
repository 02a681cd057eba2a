cd cli-agent-orchestrator
sed -i 's/return " ".join(words)/return shlex.join(words)/' src/cli_agent_orchestrator/providers/line_agent.py
