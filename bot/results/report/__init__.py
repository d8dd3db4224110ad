"""The results as a report to print: a tagged PDF, made of what is public alone."""
