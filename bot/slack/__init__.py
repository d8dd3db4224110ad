"""Slack's own things that features share: middleware, blocks, modals, commands, outbox, profiles, membership."""
