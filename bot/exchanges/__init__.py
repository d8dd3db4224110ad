"""Exchanges: moderators make, announce, open, extend, close and reopen them."""
