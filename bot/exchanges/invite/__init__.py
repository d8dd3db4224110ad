"""Invitations by name: moderators put people and user groups on an exchange's list, and each is invited once."""
