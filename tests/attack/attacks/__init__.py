"""The attacks: each module is one, says what it exploits, and has a function `guess` from a case to guesses."""
