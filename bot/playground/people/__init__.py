"""What a person of the pretend workspace can do, and what came of it."""
