// Outlines that cross the 180th meridian, made whole.
const TURN = 360;

// A line whose longitudes run on beyond 180 where it crosses that meridian, instead of leaping to the other side.
export function unwound(line) {
  const made = [];
  let turn = 0;
  for (const [lon, lat] of line) {
    const before = made.at(-1);
    if (before && Math.abs(lon + turn - before[0]) > TURN / 2) turn += lon + turn < before[0] ? TURN : -TURN;
    made.push([lon + turn, lat]);
  }
  return made;
}

// A ring likewise; one around a pole is closed along that pole.
function ring(points) {
  const made = unwound(points);
  const [first, last] = [made[0], made.at(-1)];
  if (Math.abs(last[0] - first[0]) < TURN / 2) return made;
  const pole = first[1] < 0 ? -90 : 90;
  return [...made, [last[0], pole], [first[0], pole], first];
}

export function whole(geometry) {
  const { type, coordinates } = geometry;
  if (type === "Polygon") return { type, coordinates: coordinates.map(ring) };
  if (type === "MultiPolygon") return { type, coordinates: coordinates.map((polygon) => polygon.map(ring)) };
  if (type === "LineString") return { type, coordinates: unwound(coordinates) };
  if (type === "MultiLineString") return { type, coordinates: coordinates.map(unwound) };
  return geometry;
}
