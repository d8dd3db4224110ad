"""Several channels: an exchange runs in more channels than its own, each with its announcement and its digests."""
