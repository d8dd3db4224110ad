"""Installs: many workspaces in one bot. OAuth, tokens kept and renewed, and what happens after an uninstall."""
