"""The page with an exchange's results: what it says, as plain data for its templates; no request and no SQL."""
