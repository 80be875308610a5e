// The part of the world that a map shows first, and circles on the globe.
const KM_PER_DEGREE = 111.2; // of latitude, on a sphere of the Earth's mean radius
const EDGES = 72; // of a circle
const NARROWEST = 0.2; // share of a degree of longitude at the equator that is left near a pole

const narrowing = (lat) => Math.max(NARROWEST, Math.cos((lat * Math.PI) / 180));

// Longitudes in the half of the world where they lie closest together: those west of the widest gap turn once around.
export function turned(longitudes) {
  const sorted = [...longitudes].sort((a, b) => a - b);
  let widest = 360 - (sorted.at(-1) - sorted[0]);
  let west = sorted[0];
  sorted.slice(1).forEach((lon, index) => {
    if (lon - sorted[index] > widest) [widest, west] = [lon - sorted[index], lon];
  });
  return longitudes.map((lon) => (lon < west ? lon + 360 : lon));
}

// [[west, south], [east, north]] that hold all places, areas with their radius.
export function bounds(features) {
  const longitudes = turned(features.map((each) => each.geometry.coordinates[0]));
  let [west, south, east, north] = [Infinity, 85, -Infinity, -85];
  features.forEach((feature, index) => {
    const lat = feature.geometry.coordinates[1];
    const reach = (feature.properties.radius_km ?? 0) / KM_PER_DEGREE;
    const wide = reach / narrowing(lat);
    west = Math.min(west, longitudes[index] - wide);
    east = Math.max(east, longitudes[index] + wide);
    south = Math.max(-85, Math.min(south, lat - reach));
    north = Math.min(85, Math.max(north, lat + reach));
  });
  return [[west, south], [east, north]];
}

// Polygon of an area: its circle on the globe.
export function circle([lon, lat], radiusKm) {
  const reach = (radiusKm / KM_PER_DEGREE) * (Math.PI / 180);
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  const ring = [];
  for (let edge = 0; edge <= EDGES; edge += 1) {
    const bearing = (2 * Math.PI * edge) / EDGES;
    const y = Math.asin(Math.sin(phi) * Math.cos(reach) + Math.cos(phi) * Math.sin(reach) * Math.cos(bearing));
    const x = lambda + Math.atan2(
      Math.sin(bearing) * Math.sin(reach) * Math.cos(phi),
      Math.cos(reach) - Math.sin(phi) * Math.sin(y),
    );
    ring.push([(x * 180) / Math.PI, (y * 180) / Math.PI]);
  }
  return { type: "Polygon", coordinates: [ring] };
}

// A point in the copy of the world that lies nearest to a longitude.
export function near([lon, lat], middle) {
  return [lon + 360 * Math.round((middle - lon) / 360), lat];
}
