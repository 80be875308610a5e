// Symbols of the map as elements of the page: places lead to their claims, what lies too close is joined until one zooms in.
import { Marker } from "maplibre-gl";
import { disc, joined } from "./discs.js";
import { familiesOf } from "./layers.js";
import { arrange } from "./names.js";
import { Tellings } from "./tellings.js";

const POINTS = "points";
const FEWEST_PX = 24; // of what can be pressed
const NAMES_TOLD = 5;

function local(address) {
  return address.startsWith("/") && !address.startsWith("//") ? address : "/claims";
}

function named(element, text) {
  const name = document.createElement("bdi");
  name.className = "spot-name";
  name.textContent = text;
  element.append(name);
  return name;
}

function sized(element, radius) {
  const size = `${Math.max(FEWEST_PX, 2 * radius + 4)}px`;
  element.style.width = size;
  element.style.height = size;
}

export function symbols(map, places, colours) {
  const families = familiesOf(places);
  const [smallest, largest] = colours.radii;
  const features = places.features;
  const most = Math.max(...features.map((each) => each.properties.claims));
  const radius = (claims) => Math.max(smallest, largest * Math.sqrt(claims / most));
  const tellings = new Tellings(map, colours);
  const shown = new Map();

  function place(feature) {
    const { properties, geometry } = feature;
    const element = document.createElement("a");
    element.className = "spot";
    element.href = local(properties.address);
    element.setAttribute("aria-label", properties.told);
    const isArea = properties.radius_km !== null;
    const reach = isArea ? 0 : radius(properties.claims);
    if (isArea) element.classList.add("area");
    else {
      sized(element, reach);
      element.append(disc(properties.families, reach, colours));
    }
    const name = named(element, properties.label);
    tellings.listen(element, geometry.coordinates, reach, () => tellings.place(properties));
    return { element, name, reach, rank: properties.claims, at: geometry.coordinates, area: isArea ? properties.radius_km : null };
  }

  function cluster(feature) {
    const { cluster_id: id, claims, point_count: count } = feature.properties;
    const counts = Object.fromEntries(families.map((family) => [family, feature.properties[`n_${family}`]]));
    const reach = radius(claims);
    const element = document.createElement("button");
    element.type = "button";
    element.className = "spot cluster";
    element.setAttribute("aria-label", `${count} places close together. Zoom in`);
    sized(element, reach + 4);
    element.append(joined(counts, count, reach, colours));
    const name = named(element, "");
    const symbol = { element, name, reach: reach + 4, rank: claims, at: feature.geometry.coordinates, area: null };
    const source = map.getSource(POINTS);
    const members = source.getClusterLeaves(id, Infinity, 0).then((leaves) => {
      const found = leaves.map((each) => features[each.properties.index].properties);
      found.sort((a, b) => b.claims - a.claims);
      const few = found.slice(0, NAMES_TOLD).map((each) => each.label).join(", ");
      const more = found.length > NAMES_TOLD ? ` and ${found.length - NAMES_TOLD} more` : "";
      element.setAttribute("aria-label", `${found.length} places close together: ${few}${more}. Zoom in`);
      name.textContent = `${found[0].label} +${found.length - 1}`;
      arranged();
      return found;
    });
    element.addEventListener("click", async () => {
      const zoom = await source.getClusterExpansionZoom(id);
      if (zoom > map.getMaxZoom()) tellings.open(symbol.at, symbol.reach, tellings.list(await members));
      else map.easeTo({ center: symbol.at, zoom });
    });
    tellings.listen(element, symbol.at, symbol.reach, async () => tellings.list(await members, NAMES_TOLD));
    members.catch(() => {}); // the cluster was gone before it was asked for
    return symbol;
  }

  function arranged() {
    arrange(map, [...shown.values()].map(({ symbol }) => symbol));
  }

  // What lies in view, by a key of its own. What is outside has no element: focus would scroll the map's frame to it.
  function wanted() {
    const found = new Map();
    const inView = map.getBounds();
    for (const feature of map.querySourceFeatures(POINTS)) {
      const { cluster: isCluster, cluster_id: id, index } = feature.properties;
      if (isCluster) found.set(`cluster ${id}`, () => cluster(feature));
      else found.set(`place ${index}`, () => place(features[index]));
    }
    features.forEach((feature, index) => {
      if (feature.properties.radius_km !== null) found.set(`place ${index}`, () => place(feature));
    });
    return { found, inView };
  }

  function update() {
    if (!map.isSourceLoaded(POINTS)) return;
    const { found, inView } = wanted();
    let changed = false;
    for (const [key, { marker, symbol }] of shown) {
      if (found.has(key) && inView.contains(symbol.at)) continue;
      if (symbol.element.contains(document.activeElement)) map.getCanvas().focus({ preventScroll: true });
      marker.remove();
      shown.delete(key);
      changed = true;
    }
    const added = [];
    for (const [key, make] of found) {
      if (shown.has(key)) continue;
      const symbol = make();
      if (inView.contains(symbol.at)) added.push([key, symbol]);
    }
    added.sort(([, a], [, b]) => b.rank - a.rank);
    for (const [key, symbol] of added) {
      shown.set(key, { symbol, marker: new Marker({ element: symbol.element }).setLngLat(symbol.at).addTo(map) });
      changed = true;
    }
    if (changed) arranged();
  }

  map.on("sourcedata", (event) => event.sourceId === POINTS && event.isSourceLoaded && update());
  map.on("moveend", () => { update(); arranged(); });
  map.on("zoom", update);
  map.on("resize", arranged);
  map.on("idle", update);
  update();
}
