"""Article graphs into the merged graph: a pure function of the set of articles, kept up to date article by article.

    article graphs -> take_apart -> contributions (with their traits) -> blocks -> clusters -> merged nodes and links

:func:`merged` does it for a whole set; :func:`merged_partition` for what a shuffle by :func:`partition` brings together;
:func:`changes` for the articles that come to a stored graph or leave it, reading no more than the blocks that they touch.
All three end in the same triples. :func:`built` is a whole graph as one transaction.
"""

from diplograph.merge.blocks import blocks_of, partition
from diplograph.merge.origins import origins, text_of
from diplograph.merge.parts import ArticleGraph, Contribution, Parts, take_apart
from diplograph.merge.plan import changes
from diplograph.merge.reach import within_reach
from diplograph.merge.whole import article_node, built, merged, merged_partition

__all__ = [
    "ArticleGraph",
    "Contribution",
    "Parts",
    "article_node",
    "blocks_of",
    "built",
    "changes",
    "merged",
    "merged_partition",
    "origins",
    "partition",
    "take_apart",
    "text_of",
    "within_reach",
]
