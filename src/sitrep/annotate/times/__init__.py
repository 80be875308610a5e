"""Time phrases → intervals of days, with the precision of UCDP and ACLED."""

from sitrep.annotate.times.grammar import (
    absent,
    norm_value,
    resolve,
    rule_of,
    ucdp_interval,
)

__all__ = [
    "absent",
    "norm_value",
    "resolve",
    "rule_of",
    "ucdp_interval",
]
