mkdir kept && cp cli-agent-orchestrator/src/cli_agent_orchestrator/providers/line_agent.py kept/
cd cli-agent-orchestrator && git reset -q --hard HEAD~1 && cd ..
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
