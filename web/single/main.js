// The script of the single file, which needs no server. xtask/src/single.rs packs it.

import * as programSwitch from "../lazy/program-switch.js";
import * as regions from "../lazy/regions.js";
import { startPage } from "../lib/standalone.js";
import * as groupHost from "./group-host.js";
import { provide } from "./load.js";

provide({ "group-host.js": groupHost, "regions.js": regions });
startPage({
  loadSwitch: async () => programSwitch,
  host: { shareBase: SHARE_BASE, site: SITE, dress: async () => {} },
});
