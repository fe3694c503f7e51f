// Shows JSON indented, with its parts told apart by colour.

import { el } from "./dom.js";

/** A <pre> with the value; it can be scrolled by keyboard. */
export function json(value, label) {
  const pre = el("pre", { tabindex: "0", role: "group", "aria-label": label });
  write(pre, value, "");
  return pre;
}

function write(out, value, indent) {
  if (value !== null && typeof value === "object") {
    composite(out, value, indent);
  } else {
    const kind = typeof value === "string" ? "text" : "number";
    out.append(el("span", { class: kind }, JSON.stringify(value)));
  }
}

function composite(out, value, indent) {
  const list = Array.isArray(value);
  const entries = Object.entries(value);
  out.append(list ? "[" : "{");
  entries.forEach(([key, member], i) => {
    out.append(`\n${indent}  `);
    if (!list) out.append(el("span", { class: "key" }, JSON.stringify(key)), ": ");
    write(out, member, `${indent}  `);
    if (i < entries.length - 1) out.append(",");
  });
  out.append(entries.length ? `\n${indent}` : "", list ? "]" : "}");
}
