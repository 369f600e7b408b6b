// Types of <interlocal-assessment> and of its events. The profile follows docs/profile.schema.json.

/** The selected level, from the lowest (0); null if none is selected. */
export type InterlocalLevel = 0 | 1 | 2 | 3 | 4 | null;

/** The answers for one capability: the agency's skill and need. */
export type InterlocalAnswer = { skill?: InterlocalLevel; need?: InterlocalLevel } | "not-our-job" | null;

/** The answer for one of the terms under which the agency would work with others. */
export type InterlocalTerm =
  | null
  /** One option, by its index. */
  | number
  /** Several options, by id. */
  | string[]
  /** One option by its index, and whether the agency is flexible by one level. */
  | { level: number | null; bend?: boolean | null }
  /** Several options, and whether a partner must use the same: 0 no, 1 it helps, 2 yes. */
  | { list: string[]; strict?: 0 | 1 | 2 | null }
  /** Each option by id: 0 no, 1 OK, 2 best. */
  | { [option: string]: 0 | 1 | 2 | null };

export interface InterlocalRegion {
  /** ISO 3166-1, two letters. */
  country?: string | null;
  /** ISO 3166-2, without the country. */
  subdivision?: string | null;
  local?: string | null;
}

/** The profile that the person sent, as a frozen object. The ids come from the question bank. */
export interface InterlocalProfile {
  readonly format?: "interlocal-profile/1";
  /** The text after `#` in a link with this profile. */
  readonly link?: string;
  readonly bank?: string | { id?: string; version?: string; semantic_sha256?: string };
  readonly agency?: string | null;
  /** Replaces `agency`, as a text or by language. Only files have it; profiles from the element don't. */
  readonly name?: string | null | { [language: string]: string };
  /** A day as YYYY-MM-DD. */
  readonly date?: string | null;
  /** BCP 47. */
  readonly locale?: string | null;
  readonly note?: string | null;
  readonly answers: { readonly [capability: string]: InterlocalAnswer };
  readonly readiness?: { readonly [question: string]: InterlocalLevel } | null;
  readonly terms?: { readonly [term: string]: InterlocalTerm } | null;
  readonly context?: { readonly [question: string]: string | InterlocalRegion | null } | null;
  /** Ids of the capabilities that the agency features, three at most. */
  readonly featured_offers?: readonly string[] | null;
  readonly featured_needs?: readonly string[] | null;
}

/** Why the element can't start; docs/embedding.md has the fix for each cause. */
export type InterlocalCause =
  | "policy"
  | "blocked"
  | "path"
  | "mime"
  | "integrity"
  | "file"
  | "bank"
  | "unknown"
  // Later versions can add causes.
  | (string & {});

/** The link and the profile that the person sent to this site. */
export interface InterlocalSent {
  /** The link, which contains the whole profile. */
  readonly link: string;
  /** null if the link is encrypted. */
  readonly profile: InterlocalProfile | null;
}

export type InterlocalReadyEvent = CustomEvent<Readonly<Record<string, never>>>;
export type InterlocalCompleteEvent = CustomEvent<InterlocalSent>;
export type InterlocalErrorEvent = CustomEvent<{ readonly cause: InterlocalCause; readonly message: string }>;

/** The events bubble and are composed, so a page can listen on any ancestor of the element. */
export interface InterlocalEventMap {
  "interlocal-ready": InterlocalReadyEvent;
  "interlocal-complete": InterlocalCompleteEvent;
  "interlocal-error": InterlocalErrorEvent;
}

/** The attributes of the element in markup. */
export interface InterlocalAttributes {
  /** The address of a custom question bank on the same origin. */
  bank?: string;
  /** "en" or "es". Default: the language of the page around the element. */
  lang?: string;
  /** The address that profile links lead to. Default: this page. */
  "share-base"?: string;
  /** "view" only shows profiles and has no questionnaire. Default: "fill". */
  mode?: "fill" | "view";
  /** A preset of colors and shapes. Default: the widget's own theme. */
  theme?: "govuk" | "plain" | "uswds";
  /** This site receives profiles that a person sends to it. Without it, the widget has no button for sending. */
  "accepts-profile"?: "";
  /** The storage for drafts. Default: "local". */
  storage?: "local" | "session" | "off";
  /** Separates the answers of this element from those of other elements on the same site. */
  instance?: string;
}

export interface InterlocalAssessmentElement extends HTMLElement {
  /** The profile that the person sent to this site; null before that, and if the link is encrypted. */
  readonly profile: InterlocalProfile | null;
  /** Shows the profile whose link is in the text. The answers in the element don't change. */
  open(text: string): Promise<void>;
  /** Erases the answers and restarts the element. */
  reset(): Promise<void>;

  addEventListener<K extends keyof InterlocalEventMap>(
    type: K,
    listener: (this: InterlocalAssessmentElement, event: InterlocalEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

export interface InterlocalOptions {
  /** The address of the package's folder `site` on the host, relative to the page. */
  site?: string;
}

/** Loads the widget's loader from the host, checks its hash, and defines the element. Later calls return the same promise; after a failure, the next call tries again. */
export function define(options?: InterlocalOptions): Promise<{ new (): InterlocalAssessmentElement }>;

/** The name of the folder with this version's files, inside `site`. */
export const folder: string;

declare global {
  interface HTMLElementTagNameMap {
    "interlocal-assessment": InterlocalAssessmentElement;
  }
  interface HTMLElementEventMap extends InterlocalEventMap {}
  interface DocumentEventMap extends InterlocalEventMap {}
  interface WindowEventMap extends InterlocalEventMap {}
}
