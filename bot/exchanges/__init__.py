"""Host: moderators make an exchange, open it, tell of it, change its dates, close it."""
