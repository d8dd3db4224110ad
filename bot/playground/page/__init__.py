"""The page on which people use the pretend workspace, and its HTTP interface."""
