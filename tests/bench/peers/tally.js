// What both Node peers do: read a file by pieces, keep spans in Maps, add money in whole 10^-9 dollars.
const fs = require('fs');

// Calls record(buffer, begin, end) for every piece that ends with `terminator`, of which the first
// `kept` bytes belong to the piece.
function readRecords(path, terminator, kept, record) {
  const file = fs.openSync(path);
  let buffer = Buffer.allocUnsafe(8 << 20);
  let size = 0;
  for (;;) {
    if (size === buffer.length) {
      const wider = Buffer.allocUnsafe(buffer.length * 2);
      buffer.copy(wider, 0, 0, size);
      buffer = wider;
    }
    const got = fs.readSync(file, buffer, size, buffer.length - size);
    if (got === 0) break;
    size += got;
    const held = buffer.subarray(0, size);
    let begin = 0;
    for (;;) {
      const end = held.indexOf(terminator, begin, 'latin1');
      if (end < 0) break;
      record(held, begin, end + kept);
      begin = end + terminator.length;
    }
    buffer.copyWithin(0, begin, size);
    size -= begin;
  }
  if (size > 0) record(buffer, 0, size);
}

class Tally {
  constructor() {
    this.spans = 0;
    this.kinds = {};
    this.models = {};
    this.legs = new Map();  // service -> name -> numbers
    this.ids = new Set();
    this.traces = new Set();
    this.rootUsers = new Map();
    this.parents = [];
    this.charges = [];
  }

  add(service, trace, span, parent, name, kind, failed, micros) {
    this.spans++;
    this.kinds[kind] = (this.kinds[kind] | 0) + 1;
    this.traces.add(trace);
    this.ids.add(trace + span);
    if (parent) this.parents.push(trace + parent);
    let names = this.legs.get(service);
    if (!names) this.legs.set(service, names = new Map());
    const leg = names.get(name);
    if (!leg) {
      names.set(name, [1, micros, micros, failed]);
      return;
    }
    leg[0]++;
    leg[1] += micros;
    if (micros > leg[2]) leg[2] = micros;
    leg[3] += failed;
  }

  charge(trace, user, cost, model, tokensIn, tokensOut) {
    const use = this.models[model] || (this.models[model] = [0, 0, 0]);
    use[0]++;
    use[1] += tokensIn;
    use[2] += tokensOut;
    this.charges.push([trace, user, Math.round(cost * 1e9)]);
  }

  byUser() {
    const bills = new Map();
    for (const [trace, user, nano] of this.charges) {
      const payer = user || this.rootUsers.get(trace) || '';
      bills.set(payer, (bills.get(payer) || 0) + nano);
    }
    const dollars = (nano) => {
      const digits = String(nano).padStart(10, '0');
      return digits.slice(0, -9) + '.' + digits.slice(-9);
    };
    return Object.fromEntries([...bills].map(([user, nano]) => [user, dollars(nano)]));
  }

  printAnswer() {
    const legs = {};
    for (const [service, names] of this.legs) {
      for (const [name, numbers] of names) legs[service + '\t' + name] = numbers;
    }
    const sum = (rows, column) => rows.reduce((total, row) => total + row[column], 0);
    const uses = Object.values(this.models);
    process.stdout.write(JSON.stringify({
      spans: this.spans,
      traces: this.traces.size,
      orphans: this.parents.reduce((count, parent) => count + (this.ids.has(parent) ? 0 : 1), 0),
      rootless: this.traces.size - this.rootUsers.size,
      errors: sum(Object.values(legs), 3),
      dur_us: sum(Object.values(legs), 1),
      in_tok: sum(uses, 1),
      out_tok: sum(uses, 2),
      by_kind: this.kinds,
      by_model: this.models,
      by_user: this.byUser(),
      legs,
    }));
  }
}

module.exports = {readRecords, Tally};
