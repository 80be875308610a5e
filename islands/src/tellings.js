// What a symbol tells when a pointer or the focus rests on it, and the list of places that cannot be drawn apart.
import { Popup } from "maplibre-gl";
import { ordered, swatch } from "./discs.js";

const WIDEST_PX = 272;
const SHARE = 0.6; // of the map's width at most: what is wider would run over its edge on one side

// An address of this server; anything else leads to the list of claims.
export function local(address) {
  return address.startsWith("/") && !address.startsWith("//") ? address : "/claims";
}

function made(tag, text, className) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
}

export class Tellings {
  constructor(map, colours) {
    this.map = map;
    this.colours = colours;
    const widest = Math.min(WIDEST_PX, map.getContainer().clientWidth * SHARE);
    const common = { maxWidth: `${widest}px`, focusAfterOpen: false };
    this.passing = new Popup({ ...common, closeButton: false, closeOnClick: false, className: "telling passing" });
    this.kept = new Popup({ ...common, className: "telling", focusAfterOpen: true });
    this.asked = null;
    this.opener = null;
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.kept.isOpen()) return;
      this.kept.remove();
      (this.opener?.isConnected ? this.opener : map.getCanvas()).focus({ preventScroll: true });
    });
  }

  // Of one place: name, numbers, kinds of events.
  place(properties) {
    const content = made("div");
    const [counts, ...further] = properties.lines;
    const kinds = made("ul", "", "kinds");
    for (const [family, number] of ordered(properties.families, this.colours)) {
      const line = made("li");
      const [, label] = this.colours.families[family] ?? this.colours.other;
      line.append(swatch(family, this.colours), ` ${label} ${number}`);
      kinds.append(line);
    }
    content.append(made("bdi", properties.where, "telling-name"), made("p", counts));
    if (kinds.children.length) content.append(kinds);
    for (const line of further) content.append(made("p", line));
    return content;
  }

  // Of places that cannot be drawn apart: a link for each, or for the first so many.
  list(found, most = Infinity) {
    const content = made("div");
    content.append(made("span", `${found.length} places close together`, "telling-name"), this.links(found.slice(0, most)));
    if (found.length > most) content.append(made("p", `and ${found.length - most} more`));
    return content;
  }

  // Of areas that were pressed.
  areas(found) {
    const content = made("div");
    const name = found.length > 1 ? `${found.length} areas` : "An area";
    content.append(made("span", name, "telling-name"), this.links(found), made("p", "The reports name no nearer place."));
    return content;
  }

  links(found) {
    const lines = made("ul", "", "places");
    for (const properties of found) {
      const line = made("li");
      const link = made("a");
      link.href = local(properties.address);
      link.append(made("bdi", properties.where));
      line.append(link, `: ${properties.lines[0]}`);
      lines.append(line);
    }
    return lines;
  }

  listen(element, at, reach, tell) {
    const show = async () => {
      this.asked = element;
      const content = await tell();
      if (this.asked !== element || this.kept.isOpen()) return;
      content.setAttribute("aria-hidden", "true"); // the symbol's own name says the same
      content.inert = true;
      this.passing.setLngLat(at).setOffset(reach + 4).setDOMContent(content).addTo(this.map);
    };
    const hide = () => {
      if (this.asked === element) this.asked = null;
      this.passing.remove();
    };
    element.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show());
    element.addEventListener("focus", () => element.matches(":focus-visible") && show());
    for (const end of ["pointerleave", "blur"]) element.addEventListener(end, hide);
    element.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }

  // `opener`: what gets the focus back when the list is closed by a key.
  open(at, reach, content, opener = null) {
    this.passing.remove();
    this.opener = opener;
    this.kept.setLngLat(at).setOffset(reach + 4).setDOMContent(content).addTo(this.map);
  }
}
