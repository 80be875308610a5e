// Style of the map: surfaces, waters, borders, areas. No glyphs, sprites or tiles: nothing is asked of anybody.
import { feature, mesh } from "topojson-client";
import { circle } from "./extent.js";
import { whole } from "./outlines.js";

const CLUSTER_PX = [14, 40]; // where there are few: two of the smallest discs that just touch; where there are many
const MANY = 80;
const JOINED_ZOOM = 11; // places that lie too close are joined up to here: beyond the nearest zoom of the map

const collection = (geometries) => ({
  type: "FeatureCollection",
  features: geometries.map((geometry) => ({ type: "Feature", properties: {}, geometry })),
});

export function outlines(countries, waters) {
  const { land, countries: states } = countries.objects;
  return {
    land: collection(feature(countries, land).features.map((each) => whole(each.geometry))),
    borders: collection([whole(mesh(countries, states))]),
    lakes: collection(feature(waters, waters.objects.lakes).features.map((each) => whole(each.geometry))),
    rivers: collection([whole(mesh(waters, waters.objects.rivers))]),
  };
}

// Points with the sums that a cluster of them shows: claims, and events of each kind.
function points(places, families) {
  const told = places.features.flatMap(({ geometry, properties }, index) => {
    if (properties.radius_km !== null) return [];
    const numbers = families.map((family) => [`n_${family}`, properties.families[family] ?? 0]);
    return [{ type: "Feature", geometry, properties: { index, claims: properties.claims, ...Object.fromEntries(numbers) } }];
  });
  const sum = (name) => [name, ["+", ["get", name]]];
  return {
    type: "geojson",
    data: { type: "FeatureCollection", features: told },
    cluster: true,
    clusterRadius: CLUSTER_PX[Number(told.length > MANY)],
    clusterMaxZoom: JOINED_ZOOM,
    maxzoom: JOINED_ZOOM + 1,
    clusterProperties: Object.fromEntries(["claims", ...families.map((family) => `n_${family}`)].map(sum)),
  };
}

function areas(places) {
  const drawn = places.features.flatMap(({ geometry, properties }, index) => {
    const isArea = properties.radius_km !== null;
    return isArea ? [{ type: "Feature", properties: { index }, geometry: circle(geometry.coordinates, properties.radius_km) }] : [];
  });
  return { type: "geojson", data: { type: "FeatureCollection", features: drawn } };
}

const geojson = (data) => ({ type: "geojson", data, tolerance: 0.2 });

export function familiesOf(places) {
  return [...new Set(places.features.flatMap((each) => Object.keys(each.properties.families)))];
}

export function style(colours, drawn, places) {
  const line = (id, source, colour, width, more = {}) => ({
    id, source, type: "line",
    layout: { "line-join": "round", "line-cap": "round" },
    paint: { "line-color": colour, "line-width": width, ...more },
  });
  return {
    version: 8,
    sources: {
      land: geojson(drawn.land),
      borders: geojson(drawn.borders),
      lakes: geojson(drawn.lakes),
      rivers: geojson(drawn.rivers),
      areas: areas(places),
      points: points(places, familiesOf(places)),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", source: "land", type: "fill", paint: { "fill-color": colours.land, "fill-antialias": false } },
      line("rivers", "rivers", colours.river, ["interpolate", ["linear"], ["zoom"], 2, 0.6, 6, 1.8, 10, 3]),
      { id: "lakes", source: "lakes", type: "fill", paint: { "fill-color": colours.sea, "fill-outline-color": colours.river } },
      line("borders", "borders", colours.border, ["interpolate", ["linear"], ["zoom"], 1, 0.5, 5, 1.2]),
      { id: "areas", source: "areas", type: "fill", paint: { "fill-color": colours.ink, "fill-opacity": 0.06, "fill-antialias": false } },
      { ...line("rims", "areas", colours.ink, 1, { "line-dasharray": [5, 4] }), layout: {} },
      // Drawn as elements of the page; the layer makes the source be worked out.
      { id: "points", source: "points", type: "circle", paint: { "circle-radius": 1, "circle-opacity": 0 } },
    ],
  };
}
