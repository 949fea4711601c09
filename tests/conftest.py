"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# How long an example takes says something of the machine, and of what else it does, but nothing of the program. And
# whoever changes one thing is not told of another: the same examples are tried each time, new ones by `make test-long`.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("searching", settings.get_profile("steady"), derandomize=False)
settings.load_profile("steady")
