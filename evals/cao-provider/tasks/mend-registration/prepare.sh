. "$BASES/line-agent.sh"
add_line_agent --skip binary --skip enforcement --skip model-test --skip api-test --skip enforcement-test
rm -r .cao-scaffold ../answers.toml
git add -A
git -c user.name=x -c user.email=x@example.invalid commit -qm "Add line_agent"
