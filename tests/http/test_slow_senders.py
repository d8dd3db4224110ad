"""Who sends slowly, by half or never holds up nobody else."""

import asyncio
import time

from tests.http.test_connections import Echo, post, serving


async def test_many_who_send_half_a_request_hold_up_nobody() -> None:
    halves = [
        b"",
        b"POST /slack/events HT",
        post(b"text=slow")[:-3],
        b"GET /readyz HTTP/1.1\r\nHost: bot\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nte",
    ]
    async with serving(Echo(), is_direct=True) as server:
        open_ones = []
        for _ in range(40):
            for half in halves:
                reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
                writer.write(half)
                open_ones.append((reader, writer))
        began = time.process_time()
        for number in range(20):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(post(b"text=%d" % number))
            assert b" 200 " in await reader.readline()
            writer.close()
        assert time.process_time() - began < 1, "nobody is asked again and again whether more came"
        for _, writer in open_ones:
            writer.close()
