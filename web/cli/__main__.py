"""``python -m web.cli`` is ``kajplats``."""

from web.cli import main

main()
