"""When tests take place, unless they say otherwise."""

from datetime import UTC, date, datetime
from itertools import count

# A Monday morning with no red day and no pause near.
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
SUMMER = (date(2027, 6, 7), date(2027, 8, 13))

# What makes each address and number of a test run another one.
NUMBERS = count(1)
