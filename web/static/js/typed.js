// Keeps what is typed into a form in this tab of the browser until the form is carried out, so that
// nothing is lost when the sign-in, the network or the service goes away meanwhile. It is forgotten
// when the form is carried out, at sign-out, when the tab is closed, and after some hours. Nothing is
// kept of a form that asks for a secret, and no files. Without scripts, refusals show what was typed.

const PREFIX = "kajplats-typed ";
const HOUR = 3_600_000;
// Whoever is not signed in may sit at a computer that others use next.
const HOURS_OF_VISITORS = 1;
const HOURS = 12;
// As web/typed.py has it.
const SECRET = ["password", "secret", "code"];
const WRITTEN = "textarea, input:not([type=checkbox], [type=radio])";
const NOT_TYPED = "[type=hidden], [type=file], [type=submit], [type=button]";

const back = document.querySelector("#typed-back");
const { person } = back.dataset;
// Other tabs forget too when somebody signs out.
const tabs = new BroadcastChannel("kajplats");
// By form: under which name it is kept, and what its fields held when the page was opened.
const opened = new Map();

/* What is kept. */
const kept = () => Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));
const read = (name) => JSON.parse(sessionStorage.getItem(name) ?? "null");
const forget = (name) => sessionStorage.removeItem(name);

// Also what still stands on the page: a field that is left says once more that it was changed.
function forgetAll() {
  kept().forEach(forget);
  opened.clear();
}

function write(name, entry) {
  try {
    sessionStorage.setItem(name, JSON.stringify(entry));
  } catch {
    // Full, or not allowed.
  }
}

/* The fields of a form, by their names. */
const fieldsOf = (form) => [...form.elements].filter((one) =>
  one.name && one.matches("input, textarea, select") && !one.matches(NOT_TYPED));
const named = (form, name) => fieldsOf(form).filter((one) => one.name === name);
const hidden = (form, name) => form.querySelector(`input[type=hidden][name=${name}]`);
const mark = (form) => form.querySelector("[data-mark]");
const isTicked = (one) => one.type === "checkbox" || one.type === "radio";
const isSecret = (one) =>
  one.type === "password" || one.name.toLowerCase().split("_").some((word) => SECRET.includes(word));

const standsIn = (one) => {
  if (one.tagName !== "SELECT") return one.defaultValue;
  const chosen = [...one.options].find((option) => option.defaultSelected) ?? one.options[0];
  return chosen?.value ?? "";
};
const says = (form, name, value = (one) => one.value, ticked = (one) => one.checked) =>
  named(form, name).filter((one) => !isTicked(one) || ticked(one)).map(value);
const stood = (form, name) =>
  says(form, name, (one) => (isTicked(one) ? one.value : standsIn(one)), (one) => one.defaultChecked);
const isSame = (one, other) =>
  JSON.stringify(one.map((words) => words.trim())) === JSON.stringify(other.map((words) => words.trim()));

function isKept(form) {
  const fields = fieldsOf(form);
  return form.getAttribute("method") === "post" && fields.some((one) => one.matches(WRITTEN)) && !fields.some(isSecret);
}

function nameOf(form) {
  const { pathname, search } = new URL(form.getAttribute("action"), location.href);
  return `${PREFIX}${person} ${pathname}${search} ${fieldsOf(form).find((one) => one.matches(WRITTEN)).id}`;
}

/* As somebody types: what differs from what stood there, and what had been seen of it by then. */
function keep(form) {
  const { name, given } = opened.get(form);
  const before = read(name);
  const values = {};
  for (const field of new Set([...Object.keys(before?.values ?? {}), ...Object.keys(given)])) {
    const now = says(form, field);
    if (field in (before?.values ?? {}) || !isSame(now, given[field])) values[field] = now;
  }
  const seen = before?.seen ?? mark(form)?.value ?? "";
  if (Object.keys(values).length) write(name, { person, at: Date.now(), sent: "", seen, values });
}

