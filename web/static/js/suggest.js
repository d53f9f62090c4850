// Suggests words while somebody types in a field marked data-suggest: a combobox as the ARIA
// practices describe it. Arrow keys move, Enter takes, Escape closes; any other words stay as they
// are typed. Without scripts the field is a plain one.

const PAUSE = 150;
const SHORTEST = 2;

const told = document.createElement("div");
told.className = "visually-hidden";
told.setAttribute("role", "status");
document.body.append(told);

let lists = 0;
let timer = 0;
let asked = null;

function prepare(input) {
  if (input.getAttribute("aria-controls") && listOf(input)) return;
  const list = document.createElement("ul");
  lists += 1;
  list.id = `suggestions-${lists}`;
  list.className = "kp-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
  input.parentElement.classList.add("kp-suggest");
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
}

const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));

function close(input) {
  clearTimeout(timer);
  asked?.abort();
  const list = listOf(input);
  if (list) list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function show(input, labels) {
  const list = listOf(input);
  const options = labels.map((label, at) => {
    const option = document.createElement("li");
    option.id = `${list.id}-${at}`;
    option.textContent = label;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  });
  list.replaceChildren(...options);
  list.hidden = options.length === 0;
  input.setAttribute("aria-expanded", String(options.length > 0));
  input.removeAttribute("aria-activedescendant");
  if (options.length) told.textContent = input.dataset.suggestFound.replace("{n}", options.length);
}

async function ask(input) {
  asked?.abort();
  asked = new AbortController();
  const address = new URL(input.dataset.suggest, location.href);
  address.searchParams.set("q", input.value);
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (answer.ok && document.activeElement === input) show(input, (await answer.json()).labels);
  } catch {
    // Away from the network, or typed on meanwhile: the words stay as they are typed.
  }
}

function mark(input, step) {
  const options = [...listOf(input).children];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = (at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length;
  options.forEach((option, place) => option.setAttribute("aria-selected", String(place === next)));
  options[next].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", options[next].id);
}

function take(input, option) {
  input.value = option.textContent;
  close(input);
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("[data-suggest]")) prepare(target);
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-suggest]")) return;
  clearTimeout(timer);
  if (target.value.trim().length < SHORTEST) close(target);
  else timer = setTimeout(ask, PAUSE, target);
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches("[data-suggest]") || input.getAttribute("aria-expanded") !== "true") return;
  const chosen = document.getElementById(input.getAttribute("aria-activedescendant"));
  if (event.key === "ArrowDown") mark(input, 1);
  else if (event.key === "ArrowUp") mark(input, -1);
  else if (event.key === "Escape") close(input);
  else if (event.key === "Enter" && chosen) take(input, chosen);
  else return;
  event.preventDefault();
});

document.addEventListener("focusout", ({ target }) => {
  if (target.matches("[data-suggest]")) close(target);
});

// Pressing a suggestion must not take the focus from the field before it is taken.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest(".kp-suggestions")) event.preventDefault();
});

document.addEventListener("click", ({ target }) => {
  const option = target.closest(".kp-suggestions > li");
  if (option) take(document.querySelector(`[aria-controls="${option.parentElement.id}"]`), option);
});
