// Symbols of the map as elements of the page: places lead to their claims, what lies too close is joined until one zooms in.
import { Marker } from "maplibre-gl";
import { disc, joined, roomFor } from "./discs.js";
import { near } from "./extent.js";
import { familiesOf } from "./layers.js";
import { arrange } from "./names.js";
import { Tellings, local } from "./tellings.js";

const POINTS = "points";
const FEWEST_PX = 24; // of what can be pressed
const NAMES_TOLD = 5;
const NEAR_PX = 5;
const TOP = 100;
const [RIM_PX, JOINED_RIM_PX] = [2, 5];

function named(element, text) {
  const name = document.createElement("bdi");
  name.className = "spot-name";
  name.textContent = text;
  element.append(name);
  return name;
}

function sized(element, radius) {
  const size = `${Math.max(FEWEST_PX, 2 * radius)}px`;
  element.style.width = size;
  element.style.height = size;
  element.style.zIndex = String(Math.round(TOP - radius)); // small ones lie on large ones
}

export function symbols(map, places, colours) {
  const families = familiesOf(places);
  const [smallest, largest] = colours.radii;
  const features = places.features;
  const tellings = new Tellings(map, colours);
  const shown = new Map();
  let most = 1; // claims of the largest symbol that is drawn: the others are drawn in proportion to it
  const radius = (claims) => Math.max(smallest, largest * Math.sqrt(claims / most));

  function place(feature) {
    const { properties, geometry } = feature;
    const element = document.createElement("a");
    element.className = "spot";
    element.href = local(properties.address);
    element.setAttribute("aria-label", properties.told);
    const isArea = properties.radius_km !== null;
    const reach = isArea ? 0 : radius(properties.claims) + RIM_PX;
    if (isArea) element.classList.add("area");
    else {
      sized(element, reach);
      element.append(disc(properties.families, reach - RIM_PX, colours));
    }
    const name = named(element, properties.label);
    tellings.listen(element, geometry.coordinates, reach, () => tellings.place(properties));
    return { element, name, reach, rank: properties.claims, at: geometry.coordinates, area: isArea ? properties.radius_km : null };
  }

  function cluster(feature) {
    const { cluster_id: id, claims, point_count: count } = feature.properties;
    const counts = Object.fromEntries(families.map((family) => [family, feature.properties[`n_${family}`]]));
    const reach = Math.max(radius(claims), roomFor(count)) + JOINED_RIM_PX;
    const element = document.createElement("button");
    element.type = "button";
    element.className = "spot cluster";
    element.setAttribute("aria-label", `${count} places close together. Zoom in`);
    element.dataset.count = count; // drawn by the style sheet, so that the button's text is its name alone
    sized(element, reach);
    element.append(joined(counts, count, reach - JOINED_RIM_PX, colours));
    const name = named(element, "");
    const symbol = { element, name, reach, rank: claims, at: feature.geometry.coordinates, area: null };
    const source = map.getSource(POINTS);
    const members = source.getClusterLeaves(id, Infinity, 0).then((leaves) => {
      const found = leaves.map((each) => features[each.properties.index].properties);
      found.sort((a, b) => b.claims - a.claims);
      const few = found.slice(0, NAMES_TOLD).map((each) => each.label).join(", ");
      const more = found.length > NAMES_TOLD ? ` and ${found.length - NAMES_TOLD} more` : "";
      name.textContent = `${found[0].label} +${found.length - 1}`;
      element.setAttribute("aria-label", `${name.textContent}: ${found.length} places close together, ${few}${more}. Zoom in`);
      arranged();
      return found;
    });
    element.addEventListener("click", async () => {
      const zoom = await source.getClusterExpansionZoom(id);
      if (zoom > map.getMaxZoom()) tellings.open(symbol.at, symbol.reach, tellings.list(await members), element);
      else map.easeTo({ center: symbol.at, zoom });
    });
    tellings.listen(element, symbol.at, symbol.reach, async () => tellings.list(await members, NAMES_TOLD));
    members.catch(() => {}); // the cluster was gone before it was asked for
    return symbol;
  }

  function arranged() {
    arrange(map, [...shown.values()].map(({ symbol }) => symbol));
  }

  // All that is drawn now, by a key of its own: where it is, claims of points, and how the symbol is made.
  function wanted() {
    const found = new Map();
    const add = (index, claims) => {
      const { geometry } = features[index];
      found.set(`place ${index}`, { at: geometry.coordinates, claims, make: () => place(features[index]) });
    };
    for (const feature of map.querySourceFeatures(POINTS)) {
      const { cluster: isCluster, cluster_id: id, index, claims } = feature.properties;
      if (isCluster) found.set(`cluster ${id}`, { at: feature.geometry.coordinates, claims, make: () => cluster(feature) });
      else add(index, claims);
    }
    features.forEach((feature, index) => feature.properties.radius_km !== null && add(index, 0));
    return found;
  }

  // What is outside has no element: focus would scroll the map's frame to it.
  function isSeen(at) {
    return map.getBounds().contains(near(at, map.getCenter().lng));
  }

  function remove(key) {
    shown.get(key).marker.remove();
    shown.delete(key);
  }

  function update() {
    if (!map.isSourceLoaded(POINTS)) return;
    const found = wanted();
    const before = most;
    most = Math.max(1, ...[...found.values()].map(({ claims }) => claims));
    const focused = [...shown].find(([, { symbol }]) => symbol.element === document.activeElement)?.[0];
    const gone = [...shown].filter(([key, { symbol }]) => before !== most || !found.has(key) || !isSeen(symbol.at));
    for (const [key] of gone) remove(key);
    const added = [...found].filter(([key, { at }]) => !shown.has(key) && isSeen(at));
    added.sort(([, a], [, b]) => b.claims - a.claims);
    for (const [key, { make }] of added) {
      const symbol = make();
      shown.set(key, { symbol, marker: new Marker({ element: symbol.element }).setLngLat(symbol.at).addTo(map) });
    }
    if (focused && !shown.has(focused)) map.getCanvas().focus({ preventScroll: true });
    else if (focused) shown.get(focused).symbol.element.focus({ preventScroll: true });
    if (gone.length || added.length) arranged();
  }

  // An area is pressed anywhere within its circle; of several that lie there all are told.
  const pressed = ({ x, y }) => {
    const box = [[x - NEAR_PX, y - NEAR_PX], [x + NEAR_PX, y + NEAR_PX]];
    const indices = map.queryRenderedFeatures(box, { layers: ["areas"] }).map((each) => each.properties.index);
    return [...new Set(indices)].sort((a, b) => a - b).map((index) => features[index].properties);
  };
  map.on("click", (event) => {
    const found = pressed(event.point);
    if (found.length) tellings.open(event.lngLat, 0, tellings.areas(found));
  });
  map.on("mousemove", (event) => { map.getCanvas().style.cursor = pressed(event.point).length ? "pointer" : ""; });

  map.on("sourcedata", (event) => event.sourceId === POINTS && event.isSourceLoaded && update());
  map.on("moveend", () => { update(); arranged(); });
  map.on("zoom", update);
  map.on("resize", arranged);
  map.on("idle", update);
  update();
}
