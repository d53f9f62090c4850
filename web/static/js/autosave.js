// Sends a form marked data-autosave as it is filled in, a moment after the last change. Without
// scripts, or when sending fails, the form's own button does the same.

const PAUSE = 1200;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const note = form.querySelector("[data-saved-note]");
  let timer = 0;
  let last = Promise.resolve();

  const tell = (words) => {
    if (note) note.textContent = words;
  };

  // Every sending is a form of its own: the same key with other content would be refused.
  const content = () => {
    const values = new FormData(form);
    values.set("form_key", crypto.randomUUID());
    return values;
  };

  const save = async () => {
    tell(form.dataset.saving);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: content(),
        headers: { Accept: "application/json", "X-Autosave": "yes" },
      });
      tell(answer.ok ? form.dataset.saved : form.dataset.unsaved);
    } catch {
      tell(form.dataset.unsaved);
    }
  };

  const later = (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(save);
    }, PAUSE);
  };

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => clearTimeout(timer));
}
