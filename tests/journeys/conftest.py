"""The journeys go through the same library as the tests of pages."""

from tests.webapp.conftest import app, example_library, furnished

__all__ = ["app", "example_library", "furnished"]
