// The lines of a register on the page: rows are added, changed and removed.

const lineBoxes = new Map(all("fieldset[data-line]").map((box) => [box.dataset.line, box]));
const { register } = set;
let rowsMade = 0;

function entryOf(id) {
  return (state.entries && state.entries.get(id)) || { none: false, rows: [] };
}

function columnBoxes(row) {
  return all("[data-column]", row).map((box) => [register.columns.find((column) => column.id === box.dataset.column), box]);
}

function readRowBox(row) {
  const found = {};
  for (const [column, box] of columnBoxes(row)) {
    if (column.kind === "choices") {
      const ticked = all("input:checked", box).map((input) => input.value);
      if (ticked.length) found[column.id] = ticked.filter((id) => id !== "none");
    } else if (box.querySelector("input, select").value.trim()) {
      found[column.id] = box.querySelector("input, select").value;
    }
  }
  return found;
}

function fillRowBox(row, values) {
  for (const [column, box] of columnBoxes(row)) {
    const value = values[column.id];
    if (column.kind === "choices") {
      for (const input of all("input", box)) {
        input.checked = Array.isArray(value) && (value.includes(input.value) || (!value.length && input.value === "none"));
      }
    } else box.querySelector("input, select").value = value === undefined ? "" : value;
  }
}

// Make the fields of one row. Each gets an id of its own, so that labels and hints belong to it.
function makeRow(values, open) {
  const row = byId("row").content.firstElementChild.cloneNode(true);
  rowsMade += 1;
  for (const element of [row, ...all("*", row)]) {
    for (const name of ["id", "for", "name", "aria-describedby", "aria-labelledby"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replaceAll("ROW", `r${rowsMade}`));
    }
  }
  fillRowBox(row, values);
  row.open = open;
  return row;
}

function fillRegister() {
  for (const [id, box] of lineBoxes) {
    const entry = entryOf(id);
    box.querySelector("[data-none]").checked = entry.none;
    box.querySelector("[data-rows]").replaceChildren(...entry.rows.map((row) => makeRow(row, false)));
  }
}

function readLine(box) {
  if (!state.entries) state.entries = new Map();
  const rows = all("details.row", box).map(readRowBox);
  state.entries.set(box.dataset.line, { none: box.querySelector("[data-none]").checked, rows });
}

function rowName(values) {
  const texts = register.columns.filter((column) => column.kind === "text").map((column) => (values[column.id] || "").trim());
  return texts.filter((text) => text).slice(0, 2).join(", ") || "not named yet";
}

function showRow(row, at) {
  const values = readRowBox(row);
  let wrong = 0;
  for (const [column, box] of columnBoxes(row)) {
    const fault = valueFault(column, values[column.id]);
    wrong += fault ? 1 : 0;
    const input = box.querySelector("input, select");
    if (column.kind !== "choices") input.setAttribute("aria-invalid", fault ? "true" : "false");
    const says = box.querySelector(".says");
    // The words of a level are longer than what a list shows.
    if (says) tell(says.id, fault || (column.levels && values[column.id] ? input.selectedOptions[0].textContent : ""));
  }
  const named = `${register.one} ${at + 1}: ${rowName(values)}${wrong ? ` (${wrong} to correct)` : ""}`;
  if (row.querySelector("[data-name]").textContent !== named) row.querySelector("[data-name]").textContent = named;
}

// What of a line is still open: the titles of what follows from it, and has no answer.
function openMeasures(id) {
  return register.measures.filter((measure) => codes.get(`${id}-${measure.id}`) === NO_ANSWER).map((measure) => measure.title);
}

function showRegister() {
  for (const [id, box] of lineBoxes) {
    const rows = all("details.row", box);
    const none = box.querySelector("[data-none]");
    const open = openMeasures(id);
    box.hidden = register.measures.every((measure) => codes.get(`${id}-${measure.id}`) === NOT_ASKED);
    box.classList.toggle("open", open.length > 0);
    none.closest(".choice").hidden = rows.length > 0;
    box.querySelector("[data-add]").hidden = none.checked || rows.length >= register.limit;
    rows.forEach(showRow);
    tell(`l-${id}--says`, rows.length && open.length ? `Still open: ${open.join("; ")}.` : "");
  }
}

function isOpenLine(box) {
  return openMeasures(box.dataset.line).length > 0;
}

function hearLine(input) {
  const choices = input.closest("fieldset[data-column]");
  if (choices && input.checked) {
    for (const other of all("input:checked", choices)) {
      if (other !== input && (input.value === "none" || other.value === "none")) other.checked = false;
    }
  }
  readLine(input.closest("fieldset[data-line]"));
  keep();
  show();
}

function addRow(box) {
  const row = makeRow({}, true);
  box.querySelector("[data-rows]").append(row);
  readLine(box);
  keep();
  show();
  row.querySelector("input, select").focus();
}

function removeRow(row) {
  const box = row.closest("fieldset[data-line]");
  const filled = Object.keys(readRowBox(row)).length > 0;
  if (filled && !window.confirm(`Remove ${row.querySelector("[data-name]").textContent}?`)) return;
  row.remove();
  readLine(box);
  keep();
  show();
  box.querySelector("[data-add]").focus();
}

// How many lines of those that stand here a file would change.
function changedLines(found) {
  const plain = (entries) => new Map(Object.entries(writeLines(set, entries)).map(([id, entry]) => [id, JSON.stringify(entry)]));
  const there = plain(found.entries);
  return [...plain(state.entries)].filter(([id, entry]) => there.get(id) !== entry).length;
}

byId("form").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button && button.dataset.add !== undefined) addRow(button.closest("fieldset[data-line]"));
  if (button && button.dataset.remove !== undefined) removeRow(button.closest("details.row"));
});
window.addEventListener("beforeprint", () => all("details.row").forEach((row) => { row.open = true; }));
