cat > answers.toml <<'END'
command = "shy-agent"

[[startup_prompts]]
pattern = "Do you trust the files in this folder[?]"
keys = ["Enter"]

[[startup_prompts]]
pattern = "Use the settings of this folder"
keys = ["y"]
END
cd cli-agent-orchestrator
cao-scaffold provider shy-agent --answers ../answers.toml
