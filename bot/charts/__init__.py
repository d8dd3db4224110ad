"""Charts: one SVG writer, and PNG of the same. Texts and numbers come in as strings; no Slack, no SQL, no clock."""
