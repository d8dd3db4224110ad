"""Rules that several features share: who acts, who may, what is meant. No Block Kit."""
