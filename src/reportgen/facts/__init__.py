"""What the data say, computed once and looked up by path: indicators' tracks and ratings, money, partners, facts."""

from reportgen.facts.accounts import Account, Period
from reportgen.facts.catalogue import Fact, Facts
from reportgen.facts.donors import DonorView, Share
from reportgen.facts.grammar import FORMATS, Format, parse_format, parse_path
from reportgen.facts.money import OFFICE, Amount, PartnerTotal, Resources
from reportgen.facts.numbers import Numbers
from reportgen.facts.printing import print_fact
from reportgen.facts.results import RATINGS, Goal, GoalKey, Observation, Parts, Rating, Track, goal_key, parts_key

__all__ = [
    "FORMATS",
    "OFFICE",
    "RATINGS",
    "Account",
    "Amount",
    "DonorView",
    "Fact",
    "Facts",
    "Format",
    "Goal",
    "GoalKey",
    "Numbers",
    "Observation",
    "PartnerTotal",
    "Parts",
    "Period",
    "Rating",
    "Resources",
    "Share",
    "Track",
    "goal_key",
    "parse_format",
    "parse_path",
    "parts_key",
    "print_fact",
]
