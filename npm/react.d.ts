// For React and TypeScript: import type {} from "interlocal-assessment/react".

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { InterlocalAssessmentElement, InterlocalAttributes } from "./index.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "interlocal-assessment": DetailedHTMLProps<HTMLAttributes<InterlocalAssessmentElement>, InterlocalAssessmentElement> &
        InterlocalAttributes;
    }
  }
}
