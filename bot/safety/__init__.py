"""Safety: contacts are alerted to signs of danger until one of them takes care."""
