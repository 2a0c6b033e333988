"""What holds for every test."""

from hypothesis import settings

# A machine with other work to do is slow at any moment, and no test is about time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
