// In a comment: the names that fit what was typed after an @, to be chosen.
// Without this module the same names stand in a list below the field.

const names = [...document.querySelectorAll(".people-names [data-name]")].map((each) => each.dataset.name);

function begun(field) {
  const before = field.value.slice(0, field.selectionStart);
  const found = /(?:^|[^\p{L}\p{N}@.])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u.exec(before);
  return found ? found[1] : null;
}

function follow(field) {
  const list = document.createElement("ul");
  list.className = "name-choices";
  list.setAttribute("role", "list");
  list.setAttribute("aria-label", "Names that fit");
  list.hidden = true;
  const told = document.createElement("p");
  told.className = "govuk-visually-hidden";
  told.setAttribute("role", "status");
  field.after(list, told);

  function offer() {
    const typed = begun(field);
    const fit =
      typed === null ? [] : names.filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()) && name !== typed);
    list.replaceChildren(...fit.slice(0, 8).map((name) => choice(name, typed)));
    list.hidden = fit.length === 0;
    told.textContent = fit.length ? `${fit.length} names fit, below the field` : "";
  }

  function choice(name, typed) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "small-button";
    button.textContent = name;
    button.addEventListener("click", () => {
      const end = field.selectionStart;
      field.setRangeText(`${name} `, end - typed.length, end, "end");
      field.focus();
      offer();
    });
    item.append(button);
    return item;
  }

  field.addEventListener("input", offer);
  field.addEventListener("click", offer);
}

for (const field of document.querySelectorAll("#id_text, textarea[data-names]")) follow(field);
