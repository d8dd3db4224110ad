"""Worlds to attack: what people do, played through the real bot, or through a small rebuilt bot that leaks."""
