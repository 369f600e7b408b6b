// The test report: Node's own without the tests whose names weren't chosen, and with the reason of each skipped test at the end.
// For `node --test --test-reporter`.

import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';

/** Node's reason for a test whose name matches no pattern. Newer versions leave such tests out themselves. */
const UNASKED = 'test name does not match pattern';

export default async function* report(events) {
  const reasons = new Map();
  yield* Readable.from(asked(events, reasons)).pipe(new spec());
  for (const [reason, names] of reasons) {
    yield `\nskipped, ${reason}:\n${names.map((name) => `  ${name}\n`).join('')}`;
  }
}

/** The events of the chosen tests; collects the skipped ones by their reasons. */
async function* asked(events, reasons) {
  // A test starts before its reason is known, and the report shows all started tests.
  let started = [];
  for await (const event of events) {
    if (event.type === 'test:start') {
      started.push(event);
    } else if (event.data?.skip === UNASKED) {
      started.pop();
    } else {
      if (/^test:(pass|fail)$/.test(event.type)) {
        yield* started;
        started = [];
      }
      note(event, reasons);
      yield counted(event, reasons);
    }
  }
}

function note({ type, data }, reasons) {
  if (type === 'test:pass' && data.skip !== undefined) {
    const reason = data.skip === true ? 'without a reason' : data.skip;
    reasons.set(reason, [...(reasons.get(reason) ?? []), data.name]);
  }
}

/** Node's number of skipped tests includes those that weren't chosen. */
function counted(event, reasons) {
  const isCount = event.type === 'test:diagnostic' && /^skipped \d+$/.test(event.data.message);
  const message = `skipped ${[...reasons.values()].flat().length}`;
  return isCount ? { ...event, data: { ...event.data, message } } : event;
}
