"""Settings of the property tests: a quick run by default, `--hypothesis-profile=thorough` before a release."""

from hypothesis import settings

settings.register_profile("quick", max_examples=150, deadline=None)
settings.register_profile("thorough", max_examples=3000, deadline=None)
settings.load_profile("quick")
