"""Each row of the table of frame types: claim kinds and codes, rule by rule."""

import pytest
from tests.extract.builders import Report, days, fighters, number, party, place

from sitrep.codebook import frames

SDF = party("SDF", "Syrian Democratic Forces", kind="armed_group")
ARMY = party("The army", "Syrian Arab Army", kind="state_force")
CIVILIANS = party("civilians", kind="civilians")
SENTENCE = "The army and SDF and civilians and militants were in Idlib: word."
MILITANTS = fighters("militants", "Islamic State")

KINDS = {
    "clash": "event", "airstrike": "event", "shelling": "event", "bombing": "event", "chemical": "event",
    "attack": "event", "execute": "event", "kill": "figure", "injure": "figure", "abduct": "event",
    "detain": "event", "abuse": "event", "destroy": "event", "hold": "control", "capture": "control",
    "advance": "event", "withdraw": "control", "surrender": "event", "present": "figure",
    "deploy": "event", "support": "relation", "ally": "relation", "govern": "event", "displace": "figure",
    "evacuate": "movement", "return": "movement", "trap": "figure", "aid": "access", "block": "access",
    "need": "access", "agree": "deal", "ceasefire": "deal", "violate": "deal", "negotiate": "deal",
    "release": "event", "demand": "statement", "threaten": "statement", "accuse": "statement",
    "deny": "statement", "protest": "event", "sanction": "event", "prosecute": "event",
}  # fmt: skip

