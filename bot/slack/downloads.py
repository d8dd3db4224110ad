"""Downloads of files that people gave the bot in a form: asked of Slack by their id, never fetched from elsewhere."""

from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

_SECONDS = 2.0  # of the 3 s in which a form is answered
_SLACK = ".slack.com"


class DownloadError(Exception):
    """The file did not come. The message is the reason."""


class FileTooLargeError(DownloadError):
    """The file is larger than what is read."""


async def download_file(web: AsyncWebClient, file_id: str, *, max_bytes: int) -> bytes:
    """Return the bytes of a file. Raises CALL_ERRORS, DownloadError, FileTooLargeError."""
    found = (await web.files_info(file=file_id)).get("file") or {}
    if int(found.get("size") or 0) > max_bytes:
        raise FileTooLargeError(found.get("size"))
    address = str(found.get("url_private_download") or found.get("url_private") or "")
    if not _is_slacks(address, web.base_url):
        raise DownloadError("the address is none of Slack's")
    if web.session is not None:
        return await _get(web.session, address, web.token or "", max_bytes)
    async with ClientSession() as session:
        return await _get(session, address, web.token or "", max_bytes)


def _is_slacks(address: str, api: str) -> bool:
    """Say whether the bot's token may go to an address: Slack's over TLS, or that of the API itself."""
    wanted, ours = urlsplit(address), urlsplit(api)
    if (wanted.scheme, wanted.netloc) == (ours.scheme, ours.netloc):
        return True
    return wanted.scheme == "https" and (wanted.hostname or "").endswith(_SLACK)


async def _get(session: ClientSession, address: str, token: str, max_bytes: int) -> bytes:
    headers = {"Authorization": f"Bearer {token}"}
    limit = ClientTimeout(total=_SECONDS)
    try:
        async with session.get(address, headers=headers, timeout=limit, allow_redirects=False) as answer:
            if answer.status != 200 or answer.content_type == "text/html":  # noqa: PLR2004 - a page to sign in
                msg = f"status {answer.status}"
                raise DownloadError(msg)
            raw = await answer.content.read(max_bytes + 1)
            while len(raw) <= max_bytes and (more := await answer.content.read(max_bytes)):
                raw += more
    except (ClientError, TimeoutError) as error:
        raise DownloadError(type(error).__name__) from error
    if len(raw) > max_bytes:
        raise FileTooLargeError(len(raw))
    return raw
