"""Whether a graph is well-formed: by the SHACL shapes of the ontology, every quote by its article, every direct triple by events.

Articles' graphs are checked one by one, so memory does not grow with their number. The shapes are those of ontology/shapes.ttl,
read into a checker that knows what they use of SHACL: pySHACL finds the same (a test compares the two), but takes many times
as long.
"""

from diplograph.validation.article import check_article
from diplograph.validation.report import Problem, ValidationReport
from diplograph.validation.whole import validate

__all__ = ["Problem", "ValidationReport", "check_article", "validate"]
