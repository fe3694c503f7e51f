// Makes elements. Text becomes text nodes, never markup: nothing that an event says is interpreted.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; a child may be text. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

export const byId = (id) => document.getElementById(id);

let lastSaid = 0;

/** Tells a screen reader, at once when asked for, else at most every ten seconds. */
export function say(sentence, atOnce = false) {
  const now = Date.now();
  if (atOnce || now - lastSaid > 10_000) {
    lastSaid = now;
    byId("status").textContent = sentence;
  }
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
