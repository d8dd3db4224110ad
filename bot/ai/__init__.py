"""The way out: vectors and summaries by services that the host set up, only where a workspace lets comments go."""
