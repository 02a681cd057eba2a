. "$BASES/line-agent.sh"
add_line_agent
