// LICENSES.txt: the licences of every package that the built files may hold parts of.
import { readdirSync, readFileSync } from "node:fs";

const ALLOWED = new Set(["(MIT OR Apache-2.0)", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);
const HEAD = `The files in this folder were built from islands/ of sitrep and hold parts of the npm packages below, each under its own
licence. Outlines and waters are made with Natural Earth (https://www.naturalearthdata.com/), which is in the public domain.
`;

function text(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
  return names.map((name) => readFileSync(new URL(name, folder), "utf8").trim()).join("\n\n");
}

// What is installed for use, not for building, by the lock file. A package under a licence that nobody has looked at stops the build.
export function shipped(lock) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path && !entry.dev && !entry.devOptional)
    .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ""), path, version: entry.version, licence: entry.license }));
}

export function licences() {
  return {
    name: "licences",
    generateBundle() {
      const root = new URL("../", import.meta.url);
      const lock = JSON.parse(readFileSync(new URL("package-lock.json", root), "utf8"));
      const parts = shipped(lock).map(({ name, path, version, licence }) => {
        if (!ALLOWED.has(licence)) throw new Error(`${name} ${version} is under ${licence}: look at it before it is shipped`);
        return `${"-".repeat(80)}\n${name} ${version} (${licence})\n\n${text(new URL(`${path}/`, root))}\n`;
      });
      this.emitFile({ type: "asset", fileName: "LICENSES.txt", source: [HEAD, ...parts].join("\n") });
    },
  };
}
