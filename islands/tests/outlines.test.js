import assert from "node:assert/strict";
import { test } from "node:test";
import { part } from "../plugins/assets.js";
import { shipped } from "../plugins/licences.js";
import { unwound, whole } from "../src/outlines.js";

test("a coast that crosses the 180th meridian runs on", () => {
  assert.deepEqual(unwound([[179, 65], [-179, 66], [-178, 66], [179.5, 65]]), [[179, 65], [181, 66], [182, 66], [179.5, 65]]);
});

test("a ring around a pole is closed along it", () => {
  const ring = [[-180, -70], [-90, -71], [0, -72], [90, -71], [180, -70]];
  const { coordinates: [made] } = whole({ type: "Polygon", coordinates: [ring] });
  assert.deepEqual(made.slice(-3), [[180, -90], [-180, -90], [-180, -70]]);
});

test("a part of a topology holds the arcs of its objects alone, whichever way round they run", () => {
  const topology = {
    type: "Topology",
    transform: { scale: [1, 1], translate: [0, 0] },
    arcs: [[[0, 0]], [[1, 1]], [[2, 2]], [[3, 3]]],
    objects: {
      land: { type: "GeometryCollection", geometries: [{ type: "Polygon", arcs: [[0, 1]] }] },
      rivers: { type: "GeometryCollection", geometries: [{ type: "LineString", arcs: [~3, 1] }, { type: null }] },
    },
  };
  const made = part(topology, ["rivers"]);
  assert.deepEqual(made.objects.rivers.geometries, [{ type: "LineString", arcs: [~0, 1] }]);
  assert.deepEqual(made.arcs, [[[3, 3]], [[1, 1]]]);
});

test("what is shipped is what is not only for building", () => {
  const packages = {
    "": { name: "sitrep-islands" },
    "node_modules/maplibre-gl": { version: "6.0.0", license: "BSD-3-Clause" },
    "node_modules/vite": { version: "8.0.0", license: "MIT", dev: true },
    "node_modules/a/node_modules/b": { version: "1.0.0", license: "ISC" },
  };
  assert.deepEqual(shipped({ packages }).map(({ name, licence }) => [name, licence]), [["maplibre-gl", "BSD-3-Clause"], ["b", "ISC"]]);
});
