cat > answers.toml <<'END'
command = "wide-agent"
screen = "alternate"
END
cd cli-agent-orchestrator
cao-scaffold provider wide-agent --answers ../answers.toml
