"""Who is who: the authority of actors, and the mentions of an article resolved to it at its date."""
