# Adds the provider for bin/line-agent to the tree, with more options of `cao-scaffold provider`.
add_line_agent() {
cat > answers.toml <<'END'
command = "line-agent"
exit_command = "/quit"
idle_pattern = '^agent>(?: |$)'
echo_pattern = '^agent> \S'
processing_pattern = '^one moment'
response_pattern = '^bot:[ ]'
END
cd cli-agent-orchestrator
cao-scaffold provider line-agent --answers ../answers.toml "$@"
}