ROWS = [
    # type, trigger, roles → PLOVER, mode, CAMEO, ACLED
    ("clash", "fought", {}, ("ASSAULT", "", "190", "Armed clash")),
    ("clash", "gunfight", {}, ("ASSAULT", "firearms", "193", "Armed clash")),
    ("airstrike", "airstrike", {}, ("ASSAULT", "aerial", "195", "Air/drone strike")),
    ("airstrike", "drone strike", {}, ("ASSAULT", "drone", "195", "Air/drone strike")),
    ("shelling", "shelled", {}, ("ASSAULT", "heavy-weapons", "194", "Shelling/artillery/missile attack")),
    ("bombing", "roadside bomb", {}, ("ASSAULT", "explosives", "1833", "Remote explosive/landmine/IED")),
    ("bombing", "suicide car bomb", {}, ("ASSAULT", "suicide-attack", "1831", "Suicide bomb")),
    ("bombing", "grenade", {}, ("ASSAULT", "explosives", "183", "Grenade")),
    ("chemical", "gassed", {}, ("ASSAULT", "unconventional", "204", "Chemical weapon")),
    ("attack", "attacked", {"target": CIVILIANS}, ("ASSAULT", "", "18", "Attack")),
    ("attack", "attacked", {"target": MILITANTS}, ("ASSAULT", "", "190", "Armed clash")),
    ("execute", "beheaded", {}, ("ASSAULT", "targeted", "1823", "Attack")),
    ("execute", "massacre", {}, ("ASSAULT", "targeted", "202", "Attack")),
    ("execute", "assassinated", {}, ("ASSAULT", "targeted", "186", "Attack")),
    ("kill", "killed", {}, ("ASSAULT", "", "18", "")),
    ("kill", "killed", {"instrument": "airstrike"}, ("ASSAULT", "aerial", "195", "Air/drone strike")),
    ("kill", "killed", {"agent": ARMY, "target": CIVILIANS}, ("ASSAULT", "", "18", "Attack")),
    ("kill", "killed", {"agent": ARMY, "target": MILITANTS}, ("ASSAULT", "", "19", "Armed clash")),
    ("injure", "wounded", {"instrument": "sniper"}, ("ASSAULT", "firearms", "193", "Armed clash")),
    ("abduct", "kidnapped", {}, ("ASSAULT", "abduct", "181", "Abduction/forced disappearance")),
    ("abduct", "human shields", {}, ("ASSAULT", "abduct", "184", "Abduction/forced disappearance")),
    ("detain", "arrested", {"target": CIVILIANS}, ("COERCE", "arrest", "173", "Arrests")),
    ("detain", "captured", {"target": MILITANTS}, ("ASSAULT", "abduct", "173", "Arrests")),
    ("abuse", "raped", {}, ("ASSAULT", "sexual", "1821", "Sexual violence")),
    ("abuse", "tortured", {}, ("ASSAULT", "torture", "1822", "Attack")),
    ("destroy", "burned", {}, ("ASSAULT", "destroy", "1712", "Looting/property destruction")),
    ("destroy", "looted", {}, ("ASSAULT", "destroy", "171", "Looting/property destruction")),
    ("hold", "control", {}, ("", "", "", "")),
    ("capture", "seized", {"agent": ARMY}, ("COERCE", "seize", "192", "Government regains territory")),
    ("capture", "seized", {"agent": SDF}, ("COERCE", "seize", "192", "Non-state actor overtakes territory")),
    ("capture", "handed over to", {"agent": ARMY},
     ("COERCE", "seize", "192", "Non-violent transfer of territory")),
    ("capture", "seized", {}, ("COERCE", "seize", "192", "Battles")),
    ("advance", "pushed into", {}, ("ASSAULT", "", "190", "Armed clash")),
    ("advance", "encircled", {}, ("COERCE", "restrict", "191", "Armed clash")),
    ("withdraw", "left", {}, ("RETREAT", "withdraw", "0874", "Non-violent transfer of territory")),
    ("surrender", "surrendered", {}, ("RETREAT", "disarm", "0874", "Agreement")),
    ("present", "remain", {}, ("", "", "", "")),
    ("deploy", "deployed", {}, ("MOBILIZE", "troops", "154", "Change to group/activity")),
    ("deploy", "sent", {"instrument": "tanks"}, ("MOBILIZE", "weapons", "154", "Change to group/activity")),
    ("support", "backed", {}, ("SUPPORT", "", "05", "")),
    ("support", "armed", {}, ("AID", "", "072", "")),
    ("ally", "allied", {}, ("", "", "", "")),
    ("govern", "elected", {}, ("", "", "", "Change to group/activity")),
    ("displace", "fled", {"agent": ARMY}, ("SANCTION", "expel", "174", "Other")),
    ("evacuate", "evacuated", {}, ("RETREAT", "access", "0863", "Agreement")),
    ("return", "returned", {}, ("", "", "", "Other")),
    ("trap", "trapped", {}, ("COERCE", "restrict", "191", "")),
    ("aid", "delivered", {}, ("AID", "", "073", "")),
    ("block", "blocked", {}, ("COERCE", "withhold", "191", "")),
    ("need", "hunger", {}, ("", "", "", "")),
    ("agree", "agreed", {}, ("AGREE", "", "03", "Agreement")),
    ("agree", "signed a treaty", {}, ("AGREE", "", "057", "Agreement")),
    ("ceasefire", "truce", {}, ("RETREAT", "ceasefire", "0871", "Agreement")),
    ("violate", "breached", {}, ("ASSAULT", "", "196", "")),
    ("negotiate", "talks", {}, ("CONSULT", "", "046", "Agreement")),
    ("negotiate", "talks", {"mediator": SDF}, ("CONSULT", "third-party", "045", "Agreement")),
    ("negotiate", "conference", {}, ("CONSULT", "multilateral", "046", "Agreement")),
    ("release", "freed", {}, ("RETREAT", "release", "0841", "Agreement")),
    ("demand", "urged", {}, ("REQUEST", "", "10", "")),
    ("threaten", "threatened", {}, ("THREATEN", "", "13", "")),
    ("threaten", "ultimatum", {}, ("THREATEN", "", "139", "")),
    ("accuse", "blamed", {}, ("ACCUSE", "allege", "112", "")),
    ("accuse", "condemned", {}, ("ACCUSE", "disapprove", "11", "")),
    ("deny", "rejected", {}, ("REJECT", "", "12", "")),
    ("protest", "rally", {}, ("PROTEST", "demo", "141", "Peaceful protest")),
    ("protest", "rioted", {}, ("PROTEST", "riot", "145", "Violent demonstration")),
    ("sanction", "sanctions", {}, ("SANCTION", "discontinue", "163", "")),
    ("attack", "tear gas", {}, ("ASSAULT", "crowd-control", "175", "Attack")),
    ("attack", "machetes", {"target": CIVILIANS}, ("ASSAULT", "primitive", "18", "Attack")),
    ("attack", "knives", {"target": MILITANTS}, ("ASSAULT", "primitive", "190", "Armed clash")),
    ("kill", "stabbed", {"target": CIVILIANS}, ("ASSAULT", "primitive", "18", "Attack")),
    ("govern", "curfew", {}, ("COERCE", "curfew", "1723", "Change to group/activity")),
    ("govern", "declared martial law", {}, ("COERCE", "martial-law", "1724", "Change to group/activity")),
    ("displace", "deported", {}, ("COERCE", "deport", "174", "Other")),
    ("protest", "vandalised", {}, ("PROTEST", "vandalize", "145", "Peaceful protest")),
    ("prosecute", "convicted", {}, ("SANCTION", "convict", "173", "Arrests")),
    ("prosecute", "investigation", {}, ("ACCUSE", "investigate", "09", "")),
]  # fmt: skip


