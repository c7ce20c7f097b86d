"""Article graphs into the merged graph: a pure function of the set of articles, kept up to date article by article."""

from diplograph.merge.keys import key_of, merged_iri
from diplograph.merge.parts import ArticleGraph, Contribution, take_apart
from diplograph.merge.plan import changes, merged

__all__ = ["ArticleGraph", "Contribution", "changes", "key_of", "merged", "merged_iri", "take_apart"]
