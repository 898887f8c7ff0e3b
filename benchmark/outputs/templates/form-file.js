// The file of answers: what is saved, what is opened again, and what `assess --from-form` reads.

const FORMAT = "answers-form/1";
const LONGEST_TEXT = 2000;
const LONGEST_NUMBER = 60;
const LARGEST_FILE = 4000000;
const TEXTS = ["note", "evidence", "reason", "by"];

function writtenAnswer(question, answer) {
  if (answer === NOT_APPLICABLE || question.kind === "many") return answer;
  if (question.kind === "number") return numberFault(question.number, answer) ? answer.trim() : Number(answer.trim());
  return question.levels ? Number(answer) : answer;
}

function writeAnswers(set, state, saved) {
  const answers = {};
  for (const question of set.questions) {
    const said = state.answers.get(question.id) || {};
    const entry = {};
    if (said.answer !== undefined && said.answer !== NO_ANSWER) entry.answer = writtenAnswer(question, said.answer);
    if (said.target) entry.target = question.levels ? Number(said.target) : said.target;
    for (const name of TEXTS) if (said[name] && said[name].trim()) entry[name] = said[name].trim();
    if (Object.keys(entry).length) answers[question.id] = entry;
  }
  const attributes = Object.fromEntries(state.attributes);
  const { id: questionnaire, version, fingerprint } = set;
  const file = { format: FORMAT, questionnaire, version, fingerprint, saved, attributes, answers };
  if (set.register) file.lines = writeLines(set, state.entries);
  // Once a return was made, what is needed to correct it.
  if (state.returns) file.returns = state.returns;
  return `${JSON.stringify(file, null, 1)}\n`;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function topFaults(set, data) {
  if (!isObject(data) || data.format !== FORMAT) return ["This is not a file of answers that this form saved."];
  if (data.questionnaire !== set.id) return ["The answers belong to another question set."];
  if (data.version !== set.version) return ["The answers belong to another version of this question set."];
  if (data.fingerprint !== set.fingerprint) return ["The answers belong to another edition of this question set."];
  if (!isObject(data.attributes) || !isObject(data.answers)) return ["The file is damaged."];
  return [];
}

// Read an answer as the file holds it; undefined where it is not one.
function readAnswer(question, raw) {
  const ids = question.options.map((option) => option.id);
  if (raw === undefined) return NO_ANSWER;
  if (raw === NOT_APPLICABLE) return raw;
  if (question.kind === "number") {
    const text = typeof raw === "number" ? String(raw) : raw;
    return typeof text === "string" && text.length <= LONGEST_NUMBER ? text : undefined;
  }
  if (question.kind === "many") {
    return Array.isArray(raw) && raw.every((id) => ids.includes(id)) ? ids.filter((id) => raw.includes(id)) : undefined;
  }
  return ids.includes(String(raw)) ? String(raw) : undefined;
}

function readEntry(question, entry, faults) {
  const place = `"${question.text}"`;
  if (!isObject(entry)) {
    faults.push(`${place}: the entry is damaged.`);
    return {};
  }
  const said = { answer: readAnswer(question, entry.answer) };
  if (said.answer === undefined) faults.push(`${place}: the answer is not one that can be given here.`);
  if (entry.target !== undefined) {
    said.target = question.options.map((option) => option.id).find((id) => id === String(entry.target));
    if (!question.target || said.target === undefined) faults.push(`${place}: the target cannot be used here.`);
  }
  for (const name of TEXTS) {
    const text = entry[name] === undefined ? "" : entry[name];
    if (typeof text !== "string" || text.length > LONGEST_TEXT) faults.push(`${place}: "${name}" cannot be used.`);
    else said[name] = text;
  }
  return said;
}

// Read a file's text: the state that it holds, and every fault.
function readAnswers(set, text) {
  const state = { attributes: new Map(), answers: new Map() };
  let data;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { state, faults: ["This is not a file of answers that this form saved."] };
  }
  const faults = topFaults(set, data);
  if (faults.length) return { state, faults };
  for (const [id, option] of Object.entries(data.attributes)) {
    const attribute = set.attributes.find((one) => one.id === id && !one.source);
    if (attribute && attribute.options.includes(option)) state.attributes.set(id, option);
    else faults.push(`"${id}": this fact about the council is not known here.`);
  }
  for (const [id, entry] of Object.entries(data.answers)) {
    const question = set.questions.find((one) => one.id === id);
    if (question) state.answers.set(id, readEntry(question, entry, faults));
    else faults.push(`"${id}": there is no such question.`);
  }
  if (set.register) state.entries = readLines(set, data.lines, faults);
  if (data.returns !== undefined) {
    const fault = madeFault(data.returns);
    if (fault) faults.push(fault);
    else state.returns = data.returns;
  }
  return { state, faults };
}
