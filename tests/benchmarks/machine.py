"""What it was measured on: figures without it say little."""

import os
import platform
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numpy", "scipy", "scikit-learn", "rapidfuzz", "flask", "sqlalchemy", "psycopg")


def described() -> str:
    """Give the machine, the day and the versions in two lines."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, {_processor()}, {os.cpu_count()} cores,"
        f" {platform.system()}, Python {platform.python_version()}, {load()}\n{packages}"
    )


def load() -> str:
    """Say how busy the machine is, with this and with everything else."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[0]:.1f}"


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()
