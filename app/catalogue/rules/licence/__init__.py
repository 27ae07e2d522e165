"""The rule pack `driving-licence-renewal` (机动车驾驶证期满换证): its limits are data, its rules pure functions.

`read_pack` reads a version, `read_facts` what is known of a driver, `evaluate` gives the answer;
`limits_of` what classes ask of the body.
"""

from app.catalogue.rules.licence.answer import Answer
from app.catalogue.rules.licence.evaluate import evaluate
from app.catalogue.rules.licence.facts_reader import read_facts
from app.catalogue.rules.licence.limits import BodyLimits, limits_of, met
from app.catalogue.rules.licence.pack_reader import read_pack

__all__ = ["Answer", "BodyLimits", "evaluate", "limits_of", "met", "read_facts", "read_pack"]
