"""OTLP JSON as the OpenTelemetry collector's file exporter writes it: 64-bit numbers as strings,
ids in hex, enumerations as numbers."""
from decimal import Decimal
from json.encoder import encode_basestring as quoted

from workload.catalog import LANGUAGES, TRACEBACK
from workload.span import ERROR, OK

STATUS = {ERROR: '{"message":"upstream timed out","code":2}', OK: '{"code":1}'}
SAMPLED, SAMPLED_PARENT_IS_LOCAL = 1, 257


def double(value):
    """As Go's encoder writes it."""
    if value and abs(value) < 1e-6:
        digits, exponent = repr(value).split("e")
        return f"{digits}e{int(exponent)}"
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def any_value(value):
    if value is True or value is False:
        return '{"boolValue":true}' if value else '{"boolValue":false}'
    if isinstance(value, int):
        return f'{{"intValue":"{value}"}}'
    if isinstance(value, float):
        return f'{{"doubleValue":{double(value)}}}'
    if isinstance(value, list):
        return '{"arrayValue":{"values":[' + ",".join(map(any_value, value)) + "]}}"
    return '{"stringValue":' + quoted(value) + "}"


class Otlp:
    separator = ","

    @staticmethod
    def attribute(key, value):
        return f'{{"key":"{key}","value":{any_value(value)}}}'

    def attributes(self, pairs):
        return ",".join(self.attribute(key, value) for key, value in pairs)

    @staticmethod
    def exception(service):
        """The attributes of an exception's event."""
        return [("exception.type", "TimeoutError"),
                ("exception.message", f'upstream "{service}" timed out'),
                ("exception.stacktrace", TRACEBACK)]

    def span(self, span):
        flags = SAMPLED_PARENT_IS_LOCAL if span.parent_id else SAMPLED
        return (f'{{"traceId":"{span.trace_id}","spanId":"{span.span_id}",'
                f'"parentSpanId":"{span.parent_id}","flags":{flags},"name":"{span.name}",'
                f'"kind":{span.kind},"startTimeUnixNano":"{span.start_ns}",'
                f'"endTimeUnixNano":"{span.end_ns}","attributes":[{span.attributes}],'
                f'{self.events(span.events)}"status":{STATUS.get(span.status, "{}")}}}')

    def events(self, events):
        if not events:
            return ""
        texts = [f'{{"timeUnixNano":"{event.time_ns}","name":"{event.name}",'
                 f'"attributes":[{self.attributes(event.attributes)}]}}' for event in events]
        return f'"events":[{",".join(texts)}],'

    def resource(self, chance, service, instance):
        """The attributes of a service's resource. Where service.name stands differs by SDK."""
        own = [("service.name", service), ("service.namespace", "llm-app"),
               ("service.version", f"2.{instance}.1"),
               ("service.instance.id", f"{chance.getrandbits(128):032x}")]
        around = [("deployment.environment.name", "production"),
                  ("telemetry.sdk.language", LANGUAGES[service]),
                  ("telemetry.sdk.name", "opentelemetry"), ("telemetry.sdk.version", "1.29.0"),
                  ("k8s.pod.name", f"{service}-7d9f8b6c5-{chance.getrandbits(20):05x}"),
                  ("k8s.namespace.name", "prod"),
                  ("host.name", f"ip-10-0-{instance}-{chance.randrange(256)}")]
        first = LANGUAGES[service] in ("java", "go")
        return self.attributes(around + own if first else own + around)

    @staticmethod
    def resource_spans(resource, service, spans):
        """`resource` and `spans` as they are written."""
        scope = "opentelemetry.instrumentation." + service.replace("-", "_")
        return (f'{{"resource":{{"attributes":[{resource}]}},"scopeSpans":[{{"scope":'
                f'{{"name":"{scope}","version":"0.50b0"}},"spans":[{",".join(spans)}]}}],'
                '"schemaUrl":"https://opentelemetry.io/schemas/1.27.0"}')
