// Types of <interlocal-assessment> and of what it tells the page. The profile follows docs/profile.schema.json.

/** The line that was picked, lowest first; null where none was. */
export type InterlocalLevel = 0 | 1 | 2 | 3 | 4 | null;

/** One capability: what the agency can do, and what it lacks. */
export type InterlocalAnswer = { skill?: InterlocalLevel; need?: InterlocalLevel } | "not-our-job" | null;

/** One of the terms under which the agency would work with others. */
export type InterlocalTerm =
  | null
  /** One option, by its place. */
  | number
  /** Any number of options, by id. */
  | string[]
  /** One option, and whether it can bend by one. */
  | { level: number | null; bend?: boolean | null }
  /** Any number of options, and whether a partner must use the same: 0 no, 1 it helps, 2 yes. */
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

/** What the person sent: plain data, frozen. Ids are those of the question bank. */
export interface InterlocalProfile {
  readonly format?: "interlocal-profile/1";
  /** The same as the text behind `#` of a link. */
  readonly link?: string;
  readonly bank?: string | { id?: string; version?: string; semantic_sha256?: string };
  readonly agency?: string | null;
  /** Stands in for `agency`, also by language. Files may have it; what the element tells does not. */
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
  /** Ids of capabilities that the agency puts first, three at most. */
  readonly featured_offers?: readonly string[] | null;
  readonly featured_needs?: readonly string[] | null;
}

/** What stops the element from starting; docs/embedding.md says what its owner changes. */
export type InterlocalCause =
  | "policy"
  | "blocked"
  | "path"
  | "mime"
  | "integrity"
  | "file"
  | "bank"
  | "unknown"
  // A later version may know more of them.
  | (string & {});

/** What the person sent to this site. */
export interface InterlocalSent {
  /** The link that holds all of it. */
  readonly link: string;
  /** null where the link is sealed. */
  readonly profile: InterlocalProfile | null;
}

export type InterlocalReadyEvent = CustomEvent<Readonly<Record<string, never>>>;
export type InterlocalCompleteEvent = CustomEvent<InterlocalSent>;
export type InterlocalErrorEvent = CustomEvent<{ readonly cause: InterlocalCause; readonly message: string }>;

/** All of them bubble and are composed, so a page can listen at any place above the element. */
export interface InterlocalEventMap {
  "interlocal-ready": InterlocalReadyEvent;
  "interlocal-complete": InterlocalCompleteEvent;
  "interlocal-error": InterlocalErrorEvent;
}

/** Attributes in markup. */
export interface InterlocalAttributes {
  /** Address of another question bank on the same origin. */
  bank?: string;
  /** "en" or "es"; else the language of what is around the element. */
  lang?: string;
  /** The address that links lead to, in place of this page. */
  "share-base"?: string;
  /** "view" shows profiles, and asks nothing. */
  mode?: "fill" | "view";
  /** A set of colors and shapes; without it the widget has its own. */
  theme?: "govuk" | "plain" | "uswds";
  /** This site takes what a person sends to it; without it there is no button for that. */
  "accepts-profile"?: "";
  /** Where answers are kept until they are finished. */
  storage?: "local" | "session" | "off";
  /** Keeps the answers of one element apart from those of others on the same site. */
  instance?: string;
}

export interface InterlocalAssessmentElement extends HTMLElement {
  /** The profile that the person sent to this site, or null. Nothing is here before they did. */
  readonly profile: InterlocalProfile | null;
  /** Opens text that holds a profile link. Answers given here stay as they are. */
  open(text: string): Promise<void>;
  /** Erases what was answered here, and begins anew. */
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
  /** Where the package's folder `site` stands on the host, relative to the page. */
  site?: string;
}

/** Loads the widget's loader from the host, checked by its hash, and so defines the element. Calls after the first give the same. */
export function define(options?: InterlocalOptions): Promise<{ new (): InterlocalAssessmentElement }>;

/** The folder of this version's files, inside of `site`. */
export const folder: string;

declare global {
  interface HTMLElementTagNameMap {
    "interlocal-assessment": InterlocalAssessmentElement;
  }
  interface HTMLElementEventMap extends InterlocalEventMap {}
  interface DocumentEventMap extends InterlocalEventMap {}
  interface WindowEventMap extends InterlocalEventMap {}
}
