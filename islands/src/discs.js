// Discs cut by kinds of events: shares of events, not of anything that is known about the place.
const SVG = "http://www.w3.org/2000/svg";

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const colourOf = (colours, family) => (colours.families[family] ?? colours.other)[0];

// Families in the order of the scale, with their numbers.
export function ordered(families, colours) {
  const order = Object.keys(colours.families);
  const rank = (family) => (order.includes(family) ? order.indexOf(family) : order.length);
  return Object.entries(families).filter(([, number]) => number > 0).sort(([a], [b]) => rank(a) - rank(b));
}

function wedges(families, radius, colours) {
  const found = ordered(families, colours);
  if (found.length < 2) return [drawn("circle", { r: radius, fill: colourOf(colours, found[0]?.[0]) })];
  const total = found.reduce((sum, [, number]) => sum + number, 0);
  let angle = -Math.PI / 2;
  return found.map(([family, number]) => {
    const turn = (2 * Math.PI * number) / total;
    const at = () => `${radius * Math.cos(angle)} ${radius * Math.sin(angle)}`;
    const start = at();
    angle += turn;
    const d = `M0 0L${start}A${radius} ${radius} 0 ${Number(turn > Math.PI)} 1 ${at()}Z`;
    return drawn("path", { d, fill: colourOf(colours, family), stroke: colours.paper, "stroke-width": 0.8 });
  });
}

function framed(reach, ...parts) {
  const size = 2 * reach;
  return drawn("svg", { width: size, height: size, viewBox: `${-reach} ${-reach} ${size} ${size}`, "aria-hidden": "true" }, ...parts);
}

export function disc(families, radius, colours) {
  const rim = drawn("circle", { r: radius + 1.5, fill: colours.paper, stroke: colours.ink });
  return framed(radius + 2, rim, ...wedges(families, radius, colours));
}

const holeOf = (count) => 3 + 3.2 * String(count).length;

// Radius of the smallest disc that leaves its colours to be seen around the number.
export const roomFor = (count) => holeOf(count) + 4;

// A disc with a second rim, and room for how many places are joined in it.
export function joined(families, count, radius, colours) {
  return framed(
    radius + 5,
    drawn("circle", { r: radius + 4.5, fill: colours.paper, stroke: colours.ink }),
    drawn("circle", { r: radius + 1.5, fill: colours.paper, stroke: colours.ink }),
    ...wedges(families, radius, colours),
    drawn("circle", { r: holeOf(count), fill: colours.paper }),
  );
}

export function swatch(family, colours) {
  return drawn(
    "svg", { width: 12, height: 12, viewBox: "0 0 12 12", class: "swatch", "aria-hidden": "true" },
    drawn("rect", { width: 12, height: 12, fill: colourOf(colours, family), stroke: colours.ink, "stroke-width": 0.5 }),
  );
}
