"""A whole enumeration with aiohttp, asynchronously: every item, page by page."""

import asyncio
import sys
from collections.abc import AsyncIterator

import aiohttp
import cimwire


async def enumerate_all(url: str, uri: str, page: int = 50) -> AsyncIterator[cimwire.Instance]:
    request = cimwire.enumerate(uri, to=url, optimize=page)
    async with aiohttp.ClientSession() as client:
        while True:
            async with client.post(url, data=bytes(request), headers=request.headers) as reply:
                message = cimwire.decode(await reply.read()).raise_for_fault()
            for item in message.items:
                yield item
            if message.end_of_sequence or not (context := message.enumeration_context):
                return
            request = cimwire.pull(uri, context, to=url, max_elements=page)


async def main() -> None:
    print([item.to_dict() async for item in enumerate_all(sys.argv[1], sys.argv[2])])


if __name__ == "__main__":
    asyncio.run(main())
