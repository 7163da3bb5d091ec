"""A lean load generator: keep-alive connections, each sending its next request as soon as it has its answer."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Result:
    """What a run measured; seconds."""

    took: float = 0.0
    times: list[float] = field(default_factory=list)
    codes: dict[int, int] = field(default_factory=dict)
    first_wrong: bytes = b""

    @property
    def rate(self) -> float:
        """Right answers a second."""
        return len(self.times) / self.took if self.took else 0.0

    def quantile(self, share: float) -> float:
        """The time in milliseconds within which this share of the answers came."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else float("nan")

    def line(self, name: str) -> str:
        """One row for the report."""
        times = "  ".join(f"p{round(share * 100)} {self.quantile(share):6.1f} ms" for share in (0.5, 0.95, 0.99))
        return f"{name:<34} {self.rate:8.1f}/s   {times}   {len(self.times)} in {self.took:.1f} s"


class _Client(asyncio.Protocol):
    def __init__(self, requests: Iterator[bytes], result: Result, until: float, expected: int) -> None:
        self.requests, self.result, self.until, self.expected = requests, result, until, expected
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.buffer = b""
        self.sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self.buffer[:end].lower()
        mark = head.find(b"content-length:")
        length = int(head[mark + 15 : (head.find(b"\r", mark) + 1 or len(head) + 1) - 1])
        if len(self.buffer) < end + 4 + length:
            return
        code = int(head[9:12])
        if code == self.expected:
            self.result.times.append(time.perf_counter() - self.sent)
        elif not self.result.first_wrong:
            self.result.first_wrong = self.buffer
        self.result.codes[code] = self.result.codes.get(code, 0) + 1
        self.buffer = b""
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _next(self) -> None:
        request = next(self.requests, None) if time.perf_counter() < self.until else None
        if request is None:
            self.transport.close()
            return
        self.sent = time.perf_counter()
        self.transport.write(request)


def run(*, port: int, requests: Iterator[bytes], clients: int, seconds: float, expected: int) -> Result:
    """This sends requests over so many connections for so long, or until there are none left."""
    return asyncio.run(_run(port, requests, clients, seconds, expected))


async def _run(port: int, requests: Iterator[bytes], clients: int, seconds: float, expected: int) -> Result:
    loop = asyncio.get_running_loop()
    result = Result()
    begun = time.perf_counter()
    pairs = [
        await loop.create_connection(lambda: _Client(requests, result, begun + seconds, expected), "127.0.0.1", port)
        for _ in range(clients)
    ]
    await asyncio.gather(*(protocol.done for _, protocol in pairs))
    result.took = time.perf_counter() - begun
    return result
