// Code that must compile and code that must not. It is never run.

import { define, folder, type InterlocalAnswer } from "interlocal-assessment";

const element = document.createElement("interlocal-assessment");
const skills = Object.entries(element.profile?.answers ?? {}).map(([id, answer]: [string, InterlocalAnswer]) =>
  answer === null || answer === "not-our-job" ? `${id}: –` : `${id}: ${answer.skill ?? "–"}`,
);
element.addEventListener("interlocal-ready", () => element.open(skills.join()).then(() => element.reset()));
element.addEventListener("click", (event) => event.clientX);
export const loaded: Promise<HTMLElement> = define().then((Element) => new Element());
export const name: string = folder;

// @ts-expect-error: the property is read-only.
element.profile = null;
// @ts-expect-error: the event has no such detail.
element.addEventListener("interlocal-error", ({ detail }) => detail.profile);
// @ts-expect-error: the option doesn't exist.
define({ base: "/" });
