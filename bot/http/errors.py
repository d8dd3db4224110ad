"""The error that refuses a request before anything reads it."""

BAD_REQUEST, UNSIGNED, TIMEOUT, TOO_LARGE, UNSUPPORTED = 400, 401, 408, 413, 415


class RefusedError(Exception):
    """A request that cannot be processed. kind: a constant word for the log; status: of HTTP, 4xx."""

    def __init__(self, kind: str, status: int = BAD_REQUEST) -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status
