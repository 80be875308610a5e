import { near } from "./extent.js";

// Names beside the symbols, the most reported first; one that would lie over another is not shown until there is room.
const GAP_PX = 5;
const KM_PER_DEGREE = 111.2;

const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function beside(reach, wide, tall) {
  const away = reach + GAP_PX;
  return [
    [away, -tall / 2],
    [-away - wide, -tall / 2],
    [-wide / 2, -away - tall],
    [-wide / 2, away],
    [away * 0.7, -away * 0.7 - tall],
    [away * 0.7, away * 0.7],
  ];
}

// Places of an area's name: in its middle, else above or below it within the circle, else at its rim.
function within(reach, wide, tall) {
  const steps = [0, -0.45, 0.45, -0.75, 0.75].map((share) => [-wide / 2, share * reach - tall / 2]);
  return [...steps, [-wide / 2, -reach - tall - GAP_PX], [-wide / 2, reach + GAP_PX]];
}

export function arrange(map, symbols) {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const middle = map.getCenter().lng;
  const taken = [];
  const placed = symbols.map((symbol) => ({ symbol, ...map.project(near(symbol.at, middle)) }));
  for (const { symbol, x, y } of placed) {
    const { reach } = symbol;
    if (symbol.area === null) taken.push([x - reach, y - reach, x + reach, y + reach]);
  }
  const frame = map.getContainer().getBoundingClientRect();
  for (const control of map.getContainer().querySelectorAll(".maplibregl-ctrl")) {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    taken.push([left - frame.left, top - frame.top, right - frame.left, bottom - frame.top]);
  }
  const order = [...placed].sort((a, b) => (a.symbol.area !== null) - (b.symbol.area !== null) || b.symbol.rank - a.symbol.rank);
  for (const { symbol, x, y } of order) {
    const { name, area } = symbol;
    const [wide, tall] = [name.offsetWidth, name.offsetHeight];
    const north = area === null ? null : map.project([symbol.at[0], Math.min(85, symbol.at[1] + area / KM_PER_DEGREE)]);
    const around = area === null ? beside(symbol.reach, wide, tall) : within(y - north.y, wide, tall);
    const room = around.find(([dx, dy]) => {
      const box = [x + dx, y + dy, x + dx + wide, y + dy + tall];
      const inside = box[0] >= 2 && box[1] >= 2 && box[2] <= width - 2 && box[3] <= height - 2;
      return inside && !taken.some((other) => meet(box, other));
    });
    symbol.element.classList.toggle("unnamed", !room);
    const [dx, dy] = room ?? around[0];
    name.style.transform = `translate(${dx}px, ${dy}px)`;
    if (room) taken.push([x + dx - GAP_PX, y + dy, x + dx + wide + GAP_PX, y + dy + tall]);
  }
}
