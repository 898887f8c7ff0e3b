// What stands on the page: filled from what was said, with what follows from it.

const set = JSON.parse(document.getElementById("set").textContent);
const STORE = `council-benchmark/${set.id}/${set.version}/${set.fingerprint}`;
const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const fieldsets = new Map(all("fieldset[data-question]").map((element) => [element.dataset.question, element]));
// The questions that are asked; the others are answered from the rows of a register.
const typed = set.questions.filter((question) => fieldsets.has(question.id));
let state = { attributes: new Map(), answers: new Map() };
let unsaved = false;
let benchmark = null;
let codes = new Map();

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
  for (const question of typed) fillQuestion(question, state.answers.get(question.id) || {});
  if (set.register) fillRegister();
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

function showScores() {
  const scores = scoresOf(set, codes);
  for (const node of [...set.nodes, ...set.themes]) {
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

function showPeers() {
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
  codes = codesOf(set, state.attributes, answersOf(set, state));
  if (set.register) showRegister();
  for (const question of typed) showQuestion(question, codes.get(question.id));
  showScores();
  showPeers();
  dropDraft();
}
