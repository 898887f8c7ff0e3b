// Who is asked what, and what an answer stands for. The rules are those of scoring/applicability.py and
// benchmark/questions/answer.py.
//
// An answer in the form: "" (none yet), "not-applicable", an option's id, a list of ids, or the text of a number.

const NO_ANSWER = "";
const NOT_APPLICABLE = "not-applicable";
const NOT_ASKED = "not-asked";
const TOO_LARGE = 1e15;
const NUMBER = /^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]+)?$/i;

function completeAttributes(set, given) {
  const known = new Map(given);
  for (let turn = 0; turn < set.attributes.length; turn += 1) {
    for (const attribute of set.attributes) {
      const option = attribute.source ? known.get(attribute.source) : undefined;
      if (option !== undefined && Object.hasOwn(attribute.mapping, option)) {
        known.set(attribute.id, attribute.mapping[option]);
      }
    }
  }
  return known;
}

// What is wrong with the text of a number, in words; nothing where it will do.
function numberFault(rule, text) {
  const typed = text.trim();
  const value = NUMBER.test(typed) ? Number(typed) : NaN;
  if (Number.isNaN(value) || Math.abs(value) >= TOO_LARGE || Math.abs(value / rule.return_step) >= TOO_LARGE) {
    return `"${typed.slice(0, 60)}" is not a number. Write a number such as 12 or 3.5.`;
  }
  if ((rule.least !== null && value < rule.least) || (rule.most !== null && value > rule.most)) {
    if (rule.most === null) return `${typed} is too small. Write ${rule.least} or more.`;
    if (rule.least === null) return `${typed} is too large. Write ${rule.most} or less.`;
    return `${typed} is not from ${rule.least} to ${rule.most}.`;
  }
  if (rule.step !== null) {
    const steps = value / rule.step;
    if (Math.abs(steps - Math.round(steps)) > Math.max(1e-6, Math.abs(steps) * 1e-15)) {
      return `${typed} is not a whole number of steps of ${rule.step}. Round it to a multiple of ${rule.step}.`;
    }
  }
  return "";
}

function bandAt(rule, value) {
  let position = 0;
  rule.starts.forEach((start, at) => {
    if (start === null || start <= value + 1e-9) position = Math.max(position, at);
  });
  return position;
}

// Turn an answer into its code: one of the words above, a position, a list of positions, or a number.
function codeOf(question, answer) {
  if (answer === undefined || answer === NO_ANSWER) return NO_ANSWER;
  if (answer === NOT_APPLICABLE || answer === NOT_ASKED) return answer;
  if (question.kind === "number") return numberFault(question.number, answer) ? NO_ANSWER : Number(answer.trim());
  if (question.kind === "many") return answer.map((id) => question.options.findIndex((option) => option.id === id));
  return question.options.findIndex((option) => option.id === answer);
}

function chosenIds(question, code) {
  if (typeof code === "string") return [];
  if (question.kind === "many") return code.map((at) => question.options[at].id);
  if (question.kind !== "number") return [question.options[code].id];
  return question.options.length ? [question.options[bandAt(question.number, code)].id] : [];
}

// All answers, those that follow from the rows of a register among them.
function answersOf(set, state) {
  return set.register ? new Map([...state.answers, ...madeAnswers(set, state.entries)]) : state.answers;
}

// Map every question's id to its code, those that are not asked among them.
function codesOf(set, attributes, answers) {
  const known = completeAttributes(set, attributes);
  const codes = new Map();
  const chosen = new Map();
  for (const question of set.questions) {
    const applies = Object.entries(question.applies_to).every(
      ([name, allowed]) => !known.has(name) || allowed.includes(known.get(name)));
    const opened = Object.entries(question.asked_if).every(
      ([other, wanted]) => (chosen.get(other) || []).some((id) => wanted.includes(id)));
    const code = applies && opened ? codeOf(question, (answers.get(question.id) || {}).answer) : NOT_ASKED;
    codes.set(question.id, code);
    chosen.set(question.id, chosenIds(question, code));
  }
  return codes;
}
