// Replaces lazy/group-host.js in the single file. A worker needs a file of its own, so the group's program runs in the page.

import { serve } from "../worker/group-worker.js";

/** @import { Ask, GroupSettings, OnAnswer } from "../types" */

/** @param {GroupSettings} settings */
export const groupHost = (settings) => ({
  /**
   * @param {OnAnswer} onAnswer
   * @returns {Ask}
   */
  open(onAnswer) {
    const serving = serve(settings, onAnswer, onAnswer);
    return (bytes) => serving.then((ask) => ask(bytes)).catch(() => onAnswer());
  },
  end() {},
});
