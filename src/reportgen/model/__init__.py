"""The typed report: outcomes, indicators, results, money, partners, narratives, and where each value was typed."""

from reportgen.model.base import Disclosure, LocalText, Noted, Origin, PlacedDict, Record, Value, number_problem
from reportgen.model.controls import Control
from reportgen.model.donors import Donor, Donors, Profile
from reportgen.model.editorial import Editorial, Name, NameList
from reportgen.model.finance import STAGES, Agreement, Contribution, FinanceLine, SdgShare, Spending, Stage
from reportgen.model.images import Image, Images
from reportgen.model.narrative import Narrative
from reportgen.model.office import CountryFact, Office, Publishing
from reportgen.model.outcomes import Indicator, Outcome, Outcomes, Output
from reportgen.model.partners import Partner, Partners
from reportgen.model.plan import Plan, Plans
from reportgen.model.report import Gap, Report, Settings
from reportgen.model.results import Result, Status, Target

__all__ = [
    "STAGES",
    "Agreement",
    "Contribution",
    "Control",
    "CountryFact",
    "Disclosure",
    "Donor",
    "Donors",
    "Editorial",
    "FinanceLine",
    "Gap",
    "Image",
    "Images",
    "Indicator",
    "LocalText",
    "Name",
    "NameList",
    "Narrative",
    "Noted",
    "Office",
    "Origin",
    "Outcome",
    "Outcomes",
    "Output",
    "Partner",
    "Partners",
    "PlacedDict",
    "Plan",
    "Plans",
    "Profile",
    "Publishing",
    "Record",
    "Report",
    "Result",
    "SdgShare",
    "Settings",
    "Spending",
    "Stage",
    "Status",
    "Target",
    "Value",
    "number_problem",
]
