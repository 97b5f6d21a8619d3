// What a good Node user would write for OTLP JSON lines: JSON.parse() a line. node otlp.js FILE
const {readRecords, Tally} = require('./tally.js');

const micros = (nanos) => Number(nanos.slice(0, -3));

function readSpan(span, service, tally) {
  const trace = span.traceId;
  tally.add(service, trace, span.spanId, span.parentSpanId, span.name, span.kind,
            span.status.code === 2 ? 1 : 0,
            micros(span.endTimeUnixNano) - micros(span.startTimeUnixNano));
  let user, cost, model, tokensIn = 0, tokensOut = 0;
  for (const {key, value} of span.attributes) {
    switch (key) {
      case 'user.id': user = value.stringValue; break;
      case 'cost.usd': cost = value.doubleValue; break;
      case 'gen_ai.response.model': model = value.stringValue; break;
      case 'gen_ai.usage.input_tokens': tokensIn = +value.intValue; break;
      case 'gen_ai.usage.output_tokens': tokensOut = +value.intValue; break;
    }
  }
  if (!span.parentSpanId) tally.rootUsers.set(trace, user);
  if (cost !== undefined) tally.charge(trace, user, cost, model, tokensIn, tokensOut);
}

const tally = new Tally();
readRecords(process.argv[2], '\n', 0, (buffer, begin, end) => {
  for (const {resource, scopeSpans} of JSON.parse(buffer.toString('utf8', begin, end)).resourceSpans) {
    const name = resource.attributes.find(({key}) => key === 'service.name');
    for (const {spans} of scopeSpans) {
      for (const span of spans) readSpan(span, name ? name.value.stringValue : '', tally);
    }
  }
});
tally.printAnswer();
