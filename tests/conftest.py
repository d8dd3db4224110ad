"""What every test may ask for."""

pytest_plugins = ["tests.ran_on", "tests.fixtures_postgres", "tests.fixtures_browser", "tests.fixtures_town"]
