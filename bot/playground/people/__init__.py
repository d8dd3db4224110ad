"""What a person of the pretend workspace can do, and the outcome."""
