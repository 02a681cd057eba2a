cao-scaffold remove provider line-agent --repo cli-agent-orchestrator
