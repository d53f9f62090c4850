"""No process that serves pages loads the heavy libraries of the matcher."""

import subprocess
import sys

# Loading scikit-learn takes seconds when cold; only the job worker and the command need it.
PROGRAM = """
import sys
from web.app import create_app
create_app({"DATABASE_URL": "sqlite://", "SECRET_KEY": "x" * 40})
print(sorted({"sklearn", "scipy", "numpy", "rapidfuzz"} & set(sys.modules)))
"""


def test_an_app_is_made_without_scikit_learn() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
