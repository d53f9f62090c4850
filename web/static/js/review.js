// The review without a page load in between, by mouse or by keys: the page's own forms are sent, and
// what the service answers is put in the place of what was there. Without scripts the same forms do
// the same. A key acts on one candidate only, the current one, which has the focus or the mark.

const CARD = ".kp-candidate[data-candidate]";
const FIELD = "input, textarea, select, [contenteditable]";

let spoken = document.querySelector("#spoken");
// What was done last in this window, newest last: each knows how to be undone.
const done = [];
let current = null;
let busy = false;

const voice = document.createElement("p");
voice.className = "visually-hidden";
voice.setAttribute("aria-live", "polite");
document.body.append(voice);

const words = (name, values = {}) =>
  spoken.dataset[name].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
const say = (...sentences) => (voice.textContent = sentences.filter(Boolean).join(" "));

/* The candidates of the line that is shown: of an offer its students, of a student the offers. */
const list = () => document.querySelector(".kp-review-candidates");
const lineId = () => list()?.dataset.line;
const cards = () => [...document.querySelectorAll(CARD)];
const cardOf = (candidate) => cards().find((card) => card.dataset.candidate === candidate);
const form = (card, does) => card?.querySelector(`form[data-does="${does}"]`);
const called = (card) => card.dataset.called;
const isOpen = (card) => Boolean(form(card, "confirm") || (form(card, "reject") && !form(card, "undo")));

/* A skip is "not now": it is no decision, so it is told to nobody, and ends with the window. */
const skipsKey = () => `kajplats-skipped-${spoken.dataset.round}`;
const skips = () => new Set(JSON.parse(sessionStorage.getItem(skipsKey()) ?? "[]"));
const isSkipped = (card) => skips().has(card.dataset.pair);
const lineOf = (pair) => pair.split(":")[spoken.dataset.side === "students" ? 1 : 0];
const skippedOf = (line) => [...skips()].filter((each) => lineOf(each) === line).length;

function setSkipped(card, skipped) {
  const all = skips();
  if (skipped) all.add(card.dataset.pair);
  else all.delete(card.dataset.pair);
  sessionStorage.setItem(skipsKey(), JSON.stringify([...all]));
  markSkipped();
}

function markSkipped() {
  for (const card of cards()) {
    const skipped = isOpen(card) && isSkipped(card);
    card.classList.toggle("kp-skipped", skipped);
    card.querySelector("[data-skipped-mark]").hidden = !skipped;
  }
}

const waits = (card) => isOpen(card) && !isSkipped(card);

function makeCurrent(card, { focus = true } = {}) {
  current?.removeAttribute("aria-current");
  current = card ?? null;
  current?.setAttribute("aria-current", "true");
  if (!focus) return;
  const target = current ?? document.querySelector("#of");
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" });
}

/* The page: asked for, and put in the place of the one before. */
function put(html, address) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const main = fresh.querySelector("main");
  if (!main?.querySelector("#spoken")) return false;
  document.querySelector("main").replaceChildren(...main.childNodes);
  document.title = fresh.title;
  history.replaceState(null, "", address);
  current = null;
  ready();
  document.dispatchEvent(new Event("kajplats:review"));
  return true;
}

async function open(address) {
  const answer = await fetch(address);
  return answer.ok && put(await answer.text(), answer.url);
}

async function showAll() {
  const more = document.querySelector("[data-show-all]");
  return Boolean(more) && open(more.href);
}

const flash = () => document.querySelector(".kp-flashes")?.innerText.trim() ?? "";
const left = () => document.querySelector("#bar p")?.innerText.replace(/\s+/g, " ").trim() ?? "";

/* Sends what a form says. Gives whether it was carried out. */
async function send({ action, body, what, who, candidate }) {
  const headers = { Accept: "application/json, text/html;q=0.9" };
  const answer = await fetch(action, { method: "POST", body, headers });
  if (!answer.ok) await refused(answer, { what, who, candidate });
  else if (put(await answer.text(), answer.url)) return true;
  else window.location.assign(answer.url);
  return false;
}

