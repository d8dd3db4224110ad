"""The picture of a digest: uploaded before the message, and what is sent where Slack does not take it."""

import asyncio

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.charts.png import to_png
from bot.slack.blocks import Block
from bot.slack.client import BLOCK_REFUSALS, CALL_ERRORS, classify, describe
from bot.slack.uploads import PICTURE_WAITS, UploadError, picture_block, upload_picture
from storage.digests import DigestBody

REFUSALS = set(BLOCK_REFUSALS)
"""Slack's codes for blocks that it does not take."""

_FILE_NAME = "themes.png"

log = structlog.get_logger()


async def upload_chart(web: AsyncWebClient, frozen: DigestBody, **facts: object) -> str | None:
    """Upload the chart and return its file id; None without a chart, or where that fails, which is logged.

    It may be repeated: a file that no message shows is seen by nobody. facts: for the log.
    """
    if frozen.picture is None:
        return None
    try:
        png = await asyncio.to_thread(to_png, frozen.picture.svg)
        title = frozen.picture.alt.partition("\n")[0]
        return await upload_picture(web, png, file_name=_FILE_NAME, title=title)
    except (*CALL_ERRORS, UploadError) as error:
        reason = str(error) if isinstance(error, UploadError) else describe(classify(error))
        log.warning("chart_not_uploaded", **facts, reason=reason)
        return None


def blocks_with_picture(frozen: DigestBody, file_id: str) -> list[Block]:
    """Return the blocks with an uploaded picture in the place of the chart's lines of text."""
    blocks = list(frozen.blocks)
    if frozen.picture:
        blocks[frozen.picture.block] = picture_block(file_id, frozen.picture.alt)
    return blocks


class Tries:
    """The blocks to send: with the picture, a few times, and at last with the chart as lines of text.

    facts: for the log.
    """

    def __init__(self, frozen: DigestBody, file_id: str | None, **facts: object) -> None:
        self._frozen = frozen
        self._facts = facts
        self._waits = list(PICTURE_WAITS)
        self._has_picture = file_id is not None
        self.blocks: list[Block] = blocks_with_picture(frozen, file_id) if file_id else frozen.blocks

    async def has_more(self) -> bool:
        """Say whether there are blocks to send after a refusal of these, once a picture had time to be taken."""
        if not self._has_picture:
            return False
        if self._waits:
            await asyncio.sleep(self._waits.pop(0))
            return True
        log.warning("chart_not_shown", **self._facts)
        self._has_picture, self.blocks = False, self._frozen.blocks
        return True
