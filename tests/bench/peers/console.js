// What a good Node user would write for the Python SDK's console output: cut at the lines "}", since
// a raw newline cannot be in a JSON string, and JSON.parse() a record. node console.js FILE
const {readRecords, Tally} = require('./tally.js');

const KINDS = {
  'SpanKind.INTERNAL': 1, 'SpanKind.SERVER': 2, 'SpanKind.CLIENT': 3, 'SpanKind.PRODUCER': 4,
  'SpanKind.CONSUMER': 5,
};
const micros = (time) => Date.parse(time.slice(0, 19) + 'Z') * 1000 + +time.slice(20, 26);

const tally = new Tally();
readRecords(process.argv[2], '\n}\n', 2, (buffer, begin, end) => {
  const span = JSON.parse(buffer.toString('utf8', begin, end));
  const {attributes, context: {trace_id: trace, span_id: id}} = span;
  const user = attributes['user.id'];
  tally.add(span.resource.attributes['service.name'], trace, id, span.parent_id, span.name,
            KINDS[span.kind], span.status.status_code === 'ERROR' ? 1 : 0,
            micros(span.end_time) - micros(span.start_time));
  if (!span.parent_id) tally.rootUsers.set(trace, user);
  if (attributes['cost.usd'] !== undefined) {
    tally.charge(trace, user, attributes['cost.usd'], attributes['gen_ai.response.model'],
                 attributes['gen_ai.usage.input_tokens'],
                 attributes['gen_ai.usage.output_tokens'] || 0);
  }
});
tally.printAnswer();
