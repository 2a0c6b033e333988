"""The most memory that this process had."""

from pathlib import Path


def most_memory() -> float:
    """Megabytes; `getrusage` counts those of the process that started it as well."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000
