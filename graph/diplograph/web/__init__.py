"""Reading from the web: politely, within bounds, and never from private addresses that nobody named."""
