import assert from "node:assert/strict";
import { test } from "node:test";
import { bounds, circle, near, turned } from "../src/extent.js";

const point = (lon, lat, radiusKm = null) => ({ geometry: { coordinates: [lon, lat] }, properties: { radius_km: radiusKm } });

test("Fiji and Tonga lie beside each other", () => {
  assert.deepEqual(turned([178.4, -175.2]), [178.4, 184.8]);
  const [[west], [east]] = bounds([point(178.4, -18.1), point(-175.2, -21.1)]);
  assert.ok(Math.abs(east - west - 6.4) < 1e-9);
});

test("places of one half of the world are left where they are", () => {
  assert.deepEqual(turned([39, 40.1, -74]), [39, 40.1, -74]);
});

test("an area is shown whole", () => {
  const [[west, south], [east, north]] = bounds([point(44, 33, 400)]);
  assert.ok(Math.abs(north - south - 800 / 111.2) < 1e-9);
  assert.ok(east - west > north - south); // degrees of longitude are shorter there
});

test("the circle of an area has its radius all around", () => {
  const { coordinates: [ring] } = circle([36.5, 49.5], 90);
  assert.deepEqual(ring[0].map((each) => each.toFixed(9)), ring.at(-1).map((each) => each.toFixed(9)));
  const radians = (degrees) => (degrees * Math.PI) / 180;
  for (const [lon, lat] of ring) {
    const cosine = Math.sin(radians(49.5)) * Math.sin(radians(lat))
      + Math.cos(radians(49.5)) * Math.cos(radians(lat)) * Math.cos(radians(lon - 36.5));
    assert.ok(Math.abs((Math.acos(cosine) * 180 * 111.2) / Math.PI - 90) < 0.01);
  }
});

test("a point is taken in the copy of the world that is looked at", () => {
  assert.deepEqual(near([-175, -18], 190), [185, -18]);
  assert.deepEqual(near([39, 36], 40), [39, 36]);
});
