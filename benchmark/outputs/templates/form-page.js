// Keeping what is said, and hearing it.

// ---- keeping it

function keep() {
  unsaved = true;
  try {
    window.localStorage.setItem(STORE, writeAnswers(set, state, new Date().toISOString()));
    unsaved = false;
    tell("kept", "Saved in this browser. Save to a file to hand it over.");
  } catch {
    tell("kept", "This browser keeps nothing for this page. Save to a file before you close it.");
  }
}

function stored() {
  try {
    return window.localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function takeOver(text) {
  const { state: found, faults } = readAnswers(set, text);
  if (faults.length) return faults;
  state = found;
  fillPage();
  show();
  showMade();
  return [];
}

function download(text, name) {
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function saveToFile(event) {
  const text = writeAnswers(set, state, new Date().toISOString());
  const name = `${set.id}-answers.json`;
  download(text, name);
  unsaved = false;
  byId("copy").value = text;
  // Beside the button that was pressed.
  tell(event.target.id === "save" ? "kept" : "saved", `Saved as ${name}. Look among your downloads.`);
}

function listFaults(lines) {
  const shown = lines.slice(0, 20);
  if (lines.length > shown.length) shown.push(`and ${lines.length - shown.length} more`);
  paragraphs("opened", shown);
}

async function openBenchmark(event) {
  const [file] = event.target.files;
  if (!file) return;
  event.target.value = "";
  const found = file.size > LARGEST_BENCHMARK
    ? { fault: "The file is too large to be a benchmark." } : readBenchmark(set, await file.text());
  benchmark = found.data || null;
  paragraphs("benchmark-says", found.fault ? [found.fault] : []);
  show();
}

// Say what a file would change of what stands here already.
function changedBy(found) {
  const plain = (one) => JSON.stringify([one.answer || NO_ANSWER, one.target || "", ...TEXTS.map((name) => one[name] || "")]);
  const here = [...state.answers].filter(([, said]) => plain(said) !== plain({}));
  return here.filter(([id, said]) => plain(said) !== plain(found.answers.get(id) || {})).length
    + (set.register ? changedLines(found) : 0)
    + [...state.attributes].filter(([id, option]) => found.attributes.get(id) !== option).length;
}

async function openFile(event) {
  const [file] = event.target.files;
  if (!file) return;
  event.target.value = "";
  if (file.size > LARGEST_FILE) {
    listFaults(["Nothing was opened. The file is too large to be one that this form saved."]);
    return;
  }
  const text = await file.text();
  const { state: found, faults } = readAnswers(set, text);
  if (faults.length) {
    listFaults(["Nothing was opened.", ...faults]);
    return;
  }
  const changed = changedBy(found);
  const key = otherSecret(state.returns, found.returns) ? " It holds another key for returns: with it the return made here can no longer be corrected." : "";
  const ask = `The file replaces what stands here. ${plural(changed, "answer")} of yours would change.${key} Open it?`;
  if ((changed || key) && !window.confirm(ask)) {
    listFaults(["Nothing was opened. Your answers are as they were."]);
    return;
  }
  const made = joinMade(state.returns, found.returns);
  takeOver(text);
  state.returns = made;
  showMade();
  keep();
  listFaults([`Opened: ${file.name}, with ${plural(answerCount(found), "answer")}.`]);
}

function answerCount(one) {
  return [...answersOf(set, one).values()].filter((said) => said.answer !== undefined && said.answer !== NO_ANSWER).length;
}

function clearAll() {
  const count = plural(answerCount(state), "answer");
  const key = state.returns && state.returns.secret
    ? " So would the key of the return that you made: without a saved file it can no longer be corrected or taken back." : "";
  if (!window.confirm(`Remove everything from this form and from this browser? ${count} would be gone.${key}`)) return;
  state = { attributes: new Map(), answers: new Map() };
  fillPage();
  show();
  try {
    window.localStorage.removeItem(STORE);
  } catch {
    // What keeps nothing has nothing to remove.
  }
  unsaved = false;
  byId("copy").value = "";
  clearLeave();
  tell("kept", "Everything is removed from this browser.");
}

// ---- hearing what is said

function leaveOneSense(input) {
  const box = input.closest("fieldset[data-question]");
  if (input.dataset.number !== undefined) {
    if (input.value.trim()) all("input[data-choice]:checked", box).forEach((other) => { other.checked = false; });
    return;
  }
  if (input.type !== "checkbox" || !input.checked) return;
  const alone = input.dataset.choice === "alone";
  for (const other of all("input[data-choice]:checked", box)) {
    if (other !== input && (alone || other.dataset.choice === "alone")) other.checked = false;
  }
  const number = box.querySelector("input[data-number]");
  if (number) number.value = "";
}

function hear(event) {
  const input = event.target;
  const box = input.closest("fieldset[data-question]");
  if (input.dataset.attribute) state.attributes.set(input.dataset.attribute, input.value);
  else if (input.closest("fieldset[data-line]")) {
    hearLine(input);
    return;
  } else if (!box) return;
  else {
    if (input.dataset.choice !== undefined || input.dataset.number !== undefined) leaveOneSense(input);
    const question = set.questions.find((one) => one.id === box.dataset.question);
    state.answers.set(question.id, readQuestion(question));
    if (input.dataset.text !== undefined) {
      // A note changes no score: nothing else on the page follows from it.
      keep();
      showQuestion(question, codes.get(question.id));
      return;
    }
  }
  keep();
  show();
}

// What is asked: a question, or a line of a register.
const BOXES = "fieldset[data-question], fieldset[data-line]";

function goToOpen() {
  const open = all(BOXES).filter((box) => (box.dataset.line ? isOpenLine(box) : codes.get(box.dataset.question) === NO_ANSWER));
  const here = document.activeElement && document.activeElement.closest(BOXES);
  const from = here || last;
  const after = open.filter((box) => from && from.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
  const target = after[0] || open[0];
  if (!target) return;
  last = target;
  // Where a line has rows, the first of them.
  (target.querySelector("details.row > summary") || target.querySelector("input")).focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
}

let last = null;
byId("form").addEventListener("input", hear);
byId("form").addEventListener("focusin", (event) => { last = event.target.closest(BOXES) || last; });
byId("form").addEventListener("submit", (event) => event.preventDefault());
byId("next").addEventListener("click", goToOpen);
byId("save").addEventListener("click", saveToFile);
byId("save-too").addEventListener("click", saveToFile);
byId("open").addEventListener("change", openFile);
byId("benchmark").addEventListener("change", openBenchmark);
byId("clear").addEventListener("click", clearAll);
byId("print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", () => {
  for (const box of all("details.more")) if (all("[data-text]", box).some((field) => field.value.trim())) box.open = true;
});
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
// The same form in another tab: what was said there last stands here too.
window.addEventListener("storage", (event) => { if (event.key === STORE && event.newValue) takeOver(event.newValue); });

const before = stored();
if (before && takeOver(before).length) {
  tell("kept", "What this browser kept of this form is damaged, and is not used.");
} else if (before) {
  tell("kept", "Your answers are as this browser kept them.");
} else {
  fillPage();
  tell("kept", "Every answer is saved as you go, where this browser allows it.");
}
show();
