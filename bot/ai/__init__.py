"""AI services that the operator set up: embeddings and summaries, only where a workspace consents."""
