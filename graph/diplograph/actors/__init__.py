"""Who is who: the authority of actors, and the mentions of an article resolved to it at its date."""

from diplograph.actors.authority import Authority, load_authority
from diplograph.actors.facts import facts_of
from diplograph.actors.mention import Mention, MentionKind, Resolution
from diplograph.actors.resolution import resolve

__all__ = ["Authority", "Mention", "MentionKind", "Resolution", "facts_of", "load_authority", "resolve"]
