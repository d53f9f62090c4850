"""How often what happens at the same moment is tried; a race that is rare wants many rounds.

``KAJPLATS_ROUNDS=200`` tries as often as the promise about the last place says.
"""

import os

ROUNDS = int(os.environ.get("KAJPLATS_ROUNDS", "3"))
