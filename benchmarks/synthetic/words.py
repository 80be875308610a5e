"""Words of the templates. Own sentences; the names of persons, outlets and agencies are invented."""

import random

AGENCIES = ("Meridian Wire", "Northstar Agency", "Corda Press", "Lantern News Agency", "Halyard Wire")
OUTLETS = (
    "The Harbour Gazette", "The Valley Tribune", "Morning Ledger", "The Northern Courier", "Daily Compass",
    "Highland Post", "The Delta Record", "Evening Beacon", "The Steppe Times", "Coastal Mirror",
    "The Plateau Herald", "Riverside Chronicle", "The Border Dispatch", "Metropolitan Review",
)  # fmt: skip
SOURCES = (
    "a police officer", "residents", "a local official", "medical workers", "a monitoring group", "activists",
    "a military spokesman", "the governor's office", "two witnesses", "a rescue worker", "a hospital doctor",
)  # fmt: skip
THINGS = (
    "a market", "houses", "a road junction", "a fuel depot", "a school", "a bakery", "a row of shops", "a checkpoint",
    "a warehouse", "farmland", "a bus station", "an office building", "a water tower", "a residential block",
)  # fmt: skip

LEADS = {
    "airstrike": (
        "Warplanes{of} [bombed] {thing}{in}{when}, {source} said.",
        "An [air strike]{by} hit {thing}{in}{when}, {source} said.",
        "{source} said that jets{of} [struck] {thing}{in}{when}.",
    ),
    "shelling": (
        "Artillery{of} [shelled] {thing}{in}{when}, {source} said.",
        "[Shelling]{by} hit {thing}{in}{when}, according to {source}.",
        "Mortar rounds were [fired]{by} at {thing}{in}{when}, {source} said.",
    ),
    "bombing": (
        "A car [bomb] went off near {thing}{in}{when}, {source} said.",
        "A [bombing]{by} destroyed {thing}{in}{when}, {source} said.",
        "An explosive device [exploded] at {thing}{in}{when}, according to {source}.",
    ),
    "clash": (
        "{agent} [clashed] with {on}{in}{when}, {source} said.",
        "[Fighting] broke out between {agent} and {on}{in}{when}, {source} said.",
    ),
    "attack": (
        "{agent} [attacked] {thing}{in}{when}, {source} said.",
        "{source} said that gunmen{of} [attacked] {on} near {thing}{in}{when}.",
    ),
    "abduct": (
        "{agent} [abducted] {on}{in}{when}, {source} said.",
        "Several {on} were [kidnapped]{by}{in}{when}, {source} said.",
    ),
    "detain": (
        "{agent} [detained] {on}{in}{when}, {source} said.",
        "Several {on} were [arrested]{by}{in}{when}, according to {source}.",
    ),
    "capture": (
        "{agent} [captured] {thing} from {on}{in}{when}, {source} said.",
        "{agent} [seized] positions of {on}{in}{when}, {source} said.",
    ),
    "withdraw": (
        "{agent} [withdrew] from {thing}{in}{when}, {source} said.",
        "Fighters{of} [pulled out] of {thing}{in}{when}, {source} said.",
    ),
    "displace": (
        "Hundreds of families [fled] fighting{in}{when}, {source} said.",
        "Families were [displaced]{by}{in}{when}, {source} said.",
    ),
    "protest": (
        "Hundreds of people [protested] outside {thing}{in}{when}, {source} said.",
        "A [protest] blocked {thing}{in}{when}, {source} said.",
    ),
}
"""Type → first sentences; the trigger stands in brackets."""

NEAR = {
    "airstrike": "bombing", "shelling": "attack", "bombing": "attack", "clash": "attack", "attack": "clash",
    "abduct": "detain", "detain": "abduct",
}  # fmt: skip
"""Type → the type by which a story may call it instead."""

TOLLS = {
    "killed": (
        "{n} people were [killed], {source} said.",
        "{source} said that {n} people had been [killed].",
        "The dead, {n} people [killed] in all, were taken to the morgue, {source} said.",
    ),
    "running": (
        "More bodies were found, bringing the number of people [killed] to {n}, {source} said.",
        "The toll rose to {n} people [killed], {source} said.",
    ),
    "injured": (
        "{n} others were [wounded], {source} said.",
        "{source} counted {n} [wounded] people.",
    ),
}