/* One thing at a time: a key that comes while an answer is awaited would act on somebody who was
   never looked at. */
async function alone(does) {
  if (busy) return;
  busy = true;
  try {
    await does();
  } catch {
    // The form is still there with the key it had: sent again, it is carried out once.
    warn([spoken.dataset.unsent]);
  } finally {
    busy = false;
  }
}

/* Somebody else was first, or it may not be: what was wanted and what stands there now, both. */
async function refused(answer, { what, who, candidate }) {
  const { error, title = "", happened = "", kept = "", to_do: toDo = "" } = await answer.json();
  await open(window.location.href);
  const card = cardOf(candidate);
  makeCurrent(card, { focus: false });
  warn(
    // What they say of loading the page anew is done already.
    [`${title}.`, happened, kept, error === "NotTheSame" ? "" : toDo],
    [
      words("yours", { what, who }),
      card ? words("theirs", { state: card.dataset.state || spoken.dataset.none }) : "",
    ],
  );
}

function warn(...paragraphs) {
  const box = document.querySelector("#warning").content.firstElementChild.cloneNode(true);
  const lines = paragraphs.map((sentences) => sentences.filter(Boolean).join(" "));
  box.querySelectorAll("p").forEach((line, at) => (line.textContent = lines[at] ?? ""));
  box.querySelector("button").addEventListener("click", () => {
    box.remove();
    makeCurrent(current);
  });
  document.querySelector(".kp-review-warning")?.remove();
  document.querySelector(".kp-flashes").after(box);
  box.focus();
}

/* What the keys, and the buttons that they stand for, do. */
async function act(source, button) {
  const card = source.closest(CARD);
  const { candidate } = card.dataset;
  const who = called(card);
  const what = (button ?? source.querySelector("button")).innerText.replace(/^\d\s*/, "");
  const after = cards().slice(cards().indexOf(card) + 1).map((each) => each.dataset.candidate);
  const does = source.dataset.does;
  const body = new FormData(source, button);
  if (!(await send({ action: source.action, body, what, who, candidate }))) return;
  const acted = cardOf(candidate);
  if (does === "undo") {
    forget(candidate);
    say(flash(), left());
    return makeCurrent(acted);
  }
  const undo = form(acted, "undo");
  const how = undo && { action: undo.action, body: new FormData(undo) };
  if (undo) done.push({ candidate, who, line: lineId(), ...how });
  await goOn(after, [flash(), left()]);
}

function forget(candidate) {
  const at = done.findLastIndex((each) => each.candidate === candidate && each.line === lineId());
  if (at >= 0) done.splice(at, 1);
}

/* To the next that waits: first those after, then those before, then those of the next line. */
async function goOn(after, told) {
  const isFull = !("room" in list().dataset);
  const waiting = isFull ? [] : cards().filter(waits);
  const next = waiting.find((card) => after.includes(card.dataset.candidate)) ?? waiting[0];
  if (next) {
    makeCurrent(next);
    return say(...told, words("next", { who: called(next) }));
  }
  if (!isFull && (await showAll())) return goOn([], told);
  return toLine(1, told);
}

async function toLine(step, told = []) {
  const lines = [...document.querySelectorAll(".kp-review-offers li[data-line]")];
  const here = lines.findIndex((line) => line.dataset.line === lineId());
  const around = step > 0 ? [...lines.slice(here + 1), ...lines.slice(0, Math.max(here, 0))]
    : [...lines.slice(0, Math.max(here, 0)).reverse(), ...lines.slice(here + 1).reverse()];
  const needing = around.find((line) => Number(line.dataset.left) > skippedOf(line.dataset.line));
  if (!needing || !(await open(needing.querySelector("a").href))) {
    makeCurrent(cards().find(waits) ?? null);
    return say(...told, words("noLine"));
  }
  if (!cards().some(waits)) await showAll();
  const next = cards().find(waits);
  makeCurrent(next);
  const line = words("line", { line: list().dataset.title });
  return say(...told, line, next ? words("next", { who: called(next) }) : words("nobody"));
}

