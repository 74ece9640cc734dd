"""Words of English that are known in several places, each listed once."""

WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
MONTHS = tuple("January February March April May June July August September October November December".split())
SHORT_MONTHS = tuple("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split())  # May is short enough

WEEKDAY_WORDS = frozenset(map(str.lower, WEEKDAYS))
MONTH_WORDS = frozenset(map(str.lower, MONTHS))
CALENDAR_WORDS = WEEKDAY_WORDS | MONTH_WORDS

TITLES = frozenset("mr mrs ms dr gen col lt maj capt sgt sen rep gov prof sir lord dame rev".split())
"""Titles before a person's name, without their full stop."""

PARTICLES = frozenset("al bin ibn ben abu de del da dos van von der den la le el ul".split())
"""Small words within the names of people."""

PROMPTINGS = frozenset("behest bidding insistence instigation invitation prompting request urging".split())
"""At whose request something is done; it is not done to him."""

SUMMING = frozenset(
    """accusation act action allegation announcement appeal arrest assertion attack ban bid call charge claim
    decision demand gesture idea killing law measure move offer plan proposal raid remark request ruling sentence
    statement step strike suggestion threat verdict vote warning""".split()
)
"""What sums up the clause before it: "accused troops of arson, a charge the army rejected"."""
