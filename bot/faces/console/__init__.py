"""The terminal: a chat, a tour, and calls that answer once and end."""
