// A page as a web team would write it. It compiles only if the package's types suffice.

import { define, type InterlocalProfile } from "interlocal-assessment";
import "interlocal-assessment/themes/uswds.css";

const agencyOf = (profile: InterlocalProfile | null): string => profile?.agency ?? "an agency that does not say";

document.addEventListener("interlocal-complete", ({ detail }) => {
  const output = document.querySelector("output");
  if (output) output.textContent = agencyOf(detail.profile);
});

document.addEventListener("interlocal-error", ({ detail }) => console.error(detail.cause, detail.message));

define({ site: `${import.meta.env.BASE_URL}interlocal/` }).catch((error: Error) => {
  document.documentElement.dataset["failed"] = error.message;
});
