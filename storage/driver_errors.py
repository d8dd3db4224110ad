"""Errors of asyncpg, known by their names: a bot on SQLite does not load that driver, which is 3 MiB."""


def is_of_asyncpg(error: BaseException, *names: str) -> bool:
    """Say whether an error is of one of these classes of asyncpg, or of a class below one."""
    return any(each.__name__ in names and each.__module__.startswith("asyncpg.") for each in type(error).__mro__)
