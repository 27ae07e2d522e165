"""Rule packs that give points (积分): who belongs to which class, what counts, what a score opens. All of it is data.

`read_pack` reads a version, `read_facts` what is known of a person, `evaluate` gives the answer; `facts_of_answers`
turns the answers of a form into facts.
"""

from app.catalogue.rules.points.answer import Answer
from app.catalogue.rules.points.evaluate import evaluate
from app.catalogue.rules.points.facts_reader import facts_of_answers, read_facts
from app.catalogue.rules.points.pack import PointsPack
from app.catalogue.rules.points.pack_reader import read_pack

__all__ = ["Answer", "PointsPack", "evaluate", "facts_of_answers", "read_facts", "read_pack"]
