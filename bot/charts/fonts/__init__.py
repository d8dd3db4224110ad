"""Fonts of the charts: Noto Sans, cut to the scripts that charts draw, and the width of each of its characters."""
