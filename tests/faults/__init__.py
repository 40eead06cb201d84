"""Real processes, killed on purpose: what was accepted is never lost, and nothing is sent after it was answered."""
