// Types that several scripts share. tsc reads them; no browser does.

/** The types of the modules that scripts load by name, with the integrity check of `lazy/load.js`. */
export interface Modules {
  "bank.js": typeof import("./lazy/bank.js");
  "diagnose.js": typeof import("./lazy/diagnose.js");
  "embedded-host.js": typeof import("./lazy/embedded-host.js");
  "group-host.js": typeof import("./lazy/group-host.js");
  "group-worker.js": typeof import("./worker/group-worker.js");
  "load.js": typeof import("./lazy/load.js");
  "program-switch.js": typeof import("./lazy/program-switch.js");
  "regions.js": typeof import("./lazy/regions.js");
  "warn-no-wasm.js": typeof import("./lazy/warn-no-wasm.js");
}

/** Loads a module of this folder by its name. */
export type LoadModule = <Name extends string>(file: Name) => Promise<Name extends keyof Modules ? Modules[Name] : any>;

/** Storage for drafts. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A self-assessment as data; docs/profile.schema.json describes it. */
export type Profile = Record<string, unknown>;

/** The message that a visitor sends to the site around the widget. */
export interface Sent {
  link: string;
  profile: Profile | null;
}

/** The services that a page provides to a program. `crates/ui/src/browser/host.rs` is the other side of this interface. */
export interface Host {
  /** The language to start in. */
  lang: string;
  /** The address that links lead to, without a fragment. */
  shareBase: string;
  /** The address of the site's other pages, with a slash at its end, or an empty string for the page's own folder. */
  site: string;
  /** The element or window that files can be dropped on. */
  ground: EventTarget;
  store: Store | undefined;
  /** The name of the database for saved groups, if there may be one. */
  database: string | undefined;
  /** Shows or hides the message that the program is loading. */
  wait(isShown: boolean): void;
  describe(title: string, lang: string): void;
  /** Whether the program may move the focus and scroll. */
  mayMove(): boolean | undefined;
  print(): void;
  /** The name of the current step of the browser's history. */
  readonly step: string | undefined;
  nameStep(key: string): void;
  addStep(key: string): void;
  /** Loads a stylesheet once. */
  dress(file: string): Promise<void>;
  /** Returns a link to the address, so that the visitor can try again. */
  putBack(link: string | undefined): void;
  /** The origin of the site that accepts profiles. */
  readonly receiver?: string | undefined;
  send?(link: string, profile: string | undefined): void;
}

/** The exports of a program with pages; `export_program!` in `crates/ui/src/program.rs` defines them. */
export interface PageProgram {
  mount(
    root: Element,
    host: Host,
    link?: string,
    page?: string,
    draft?: string,
    base?: string,
    bank?: Uint8Array,
  ): boolean;
  open(text: string): void;
  back(key: string): void;
  stay(): void;
  rest(): void;
  erased(): void;
  end(): void;
}

/** The program of a group; `crates/worker` defines it. */
export interface Work {
  ask(bytes: Uint8Array): void;
  /** Works for some milliseconds, and returns whether work is left. */
  turn(): boolean;
}

/** The exports of each program. */
export interface Programs {
  app: PageProgram;
  desk: PageProgram;
  reader: { pack(json: string): Uint8Array };
  group: { Work: new (onAnswer: (bytes?: Uint8Array) => void, wake: () => void, database?: string, bank?: Uint8Array) => Work };
}

/** The place where a group may be saved, and the bank of its questions if it isn't the included one. */
export interface GroupSettings {
  database: string | undefined;
  bank: Uint8Array | undefined;
}

/** Takes a query as bytes. */
export type Ask = (bytes: Uint8Array) => void;
/** Gets an answer as bytes, or nothing if the group's program failed. */
export type OnAnswer = (bytes?: Uint8Array) => void;

/** A visit that runs in an element, a frame or the standalone page. */
export interface Visit {
  /** Opens text that may contain a profile link. */
  open(text: string): void;
  back(key: string): void;
  end(): void;
}

/** Markup as data: ["p", { class: "lead" }, "text", …]. Trusted Types forbid markup as text. */
export type Markup = string | [name: string, attributes: Record<string, string>, ...children: Markup[]];
