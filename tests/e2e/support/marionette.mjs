// Marionette, Firefox's other interface, which every version has. It runs code with the rights of the browser, for settings that the
// page's own debugger has no command for.

import { createConnection } from 'node:net';

/** Connects to a port; `answer` is Firefox's description of the new session. */
export async function enter(port, capabilities) {
  const door = new Marionette(await connected(port));
  const answer = await door.ask('WebDriver:NewSession', capabilities);
  await door.ask('Marionette:SetContext', { value: 'chrome' });
  return { door, answer };
}

/** Firefox opens the port a moment before it accepts commands. */
function connected(port, tries = 200) {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error) => {
      if (tries === 0) {
        reject(error);
      } else {
        setTimeout(() => connected(port, tries - 1).then(resolve, reject), 25);
      }
    });
  });
}

class Marionette {
  #socket;
  #waiting = new Map();
  #last = 0;
  #left = Buffer.alloc(0);

  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#read(data));
    socket.on('close', () => this.#fail(new Error('Firefox has gone')));
    socket.on('error', () => {});
    // A finished test process doesn't wait for a browser.
    socket.unref();
  }

  /** Runs a function of ours inside the browser; it can use only its arguments and the browser's interfaces. */
  run(work, ...args) {
    const script = `return (${work})(...arguments);`;
    return this.ask('WebDriver:ExecuteScript', { script, args, sandbox: 'system' }).then(({ value }) => value);
  }

  ask(name, parameters = {}) {
    const id = (this.#last += 1);
    const text = JSON.stringify([0, id, name, parameters]);
    this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject, name }));
  }

  /** Ends the browser, which sometimes quits without an answer. */
  leave() {
    return this.ask('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
  }

  /** A message is its length, a colon and JSON. The first one is a greeting without an id. */
  #read(data) {
    this.#left = Buffer.concat([this.#left, data]);
    for (;;) {
      const colon = this.#left.indexOf(':');
      const end = colon + 1 + Number(this.#left.subarray(0, colon));
      if (colon < 0 || this.#left.length < end) {
        return;
      }
      const message = JSON.parse(this.#left.subarray(colon + 1, end).toString());
      this.#left = this.#left.subarray(end);
      this.#answer(message);
    }
  }

  #answer(message) {
    const [, id, error, value] = Array.isArray(message) ? message : [];
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) {
      waiting?.reject(new Error(`${waiting.name}: ${error.message}\n${error.stacktrace ?? ''}`));
    } else {
      waiting?.resolve(value);
    }
  }

  #fail(error) {
    for (const { reject } of this.#waiting.values()) {
      reject(error);
    }
    this.#waiting.clear();
  }
}