function move(step) {
  const all = cards();
  const at = all.indexOf(current);
  makeCurrent(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
}

function choose(does) {
  const found = form(current, does);
  if (found) return act(found);
  return say(current ? words("cannot", { who: called(current) }) : words("nobody"));
}

function ask() {
  const panel = current?.querySelector(".kp-reject");
  if (!panel) return choose("reject");
  panel.open = true;
  panel.querySelector("fieldset button").focus();
  return say(words("reasons", { who: called(current) }));
}

function skip() {
  if (!current || !isOpen(current)) return choose("skip");
  const card = current;
  const told = [words("skipped", { who: called(card) }), left()];
  const after = cards().slice(cards().indexOf(card) + 1).map((each) => each.dataset.candidate);
  setSkipped(card, true);
  done.push({ candidate: card.dataset.candidate, line: lineId(), skipped: true });
  return goOn(after, told);
}

async function undo() {
  const last = done.pop();
  if (!last) return form(current, "undo") ? choose("undo") : say(words("nothing"));
  if (!last.skipped) {
    if (await send({ ...last, what: spoken.dataset.undo })) {
      makeCurrent(cardOf(last.candidate));
      say(flash(), left());
    }
    return undefined;
  }
  if (last.line !== lineId()) {
    const line = document.querySelector(`.kp-review-offers li[data-line="${last.line}"] a`);
    if (line) await open(line.href);
  }
  if (!cardOf(last.candidate)) await showAll();
  const card = cardOf(last.candidate);
  if (!card) return say(words("nothing"));
  setSkipped(card, false);
  makeCurrent(card);
  return say(words("unskipped", { who: called(card) }));
}

const KEYS = {
  j: () => move(1), k: () => move(-1), c: () => choose("confirm"), r: ask, s: skip, u: undo,
  n: () => toLine(1), p: () => toLine(-1), "?": () => document.querySelector("#keys").showModal(),
};

function pressed(event) {
  if (!("keys" in spoken.dataset) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(FIELD) || document.querySelector("dialog[open]")) return;
  const panel = current?.querySelector(".kp-reject[open]");
  const reason = panel?.querySelectorAll("fieldset button")[Number(event.key) - 1];
  const does = reason ? () => act(reason.form, reason) : panel && event.key === "Escape"
    ? () => { panel.open = false; makeCurrent(current); } : KEYS[event.key];
  if (!does) return;
  event.preventDefault();
  if (!event.repeat || "jk".includes(event.key)) alone(does);
}

function ready() {
  spoken = document.querySelector("#spoken");
  for (const each of document.querySelectorAll("[data-with-script]")) each.hidden = false;
  markSkipped();
  // What is looked at stands in sight in the list beside, however long that is.
  const line = document.querySelector(".kp-review-offers .kp-chosen");
  const box = line?.closest(".kp-review-offers");
  if (line && line.offsetTop + line.offsetHeight > box.clientHeight) box.scrollTop = line.offsetTop - box.clientHeight / 2;
}

if (spoken) {
  ready();
  makeCurrent(document.getElementById(window.location.hash.slice(1))?.closest(CARD) ?? cards().find(waits), { focus: false });
  document.addEventListener("keydown", pressed);
  document.addEventListener("focusin", ({ target }) => {
    const card = target.closest(CARD);
    if (card && card !== current) makeCurrent(card, { focus: false });
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.does) return;
    event.preventDefault();
    alone(() => act(event.target, event.submitter));
  });
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-open-keys]")) document.querySelector("#keys").showModal();
  });
}
