// Two diagrams beside each other: they move together, and a step that both have is highlighted in both.
//
//   data-together         the panel with the switch; data-together-on the switch, data-together-said the live region,
//                         data-together-back the way back to the sentence that was looked up
//   data-both             a button: data-a and data-b are ids of elements to show in the two diagrams
//
// The diagrams have no common coordinates. Where one is moved, the other follows through the steps that both have:
// each pulls with its nearness to the middle of the view, so that nothing jumps when the nearest one changes.
const NEAR = 60;

const panel = document.querySelector("[data-together]");
const middle = (element) => ({ x: element.x + element.width / 2, y: element.y + element.height / 2 });

function drawn(box, viewer) {
  const registry = viewer.get("elementRegistry");
  return (id) => { const found = registry.get(id); return found && found.width ? found : undefined; };
}

function named(element) {
  return (element?.businessObject?.name || "a step without a name").replace(/\s+/g, " ");
}

class Together {
  constructor(boxes, viewers, show) {
    this.boxes = boxes;
    this.viewers = viewers;
    this.show = show;
    this.get = boxes.map((box, n) => drawn(box, viewers[n]));
    this.partners = boxes.map((box) => JSON.parse(box.dataset.pairs || "{}"));
    this.moving = false;
    this.at = [-1, -1];
    this.shared = boxes.map((_, n) => this.inOrder(n));
    boxes.forEach((_, n) => this.listen(n));
  }

  // The steps of one side that have a partner, as they are read: from left to right, then down.
  inOrder(n) {
    return Object.keys(this.partners[n])
      .filter((id) => this.get[n](id) && this.partners[n][id].some((other) => this.get[1 - n](other)))
      .sort((one, two) => this.get[n](one).x - this.get[n](two).x || this.get[n](one).y - this.get[n](two).y);
  }

  listen(n) {
    const bus = this.viewers[n].get("eventBus");
    bus.on("canvas.viewbox.changed", () => this.follow(n));
    bus.on("element.hover", ({ element }) => this.pair(n, element.id));
    bus.on("element.out", () => this.pair(n, ""));
    this.boxes[n].addEventListener("keydown", (event) => {
      if (event.target !== this.boxes[n] || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key !== "n" && key !== "p") return;
      event.preventDefault();
      this.step(n, key === "n" ? 1 : -1);
    });
  }

  step(n, by) {
    const ids = this.shared[n];
    if (ids.length === 0) return;
    this.at[n] = (this.at[n] + by + ids.length) % ids.length;
    this.select(n, ids[this.at[n]]);
  }

  select(n, id) {
    this.quietly(() => {
      this.show(this.boxes[n], [id]);
      this.show(this.boxes[1 - n], this.partners[n][id] || []);
    });
    this.say(n, id);
  }

  say(n, id) {
    const said = panel?.querySelector("[data-together-said]");
    const element = this.get[n](id);
    if (!said || !element) return;
    const partners = (this.partners[n][id] || []).map((other) => this.get[1 - n](other)).filter(Boolean);
    const [one, other] = n === 0 ? ["A", "B"] : ["B", "A"];
    const theirs = partners.map((found) => `“${named(found)}”`).join(" and ") || "no such step";
    if (element.businessObject?.name || partners.length > 0) said.textContent = `${one}: “${named(element)}”. ${other}: ${theirs}.`;
  }

  pair(n, id) {
    for (const [side, viewer] of this.viewers.entries()) {
      const canvas = viewer.get("canvas");
      for (const old of this.marked?.[side] || []) canvas.removeMarker(old, "app-mark--paired");
    }
    const theirs = (this.partners[n][id] || []).filter((other) => this.get[1 - n](other));
    this.marked = n === 0 ? [[id], theirs] : [theirs, [id]];
    if (theirs.length === 0) this.marked = [[], []];
    for (const [side, ids] of this.marked.entries()) {
      for (const one of ids) this.viewers[side].get("canvas").addMarker(one, "app-mark--paired");
    }
  }

  quietly(act) {
    this.moving = true;
    try { act(); } finally { this.moving = false; }
  }

  follow(n) {
    if (this.moving || !panel?.querySelector("[data-together-on]")?.checked) return;
    if (this.boxes.some((box) => box.clientWidth === 0)) return;
    const { x, y, width, height, scale } = this.viewers[n].get("canvas").viewbox();
    const centre = { x: x + width / 2, y: y + height / 2 };
    let weights = 0, right = 0, down = 0;
    for (const id of this.shared[n]) {
      const ours = middle(this.get[n](id));
      const weight = 1 / (NEAR ** 2 + (ours.x - centre.x) ** 2 + (ours.y - centre.y) ** 2) ** 2;
      for (const other of this.partners[n][id]) {
        const found = this.get[1 - n](other);
        if (!found) continue;
        const theirs = middle(found);
        weights += weight;
        right += weight * (theirs.x - ours.x);
        down += weight * (theirs.y - ours.y);
      }
    }
    if (weights === 0) return;
    const box = this.boxes[1 - n];
    const [wide, tall] = [box.clientWidth / scale, box.clientHeight / scale];
    const to = { x: centre.x + right / weights - wide / 2, y: centre.y + down / weights - tall / 2 };
    this.quietly(() => this.viewers[1 - n].get("canvas").viewbox({ ...to, width: wide, height: tall }));
  }
}

let joined;

// Shows a step and its partners in both diagrams; false where they are not joined (yet).
export function select(box, id) {
  const side = joined?.boxes.indexOf(box) ?? -1;
  if (side < 0) return false;
  joined.select(side, id);
  return true;
}

// Called for each diagram that has been drawn; the second one joins the two.
export function together(box, shown, show) {
  const other = document.getElementById(box.dataset.other || "");
  if (!panel || joined || !other || !shown.has(other)) return;
  const boxes = [box, other].sort((one, two) => (one.id < two.id ? -1 : 1));
  joined = new Together(boxes, boxes.map((one) => shown.get(one)), show);
  panel.hidden = false;
  document.documentElement.dataset.together = "ready";
}

const back = panel?.querySelector("[data-together-back]");
let from;

back?.addEventListener("click", () => {
  from?.scrollIntoView({ block: "center" });
  from?.focus({ preventScroll: true });
  back.hidden = true;
});

for (const link of document.querySelectorAll("[data-both]")) {
  link.hidden = false;
  link.addEventListener("click", () => {
    if (!joined) return;
    const ids = [link.dataset.a, link.dataset.b].map((text) => (text ? text.split(" ") : []));
    joined.quietly(() => joined.boxes.forEach((box, n) => joined.show(box, ids[n])));
    from = link;
    if (back) back.hidden = false;
    const box = joined.boxes[ids[0].length > 0 ? 0 : 1];
    panel.scrollIntoView({ block: "start" });
    box.focus({ preventScroll: true });
  });
}
