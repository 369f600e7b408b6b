// The machine that the benchmarks imitate: a phone-sized window, a slow line and a slow processor.

/** A slow mobile network: milliseconds for each request, bytes per second. */
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

/** How many times slower the processor is than this machine's. */
const SLOWER = 4;

/** Milliseconds that a step of a measurement may take. Only a page that hangs reaches this limit. */
export const LIMIT = 120_000;

/** Opens a page in a context of its own, so nothing is cached, and closes it after `act(page, debug)`. */
export async function withPage(browser, act) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    context.setDefaultTimeout(LIMIT);
    const page = await context.newPage();
    return await act(page, await context.newCDPSession(page));
  } finally {
    await context.close();
  }
}

export async function slowLine(debug) {
  await debug.send('Network.enable');
  await debug.send('Network.emulateNetworkConditions', LINE);
}

export async function slowProcessor(debug, rate = SLOWER) {
  await debug.send('Emulation.setCPUThrottlingRate', { rate });
}
