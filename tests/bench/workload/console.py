"""What the Python SDK's ConsoleSpanExporter prints: json.dumps(span, indent=4), all in ASCII."""
from datetime import datetime, timezone
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted

from workload.catalog import TRACEBACK
from workload.span import CLIENT, CONSUMER, ERROR, INTERNAL, OK, PRODUCER, SERVER, UNSET

KINDS = {INTERNAL: "INTERNAL", SERVER: "SERVER", CLIENT: "CLIENT", PRODUCER: "PRODUCER",
         CONSUMER: "CONSUMER"}
STATUS = {UNSET: '"UNSET"', OK: '"OK"',
          ERROR: '"ERROR",\n        "description": "TimeoutError: upstream timed out"'}
SPAN = """{{
    "name": "{span.name}",
    "context": {{
        "trace_id": "0x{span.trace_id}",
        "span_id": "0x{span.span_id}",
        "trace_state": "[]"
    }},
    "kind": "SpanKind.{kind}",
    "parent_id": {parent},
    "start_time": "{start}",
    "end_time": "{end}",
    "status": {{
        "status_code": {status}
    }},
    "attributes": {{
{span.attributes}
    }},
    "events": {events},
    "links": [],
    "resource": {{
        "attributes": {{
            "telemetry.sdk.language": "python",
            "telemetry.sdk.name": "opentelemetry",
            "telemetry.sdk.version": "1.29.0",
            "service.name": "{span.service}"
        }},
        "schema_url": ""
    }}
}}
"""
EVENT = """        {{
            "name": "{name}",
            "timestamp": "{time}",
            "attributes": {{
{attributes}
            }}
        }}"""


def time(time_ns):
    """ISO 8601 with microseconds."""
    second, left = divmod(time_ns, 10**9)
    return f"{second_text(second)}.{left // 1000:06}Z"


@lru_cache(maxsize=20_000)
def second_text(second):
    return datetime.fromtimestamp(second, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")


def literal(value, indent):
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, list):
        inner = " " * (indent + 4)
        lines = ",\n".join(inner + literal(item, indent + 4) for item in value)
        return f"[\n{lines}\n{' ' * indent}]"
    return quoted(value) if isinstance(value, str) else repr(value)


class Console:
    separator = ",\n"

    @staticmethod
    def attribute(key, value, indent=8):
        return f'{" " * indent}"{key}": {literal(value, indent)}'

    def attributes(self, pairs, indent=8):
        return ",\n".join(self.attribute(key, value, indent) for key, value in pairs)

    @staticmethod
    def exception(_service):
        """The attributes of an exception's event."""
        return [("exception.type", "TimeoutError"), ("exception.message", "upstream timed out"),
                ("exception.stacktrace", TRACEBACK), ("exception.escaped", "False")]

    def span(self, span):
        parent = f'"0x{span.parent_id}"' if span.parent_id else "null"
        return SPAN.format(span=span, kind=KINDS[span.kind], parent=parent,
                           start=time(span.start_ns), end=time(span.end_ns),
                           status=STATUS[span.status], events=self.events(span.events))

    def events(self, events):
        texts = [EVENT.format(name=event.name, time=time(event.time_ns),
                              attributes=self.attributes(event.attributes, 16))
                 for event in events]
        return "[\n" + ",\n".join(texts) + "\n    ]" if texts else "[]"
