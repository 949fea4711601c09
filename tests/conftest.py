"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# How long an example takes says something of the machine, and of what else it does, but nothing of the program.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
