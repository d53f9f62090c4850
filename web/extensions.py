"""The extensions that several parts of the web room share, made once and given the app later."""

from flask import Flask
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from limits.errors import ConfigurationError

from web.config import SettingRefused

babel = Babel()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address)


def init_limiter(app: Flask) -> None:
    """Count tries where the setting ``RATELIMIT_STORAGE_URI`` says.

    Raises
    ------
    SettingRefused
        When the address is of no kind that the limiter knows, or its package is not installed.
    """
    try:
        limiter.init_app(app)
    except ConfigurationError as error:
        msg = (
            "KAJPLATS_RATELIMIT_STORAGE_URI must be memory://, or begin with redis:// or"
            f" memcached:// (which need their packages installed): {error}"
        )
        raise SettingRefused(msg) from error
