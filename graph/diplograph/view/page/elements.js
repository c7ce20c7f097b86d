// Small helpers to make elements. Text goes in as text, never as markup.

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Article text: kept apart from the text around it, whatever direction it is written in.
function said(text) {
  return h("bdi", {}, text);
}

function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

function words(name) {
  return data.words[name] || name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function readable(date) {
  if (!date) return "undated";
  const [year, month, day] = date.slice(0, 10).split("-");
  return [day ? String(Number(day)) : "", month ? MONTHS[Number(month) - 1] : "", year].filter(Boolean).join(" ");
}

const WIDE = 1.45;

// The outline of an actor of some kind around (0, 0), as a path for canvas and SVG alike.
function outline(kind, size) {
  const r = size.toFixed(2);
  if (kind === "country") { // as wide as a flag, with room for three letters
    const c = size * 0.26;
    const s = size * 0.9;
    const w = s * WIDE;
    return `M${-w + c},${-s}H${w - c}Q${w},${-s} ${w},${-s + c}V${s - c}Q${w},${s} ${w - c},${s}H${-w + c}`
      + `Q${-w},${s} ${-w},${s - c}V${-s + c}Q${-w},${-s} ${-w + c},${-s}Z`;
  }
  if (kind === "organisation" || kind === "group") {
    const sides = kind === "organisation" ? 6 : 4;
    const radius = size * (sides === 4 ? 1.18 : 1.06);
    const points = Array.from({ length: sides }, (_, i) => {
      const angle = (2 * Math.PI * i) / sides;
      return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
    });
    return `M${points.join("L")}Z`;
  }
  return `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;
}

function kindIcon(kind) {
  return svg("svg", { class: "icon", viewBox: "-10 -10 20 20", "aria-hidden": "true" },
    svg("path", { d: outline(kind, kind === "country" ? 6.4 : 7.5), fill: kindColour(kind) }));
}

function familyIcon(family, status = "held") {
  const dash = { held: "none", planned: "5 3", denied: "1.5 3" }[status];
  const icon = svg("svg", { class: "line", viewBox: "0 0 26 10", "aria-hidden": "true" },
    svg("path", { d: "M1,5H25", stroke: colours[family], "stroke-width": 3, "stroke-dasharray": dash }));
  if (status === "denied") {
    icon.append(svg("path", { d: "M10,2L16,8M16,2L10,8", stroke: "currentColor", "stroke-width": 1.6 }));
  }
  return icon;
}

const dark = window.matchMedia("(prefers-color-scheme: dark)");
let printing = false;

function isDark() {
  return dark.matches && !printing;
}

function kindColour(kind) {
  return colours[kind];
}
