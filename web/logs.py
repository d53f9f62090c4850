"""What a failure leaves in the log: where it happened, without the secret of a link."""

import logging
import re

from flask import Flask

# Addresses whose last part lets its holder act: signed links, and the links in accounts' letters.
_SECRET = re.compile(r"(/(?:a|m|e|confirm|reset)/)[^/\s\"']+")


def init_app(app: Flask) -> None:
    """Keep secrets out of what the app logs."""
    app.logger.addFilter(without_secrets)


def without_secrets(record: logging.LogRecord) -> bool:
    """Replace the secrets in a record. Lets every record through."""
    record.msg, record.args = _SECRET.sub(r"\1…", record.getMessage()), None
    return True
