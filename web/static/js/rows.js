// Adds and takes away rows of a field marked data-rows, without leaving the page. Without scripts
// the button saves what is written and the page comes back with more empty rows.

for (const field of document.querySelectorAll("[data-rows]")) {
  const rows = () => field.querySelectorAll("[data-row]");
  const changed = () => field.dispatchEvent(new Event("change", { bubbles: true }));

  // What a row's labels and ids end in is its number; an added row gets one that nobody has.
  let number = rows().length;

  const empty = (row) => {
    number += 1;
    for (const control of row.querySelectorAll("input, select")) {
      const label = row.querySelector(`label[for="${control.id}"]`);
      control.id = control.id.replace(/\d+$/, number);
      control.removeAttribute("aria-invalid");
      if (label) {
        label.htmlFor = control.id;
        label.textContent = label.textContent.replace(/\d+/, number);
      }
      if (control.tagName === "INPUT") control.value = "";
      else control.selectedIndex = [...control.options].findIndex((one) => one.defaultSelected);
      if (control.selectedIndex < 0) control.selectedIndex = 0;
    }
    for (const list of row.querySelectorAll("[role=listbox]")) list.remove();
    return row;
  };

  const blank = empty(rows()[rows().length - 1].cloneNode(true));

  const show = (row) => {
    row.querySelector("[data-remove-row]").hidden = false;
    return row;
  };

  const add = () => {
    const row = show(empty(blank.cloneNode(true)));
    field.querySelector("[data-add-row]").before(row);
    row.querySelector("input, select").focus();
  };

  const remove = (row) => {
    const near = row.nextElementSibling.matches("[data-row]")
      ? row.nextElementSibling
      : row.previousElementSibling;
    row.remove();
    if (near?.matches("[data-row]")) near.querySelector("input, select").focus();
    else add();
    changed();
  };

  rows().forEach(show);
  field.addEventListener("click", (event) => {
    const adds = event.target.closest("[data-add-row]");
    const removes = event.target.closest("[data-remove-row]");
    if (adds) {
      event.preventDefault();
      add();
    } else if (removes) remove(removes.closest("[data-row]"));
  });
}
