. "$BASES/line-agent.sh"
add_line_agent
git add -A
git -c user.name=x -c user.email=x@example.invalid commit -qm "Add line_agent"