@pytest.mark.parametrize("type_name", sorted(KINDS))
def test_every_type_yields_its_primary_kind(type_name: str) -> None:
    report = Report(SENTENCE.replace("word", "verb")).frame(
        type_name, "verb", agent=ARMY, target=CIVILIANS, origin=place("Idlib")
    )
    claims = report.claims()
    assert claims[0].kind == KINDS[type_name] == frames.load().types[type_name].kinds[0]
    assert len({claim.id for claim in claims}) == len(claims)
    assert len({claim.frame for claim in claims}) == 1


@pytest.mark.parametrize(("type_name", "trigger", "roles", "codes"), ROWS)
def test_codes_of_the_table(type_name: str, trigger: str, roles: dict, codes: tuple[str, ...]) -> None:
    extra = f" {roles['instrument']}" if "instrument" in roles else ""
    report = Report(SENTENCE.replace("word", trigger) + extra).frame(type_name, trigger, **roles)
    found = report.claims()[0].codes
    assert (found.plover, found.plover_mode, found.cameo, found.acled) == codes
    assert found.rule.startswith(("harm.", f"{type_name}."))


@pytest.mark.parametrize(
    ("type_name", "plover", "cameo"),
    [("withdraw", "CONCEDE", "0356"), ("release", "CONCEDE", "0353"), ("ceasefire", "CONCEDE", "0356"),
     ("surrender", "CONCEDE", "0356"), ("aid", "AGREE", "0333"), ("support", "AGREE", "0332"),
     ("negotiate", "AGREE", "036")],
)  # fmt: skip
def test_what_is_only_announced_is_conceded_or_agreed(type_name: str, plover: str, cameo: str) -> None:
    report = Report("They will do it in Idlib.").frame(
        type_name, "do", modality="planned", origin=place("Idlib")
    )
    codes = report.claims()[0].codes
    assert (codes.plover, codes.plover_mode, codes.cameo) == (plover, "", cameo)


@pytest.mark.parametrize(
    ("threat", "mode", "cameo"),
    [
        ("to attack the city", "violence", "138"),
        ("to annex the valley", "territory", "1382"),
        ("a blockade of the port", "restrict", "1312"),
        ("to expel the envoys", "expel", "136"),
        ("to arrest its leaders", "arrest", "132"),
        ("to cut ties", "relations", "1313"),
    ],
)
def test_a_threat_is_coded_by_what_is_threatened(threat: str, mode: str, cameo: str) -> None:
    report = Report(f"The army threatened {threat}.").frame(
        "threaten", "threatened", agent=ARMY, topic=threat
    )
    codes = report.claims()[0].codes
    assert (codes.plover, codes.plover_mode, codes.cameo) == ("THREATEN", mode, cameo)


def test_the_codebook_hierarchy_decides_between_tactics() -> None:
    report = Report("Warplanes dropped chlorine barrel bombs.").frame(
        "airstrike", "dropped", instrument="chlorine barrel bombs"
    )
    assert report.claim().codes.acled == "Chemical weapon"


def test_a_death_takes_its_codes_from_its_cause() -> None:
    report = Report("Shelling in Idlib killed six people.")
    report.frame("shelling", "Shelling", place=place("Idlib"))
    report.frame(
        "kill", "killed", agent=party("Shelling"), target=party("six people"), quantity=number("six", 6)
    )
    assert report.claim("figure").codes.rule == "harm.shelling"


def test_a_deadly_protest_is_excessive_force_by_acled() -> None:
    report = Report("Three people were killed at a rally.", "A rally went on in Idlib.")
    report.frame("kill", "killed", target=party("Three people"), quantity=number("Three", 3))
    report.frame("protest", "rally")
    report.frame("protest", "rally", s=1, place=place("Idlib"))
    deadly, peaceful = report.claims("event", "protest")
    assert deadly.codes.acled == "Excessive force against protesters"
    assert peaceful.codes.acled == "Peaceful protest"


def test_fleeing_people_are_never_the_agent() -> None:
    report = Report("Army shelling drove 500 people from Idlib on Monday.").frame(
        "displace", "drove", agent=party("Army", "Syrian Arab Army", kind="state_force"),
        target=party("500 people"),
        quantity=number("500", 500), origin=place("Idlib"), time=days("on Monday", "2017-10-09"),
    )  # fmt: skip
    figure = report.claim("figure")
    assert figure.codes.plover == "SANCTION" and figure.codes.plover_mode == "expel"
    assert [agent.name for agent in figure.agents] == ["Syrian Arab Army"]
