// The page: fill it from what was said, hear what is said, show how far it is, keep it.

const set = JSON.parse(document.getElementById("set").textContent);
const STORE = `council-benchmark/${set.id}/${set.version}/${set.fingerprint}`;
const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const fieldsets = new Map(all("fieldset[data-question]").map((element) => [element.dataset.question, element]));
let state = { attributes: new Map(), answers: new Map() };
let unsaved = false;
let benchmark = null;

function tell(id, text) {
  // Said again only where it changed, so that a screen reader does not repeat it.
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

function plural(count, word) {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

// ---- what stands on the page

function readQuestion(question) {
  const box = fieldsets.get(question.id);
  const ticked = all("input[data-choice]:checked", box).map((input) => input.value);
  const said = { answer: NO_ANSWER };
  if (ticked.includes(NOT_APPLICABLE)) said.answer = NOT_APPLICABLE;
  else if (question.kind === "number") said.answer = box.querySelector("input[data-number]").value.trim();
  else if (question.kind === "one") said.answer = ticked.length ? ticked[0] : NO_ANSWER;
  else if (ticked.length) said.answer = ticked.filter((id) => id !== "none");
  for (const field of all("[data-text]", box)) said[field.dataset.text] = field.value;
  // Why something does not apply is no reason any more once it does.
  if (said.answer !== NOT_APPLICABLE) said.reason = "";
  return said;
}

function fillQuestion(question, said) {
  const box = fieldsets.get(question.id);
  const answer = said.answer === undefined ? NO_ANSWER : said.answer;
  const nothing = Array.isArray(answer) && !answer.length;
  for (const input of all("input[data-choice]", box)) {
    const chosen = Array.isArray(answer) ? answer.includes(input.value) : input.value === answer && answer !== NO_ANSWER;
    input.checked = chosen || (nothing && input.value === "none");
  }
  const number = box.querySelector("input[data-number]");
  if (number) number.value = answer === NOT_APPLICABLE ? "" : answer;
  for (const field of all("[data-text]", box)) field.value = said[field.dataset.text] || "";
}

function fillPage() {
  for (const input of all("input[data-attribute]")) {
    input.checked = state.attributes.get(input.dataset.attribute) === input.value;
  }
  for (const question of set.questions) fillQuestion(question, state.answers.get(question.id) || {});
}

// ---- what follows from it

function showQuestion(question, code) {
  const box = fieldsets.get(question.id);
  const said = state.answers.get(question.id) || {};
  box.hidden = code === NOT_ASKED;
  box.classList.toggle("open", code === NO_ANSWER);
  const reason = box.querySelector("[data-reason]");
  reason.hidden = said.answer !== NOT_APPLICABLE;
  const more = all("details.more [data-text]", box).filter((field) => field.value.trim()).length;
  box.querySelector("[data-filled]").textContent = more ? ` (${more} filled in)` : "";
  const number = box.querySelector("input[data-number]");
  if (!number) return;
  const typed = said.answer && said.answer !== NOT_APPLICABLE;
  const fault = typed ? numberFault(question.number, said.answer) : "";
  number.setAttribute("aria-invalid", fault ? "true" : "false");
  const band = typed && !fault && question.options.length ? question.options[bandAt(question.number, code)] : null;
  tell(`${number.id}--says`, fault || (band ? `That is: ${band.title}` : ""));
}

function showScores(codes) {
  const scores = scoresOf(set, codes);
  for (const node of set.nodes) {
    const found = scores.get(node.id);
    const text = shownText(found.value, node.decimals);
    for (const cell of all(`[data-answered="${node.id}"]`)) cell.textContent = `${found.answered} of ${found.asked}`;
    for (const cell of all(`[data-score="${node.id}"]`)) cell.textContent = text;
    for (const row of all(`[data-row="${node.id}"]`)) row.hidden = !found.asked;
    const part = byId(`s-${node.id}`);
    if (part) part.hidden = !found.asked;
  }
  const root = set.nodes.find((node) => node.id === "overall");
  const whole = scores.get("overall");
  const band = bandOf(set, whole.value, root.decimals);
  const score = Number.isNaN(whole.value) ? "no score yet"
    : `${shownText(whole.value, root.decimals)} out of ${root.stop}${band ? `, ${band}` : ""}`;
  const needed = Math.ceil(root.coverage * whole.asked - NUDGE) - whole.answered;
  const missing = root.method !== "none" && whole.answered && needed > 0;
  byId("overall").textContent = root.method === "none" ? "" : `Overall: ${score}${missing ? ` (${needed} more answers needed)` : ""}`;
  byId("bar").max = Math.max(whole.asked, 1);
  byId("bar").value = whole.answered;
  tell("progress", `${whole.answered} of ${plural(whole.asked, "question")} answered`);
  byId("next").disabled = whole.answered === whole.asked;
  return scores;
}

function cell(tag, text, number) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (tag === "th") made.scope = "row";
  if (number) made.className = "n";
  return made;
}

function paragraphs(id, lines) {
  byId(id).replaceChildren(...lines.map((line) => cell("p", line)));
}

function showPeers(codes) {
  byId("peers").hidden = !benchmark;
  if (!benchmark) return;
  const rows = peerRows(set, codes, benchmark);
  paragraphs("peers-say", peerLines(set, rows, benchmark));
  byId("peers-rows").replaceChildren(...rows.map((row) => {
    const made = document.createElement("tr");
    made.append(cell("th", row.title), ...[row.councils, ...row.figures, row.you].map((text) => cell("td", text, true)));
    return made;
  }));
}

function show() {
  const codes = codesOf(set, state.attributes, state.answers);
  for (const question of set.questions) showQuestion(question, codes.get(question.id));
  showScores(codes);
  showPeers(codes);
  return codes;
}

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
  return [];
}

function saveToFile() {
  const text = writeAnswers(set, state, new Date().toISOString());
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.href = address;
  link.download = `${set.id}-answers.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  unsaved = false;
  byId("copy").value = text;
  tell("saved", `Saved as ${link.download}. Look among your downloads. It holds your notes: give it to colleagues only.`);
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
  const ask = `The file replaces what stands here. ${plural(changed, "answer")} of yours would change. Open it?`;
  if (changed && !window.confirm(ask)) {
    listFaults(["Nothing was opened. Your answers are as they were."]);
    return;
  }
  takeOver(text);
  keep();
  listFaults([`Opened: ${file.name}, with ${plural(found.answers.size, "answer")}.`]);
}

function clearAll() {
  const count = plural([...state.answers.values()].filter((said) => said.answer && said.answer.length).length, "answer");
  if (!window.confirm(`Remove everything from this form and from this browser? ${count} would be gone.`)) return;
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
  else if (!box) return;
  else {
    if (input.dataset.choice !== undefined || input.dataset.number !== undefined) leaveOneSense(input);
    const question = set.questions.find((one) => one.id === box.dataset.question);
    state.answers.set(question.id, readQuestion(question));
  }
  keep();
  show();
}

function goToOpen() {
  const codes = codesOf(set, state.attributes, state.answers);
  const open = all("fieldset[data-question]").filter((box) => codes.get(box.dataset.question) === NO_ANSWER);
  const here = document.activeElement && document.activeElement.closest("fieldset[data-question]");
  const from = here || last;
  const after = open.filter((box) => from && from.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
  const target = after[0] || open[0];
  if (!target) return;
  last = target;
  target.querySelector("input").focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
}

let last = null;
byId("form").addEventListener("input", hear);
byId("form").addEventListener("focusin", (event) => { last = event.target.closest("fieldset[data-question]") || last; });
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
}
show();
byId("form").hidden = false;
