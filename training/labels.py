"""The closed label sets of the engine, in the order of the network's outputs."""

from sitrep.model.frame import MODALITIES, ROLES

TYPES = tuple(
    """clash airstrike shelling bombing chemical attack execute kill injure abduct detain abuse destroy
    hold capture advance withdraw surrender present deploy support ally govern displace evacuate return trap
    aid block need agree ceasefire violate negotiate release demand threaten accuse deny protest sanction
    prosecute""".split()
)
"""Frame types of the annotation guidelines."""

TAGS = ("O", *TYPES, "I")
"""Trigger tags: outside, the type at a trigger's first word, inside for its further words."""

UNKNOWN_TYPE = len(TYPES)
"""Type index that stands for "not known" where the role head is trained without the type."""

SAID = ("none", "said", "direct")
KEYS = (*ROLES, "source", "cue", "via", "said_origin")
"""Span keys of the role head: each has its own outside / begin / inside decision."""

LOCAL_KEYS = len(ROLES)
"""The first so many keys are looked for in the trigger's own sentence only, the others in the whole
window."""

MODALITY_INDEX = {name: index for index, name in enumerate(MODALITIES)}
