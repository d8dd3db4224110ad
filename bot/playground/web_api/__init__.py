"""The Web API's methods, and what they change."""
