"""A span before it is written, in whatever encoding."""
from typing import NamedTuple, Optional

INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER = range(1, 6)  # as OTLP numbers kinds
UNSET, OK, ERROR = range(3)  # as OTLP numbers status codes


class Charge(NamedTuple):
    model: str
    nano: int  # 10^-9 dollars
    input_tokens: int
    output_tokens: int


class Event(NamedTuple):
    name: str
    time_ns: int
    attributes: list  # (key, value)


class Span(NamedTuple):
    trace_id: str  # hex, as the next two
    span_id: str
    parent_id: str  # "": a root
    service: str
    name: str
    kind: int
    status: int
    start_ns: int
    end_ns: int
    attributes: str  # as its encoding writes them
    events: list
    user: Optional[str]  # its own
    charge: Optional[Charge]


class Work(NamedTuple):
    """What a span does, whenever and for whom it does it."""
    name: str
    kind: int
    attributes: list  # texts in the dump's encoding, of one or more each
    charge: Optional[Charge] = None
    events: tuple = ()
