"""Nonsense at every entrance: harmless, made from a seed, so that what was found can be made again."""
