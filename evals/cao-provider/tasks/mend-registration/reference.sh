cd cli-agent-orchestrator && git reset -q --hard HEAD~1 && cd ..
. "$BASES/line-agent.sh"
add_line_agent
