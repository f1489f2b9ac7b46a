"""A whole enumeration with httpx, asynchronously: every item, page by page."""

import asyncio
import sys
from collections.abc import AsyncIterator

import httpx
import cimwire


async def enumerate_all(url: str, uri: str, page: int = 50) -> AsyncIterator[cimwire.Instance]:
    request = cimwire.enumerate(uri, to=url, optimize=page)
    async with httpx.AsyncClient(timeout=60) as client:
        while True:
            reply = await client.post(url, content=bytes(request), headers=request.headers)
            message = cimwire.decode(reply.content).raise_for_fault()
            for item in message.items:
                yield item
            if message.end_of_sequence or not (context := message.enumeration_context):
                return
            request = cimwire.pull(uri, context, to=url, max_elements=page)


async def main() -> None:
    print([item.to_dict() async for item in enumerate_all(sys.argv[1], sys.argv[2])])


if __name__ == "__main__":
    asyncio.run(main())
