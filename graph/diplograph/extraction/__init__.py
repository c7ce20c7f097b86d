"""What an article says: its events (who did what to whom) and its statements (who said what)."""
