"""A whole enumeration with requests: every item, page by page."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import requests

import cimwire


def enumerate_all(url: str, uri: str, page: int = 50) -> Iterator[cimwire.Instance]:
    with requests.Session() as session:

        def ask(request: cimwire.Request) -> cimwire.Message:
            reply = session.post(url, data=bytes(request), headers=request.headers, timeout=60)
            return cimwire.decode(reply.content).raise_for_fault()

        message = ask(cimwire.enumerate(uri, to=url, optimize=page))
        yield from message.items
        while not message.end_of_sequence and (context := message.enumeration_context):
            message = ask(cimwire.pull(uri, context, to=url, max_elements=page))
            yield from message.items


if __name__ == "__main__":
    for item in enumerate_all(sys.argv[1], sys.argv[2]):
        print(item.to_dict())
