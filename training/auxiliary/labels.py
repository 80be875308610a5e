"""Label sets of the other corpora, and what of them means a frame type."""

ENTITIES = (
    "Person",
    "Organisation",
    "Location",
    "Miscellaneous",
    "Nationality",
    "Temporal",
    "Quantity",
    "Money",
    "Weapon",
    "MilitaryPlatform",
    "Vehicle",
    "DocumentReference",
)
"""Entity types; every corpus annotates some of them, see `ANNOTATED`."""

ANNOTATED = {
    "re3d": tuple(name for name in ENTITIES if name != "Miscellaneous"),
    "gum": ("Person", "Organisation", "Location"),
    "wikigold": ("Person", "Organisation", "Location", "Miscellaneous"),
    "uner": ("Person", "Organisation", "Location"),
}

NAMES = {
    "PER": "Person",
    "ORG": "Organisation",
    "LOC": "Location",
    "MISC": "Miscellaneous",
    "person": "Person",
    "organization": "Organisation",
    "place": "Location",
}

FILLS = ("perp_individual", "perp_org", "phys_tgt_id", "hum_tgt", "instrument_id")
"""MUC-4's slots that strings of the text fill; names and descriptions of human targets are one."""

PROPBANK = (
    "ARG0",
    "ARG1",
    "ARG2",
    "ARG3",
    "ARG4",
    "ARGM-LOC",
    "ARGM-TMP",
    "ARGM-DIR",
    "ARGM-MNR",
    "ARGM-CAU",
    "ARGM-PRP",
    "ARGM-NEG",
    "ARGM-MOD",
    "ARGM-ADV",
)

SPEECH = frozenset(
    """say.01 tell.01 report.01 announce.01 claim.01 state.01 add.01 declare.01 warn.01 deny.01 accuse.01 allege.01
    insist.01 admit.01 confirm.01 argue.01 note.01 explain.01 describe.01 maintain.01 acknowledge.01 disclose.01
    reveal.01""".split()
)
"""PropBank senses whose ARG0 says ARG1."""

QUESTIONS = ("who", "what", "when", "where", "why", "how", "how much", "how many", "how long")
"""QA-SRL's question words, active and passive apart: what is asked about the verb."""

TRIGGERS = {
    "Conflict:Attack": "attack clash airstrike shelling bombing chemical kill execute destroy capture abuse",
    "Life:Die": "kill execute",
    "Conflict:Demonstrate": "protest",
    "Justice:Arrest-Jail": "detain prosecute abduct",
    "Contact:Meet": "negotiate",
}
"""Frame types that an event type of M2E2 can be; its other types are wider than any of ours."""

STORIES = {
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "AID": "aid",
    "ACCUSE": "accuse",
    "THREATEN": "threaten",
    "REJECT": "deny",
    "REQUEST": "demand",
    "AGREE": "agree ceasefire",
    "CONSULT": "negotiate",
    "SUPPORT": "support",
    "ASSAULT": "attack kill injure airstrike shelling bombing chemical abduct abuse execute clash destroy",
    "COERCE": "detain block sanction prosecute abuse destroy",
    "RETREAT": "withdraw ceasefire release surrender agree",
    "MOBILIZE": "deploy",
}
"""Frame types of which a synthetic story's first sentences must hold one, by its PLOVER label."""

CERTAINTY = {
    ("CERTAIN", "POS", "PAST"): "actual",
    ("CERTAIN", "POS", "PRESENT"): "actual",
    ("CERTAIN", "POS", "FUTURE"): "planned",
    ("CERTAIN", "NEG", "PAST"): "negated",
    ("CERTAIN", "NEG", "PRESENT"): "negated",
    ("POSSIBLE", "POS", "PRESENT"): "possible",
    ("POSSIBLE", "POS", "NONE"): "possible",
    ("PROBABLE", "POS", "PRESENT"): "possible",
    ("POSSIBLE", "POS", "INFINITIVE"): "possible",
}
"""Modality of an event mention of MEANTIME by its certainty, polarity and tense, where they settle it."""


def kept_apart(labels: tuple[str, ...]) -> list[str]:
    """Word classes of span labels: none, then begin and inside of each."""
    return ["O", *(f"{mark}-{label}" for label in labels for mark in "BI")]