BACKGROUND = {
    "Syria": "The war in Syria began in 2011 and has driven more than half of its people from their homes.",
    "Iraq": "Iraq has seen several rounds of war since 2003, and many of its towns are still being rebuilt.",
    "Yemen": "Yemen has been at war since 2014, and aid agencies call it one of the worst crises in the world.",
    "Ukraine": "The war in Ukraine began in 2014 and has changed the lives of everybody in the east.",
}
"""Country → a sentence of background that agencies put at the end of half of their stories, word for word."""

_NAMES = (
    "Adel Maron", "Rima Sadek", "Yusuf Talan", "Hana Korbi", "Samir Delva", "Nadia Ferris", "Oleh Marko", "Iryna Bondar",
    "Kamal Rustan", "Leila Hadar", "Tarek Noman", "Vera Kolis", "Basil Omran", "Dina Shalev", "Farid Ansar", "Mona Zidar",
    "Pavlo Ryba", "Sana Kader", "Walid Haro", "Zeina Malak", "Anton Hrib", "Salma Birin", "Idris Vale", "Noor Tamim",
)  # fmt: skip
_ROLES = (
    "a shopkeeper", "a teacher", "a taxi driver", "a farmer", "a pharmacist", "a student", "a baker", "a mechanic",
    "a nurse", "a retired clerk", "an engineer", "a tailor", "a librarian", "a welder", "a fruit seller", "a carpenter",
)  # fmt: skip
_DOINGS = (
    "waited for water", "looked for a cousin", "swept glass", "queued for bread", "carried mattresses",
    "mended a generator", "closed the shutters", "moved the children to a cellar", "parked a truck", "counted blankets",
    "boiled lentils", "charged three phones", "drew water from a well", "packed two suitcases", "fed the goats",
    "listened to the radio", "painted a door", "sorted medicine", "walked home", "repaired a roof",
)  # fmt: skip
_SPOTS = (
    "behind the old mill", "beside the post office", "at the northern bridge", "near the grain silo", "by the stadium",
    "outside the clinic", "under the railway arch", "next to the cinema", "along the canal", "at the bus depot",
    "in front of the town hall", "close to the tannery", "near the vegetable market", "by the brick works",
    "at the southern roundabout", "opposite the bank", "below the castle hill", "on the airport road",
)  # fmt: skip
_HOURS = (
    "before sunrise", "shortly after noon", "until late in the evening", "for most of the morning", "during the rain",
    "while the power was out", "as the fog lifted", "after the evening prayer", "in the early afternoon",
    "when the sirens stopped", "around midnight", "after two hours of silence", "as shops reopened", "during a short lull",
)  # fmt: skip
_STATES = (
    "smelled of smoke", "was full of dust", "stayed closed", "filled with people", "lay under broken tiles",
    "was quiet again", "had no electricity", "was guarded by two men", "looked untouched", "was crowded with carts",
)  # fmt: skip
_TITLES = ("Morning", "Night", "Report", "Dispatch", "News", "Update", "Word", "Account", "Story", "Notes")


def filler(rng: random.Random, town: str) -> str:
    """A sentence that tells no event: who did what where and when, out of some ten million."""
    name, other = rng.sample(_NAMES, 2)
    spot, second = rng.sample(_SPOTS, 2)
    doing, hour = rng.choice(_DOINGS), rng.choice(_HOURS)
    form = rng.randrange(4)
    if form == 0:
        return f"{name}, {rng.choice(_ROLES)}, {doing} {spot} {hour} and spoke with {other} {second}."
    if form == 1:
        return (
            f"The street {spot} {rng.choice(_STATES)} {hour}, said {name}, {rng.choice(_ROLES)} from {town}."
        )
    if form == 2:
        then = f"{other}, {rng.choice(_ROLES)}, {rng.choice(_DOINGS)} {second}"
        return f"{hour[:1].upper()}{hour[1:]} {name} {doing} {spot}, and {then}."
    return f"A square {spot} {rng.choice(_STATES)} {hour}, while one {second} {rng.choice(_STATES)}, {other} told neighbours."


def title(rng: random.Random, town: str, type_: str) -> str:
    """A headline that tells little."""
    return f"{rng.choice(_TITLES)} from {town}: {type_}, {rng.choice(_HOURS)}"
