#!/usr/bin/env node
// npx interlocal-assessment FOLDER: copies the widget's files to the folder that the host serves, such as
// public/interlocal. Removes files of other versions of the widget there, and no other files.

import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const site = fileURLToPath(new URL("./site/", import.meta.url));
const OURS = /^interlocal-\d+\.\d+\.\d+.*-[0-9a-f]{10}$/;

const [to] = process.argv.slice(2);
if (!to || to.startsWith("-")) {
  console.error("Usage: npx interlocal-assessment FOLDER\nFOLDER is where your host's static files are, such as public/interlocal.");
  process.exit(2);
}
if (existsSync(to)) {
  for (const name of readdirSync(to)) if (OURS.test(name)) rmSync(join(to, name), { recursive: true });
}
cpSync(site, to, { recursive: true });
console.log(`The widget's files are in ${to}. Serve them as they are.`);
