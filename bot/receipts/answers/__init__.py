"""Answers reach those who asked to hear of them, and they are asked once whether one helped."""
