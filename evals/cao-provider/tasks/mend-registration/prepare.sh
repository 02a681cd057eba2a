cat > answers.toml <<'END'
command = "line-agent"
exit_command = "/quit"
idle_pattern = '^agent>(?: |$)'
echo_pattern = '^agent> \S'
processing_pattern = '^one moment'
response_pattern = '^bot:[ ]'
END
cd cli-agent-orchestrator
cao-scaffold provider line-agent --answers ../answers.toml --skip binary --skip enforcement --skip model-test --skip api-test --skip enforcement-test
rm -r .cao-scaffold ../answers.toml
git add -A
git -c user.name=x -c user.email=x@example.invalid commit -qm "Add line_agent"
