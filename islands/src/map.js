// The map of a page, over the drawing that the server made: it can be moved and zoomed, joins what lies too close, and says no
// more than the drawing. Where anything is missing (WebGL, the places, an outline) the drawing stays. All text goes in as text.
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { Map as MapLibre, NavigationControl, ScaleControl, AttributionControl, setWorkerUrl } from "maplibre-gl";
import { bounds } from "./extent.js";
import { outlines, style } from "./layers.js";
import { symbols } from "./symbols.js";

const NEAREST_ZOOM = 10; // outlines at 1:50 million say nothing nearer
const WIDEST_ZOOM = 0;
const FIRST_ZOOM = 6.8; // at first some 300 km from side to side, as on the server's drawing: a single town says no more
const MARGIN_PX = 60;
const NARROW_PX = 500;
const BESIDE_PX = 20; // more where the controls stand
const NOTE = "Natural Earth; boundaries imply no endorsement";
const WORDS = {
  "CooperativeGesturesHandler.WindowsHelpText": "Hold Ctrl and scroll to zoom the map",
  "CooperativeGesturesHandler.MacHelpText": "Hold ⌘ and scroll to zoom the map",
  "CooperativeGesturesHandler.MobileHelpText": "Use two fingers to move the map",
  "Map.Title": "Map: arrow keys move it, plus and minus zoom",
};

const beside = (name) => new URL(name, import.meta.url).href;

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

function hasWebGL() {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}

// The server's drawing again, as if nothing had been.
function left(drawing) {
  drawing.classList.remove("island", "framed");
  drawing.querySelector(".island-map")?.remove();
}

async function start(drawing) {
  if (!hasWebGL()) return;
  const colours = JSON.parse(drawing.dataset.colours);
  const [places, countries, waters] = await Promise.all(
    [drawing.dataset.places, beside("countries.json"), beside("waters.json")].map(fetched),
  );
  if (!places.features.length) return;
  setWorkerUrl(beside("map-worker.js"));
  const container = document.createElement("div");
  container.className = "island-map";
  drawing.classList.add("framed");
  drawing.append(container);
  const margin = container.clientWidth < NARROW_PX ? MARGIN_PX / 2 : MARGIN_PX;
  const map = new MapLibre({
    container,
    style: style(colours, outlines(countries, waters), places),
    bounds: bounds(places.features),
    fitBoundsOptions: { padding: { top: margin, left: margin, right: margin + BESIDE_PX, bottom: margin + BESIDE_PX }, maxZoom: FIRST_ZOOM },
    minZoom: WIDEST_ZOOM,
    maxZoom: NEAREST_ZOOM,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: WORDS,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new AttributionControl({ compact: false, customAttribution: NOTE }), "bottom-right");
  map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-right"); // above the note
  const leave = () => {
    map.remove();
    left(drawing);
  };
  map.on("webglcontextlost", leave);
  map.on("error", leave);
  map.once("load", () => {
    map.off("error", leave);
    symbols(map, places, colours);
    drawing.classList.add("island");
  });
}

for (const drawing of document.querySelectorAll('[data-island="map"]')) {
  start(drawing).catch(() => left(drawing));
}