/* When the page opens: what is over is forgotten, what was not carried out is filled in again. */
function forgetWhatIsOver() {
  const carriedOut = document.querySelector("[data-carried-out]")?.dataset.carriedOut.split(" ") ?? [];
  const refused = document.querySelector("[data-refused]")?.dataset.refused;
  for (const name of kept()) {
    const entry = read(name);
    const hours = entry.person ? HOURS : HOURS_OF_VISITORS;
    const isOthers = person && entry.person && entry.person !== person;
    if (isOthers || Date.now() - entry.at > hours * HOUR) forget(name);
    else if (entry.sent && entry.sent === refused) write(name, { ...entry, sent: "" });
    else if (entry.sent && carriedOut.includes(entry.sent)) forget(name);
  }
}

function put(form, field, values) {
  const rows = named(form, field)[0]?.closest("[data-rows]");
  // Rows are added by static/js/rows.js, which shows that it runs by the buttons that take them away.
  while (rows && named(form, field).length < values.length && !rows.querySelector("[data-remove-row]").hidden) {
    rows.querySelector("[data-add-row]").click();
  }
  named(form, field).forEach((one, at) => {
    if (isTicked(one)) one.checked = values.includes(one.value);
    else if (at in values && (one.tagName !== "SELECT" || [...one.options].some(({ value }) => value === values[at]))) {
      one.value = values[at];
    } else if (one.tagName !== "SELECT") one.value = "";
  });
}

function fillInAgain(form) {
  const { name } = opened.get(form);
  const entry = read(name);
  const behind = Object.keys(entry?.values ?? {}).filter((field) =>
    named(form, field).length && !isSame(says(form, field), entry.values[field]));
  if (!behind.length) return;
  const before = behind.map((field) => [field, says(form, field)]);
  const tokens = [[hidden(form, "form_key"), entry.sent], [mark(form), entry.seen]]
    .filter(([field, value]) => field && value)
    .map(([field, value]) => [field, value, field.value]);
  const focused = document.activeElement;
  behind.forEach((field) => put(form, field, entry.values[field]));
  tokens.forEach(([field, value]) => (field.value = value));
  focused?.focus?.({ preventScroll: true });
  for (let panel = form.closest("details"); panel; panel = panel.parentElement.closest("details")) panel.open = true;
  tell(form, () => {
    before.forEach(([field, values]) => put(form, field, values));
    tokens.forEach(([field, _value, own]) => (field.value = own));
    forget(name);
    named(form, behind[0])[0].focus();
  });
}

/* Said a moment after the place for it is there: only then do screen readers read it out. */
function tell(form, undo) {
  const note = back.content.firstElementChild.cloneNode(true);
  const [words, button] = [note.querySelector("p"), note.querySelector("button")];
  form.prepend(note);
  setTimeout(() => (words.textContent = note.dataset.back), 100);
  button.addEventListener("click", () => {
    undo();
    button.remove();
    words.textContent = note.dataset.forgotten;
  });
}

function open(form, given) {
  const names = new Set(fieldsOf(form).map((one) => one.name));
  opened.set(form, {
    name: nameOf(form),
    given: Object.fromEntries([...names].map((name) => [name, given(form, name)])),
  });
}

function ready() {
  forgetWhatIsOver();
  opened.clear();
  for (const form of [...document.querySelectorAll("main form")].filter(isKept)) {
    open(form, stood);
    fillInAgain(form);
  }
}

const typed = ({ target }) => opened.has(target.form) && keep(target.form);
document.addEventListener("input", typed);
document.addEventListener("change", typed);

document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-signs-out]")) {
    forgetAll();
    tabs.postMessage("signed out");
  }
  const { name } = opened.get(target) ?? {};
  const entry = name && read(name);
  if (entry) write(name, { ...entry, sent: hidden(target, "form_key")?.value ?? "" });
}, true);
tabs.addEventListener("message", forgetAll);

// What static/js/autosave.js has saved is no longer here alone; a new thing has an address by then.
document.addEventListener("kajplats:saved", ({ target }) => {
  if (!opened.has(target)) return;
  forget(opened.get(target).name);
  open(target, says);
});
document.addEventListener("kajplats:review", ready);
ready();
