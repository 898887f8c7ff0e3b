// What leaves in a return. The rules are those of benchmark/returns/make.py, model.py and lookalikes.py, and the tests
// hold the two together: only whole numbers, ids and two fixed words, in the order in which `export` writes them.

const RETURN = "council-return/1";
const UNSIGNED = "unsigned-return/1";
const LAST_SEQUENCE = 999;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 60;
const DEVICE = /^(con|prn|aux|nul|(com|lpt)[0-9])$/;
const LONGEST_NAME = 100;
// What nobody sees is no evidence; benchmark/console.py takes it out.
const SEEN = /[^\s\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/u;

function isName(text) {
  return text.length <= LONGEST_ID && ID.test(text) && !DEVICE.test(text);
}

// The questions whose answers leave; what hangs on an answer that stays here stays too, as it would tell that answer.
function leavingQuestions(set, stay) {
  const staying = new Set(stay.flatMap((id) => set.below[id].map((at) => set.questions[at].id)));
  for (const question of set.questions) {
    if (Object.keys(question.asked_if).some((other) => staying.has(other))) staying.add(question.id);
  }
  return set.questions.filter((question) => !staying.has(question.id));
}

function leavingAttributes(set, given, uses) {
  const known = completeAttributes(set, given);
  const leaving = set.attributes.filter((one) => one.shared && known.has(one.id) && (!uses || uses.includes(one.id)));
  return Object.fromEntries(leaving.map((one) => [one.id, known.get(one.id)]));
}

function writtenCode(question, code) {
  if (typeof code === "string") return code;
  // Half a step goes up.
  if (question.kind === "number") return Math.floor(code / question.number.return_step + 0.5);
  return question.kind === "many" ? code.reduce((sum, at) => sum + 2 ** at, 0) : code;
}

function countEvidence(questions, answers, codes) {
  const counts = {};
  for (const question of questions) {
    const said = answers.get(question.id) || {};
    const valued = typeof codes.get(question.id) !== "string";
    if (valued && SEEN.test(said.evidence || "")) counts[question.section] = (counts[question.section] || 0) + 1;
  }
  return counts;
}

function leavingTargets(questions, answers, codes) {
  const targets = {};
  for (const question of questions) {
    const { target } = answers.get(question.id) || {};
    const at = question.options.findIndex((option) => option.id === target);
    if (question.target && target && at >= 0 && codes.get(question.id) !== NOT_ASKED) targets[question.id] = at;
  }
  return targets;
}

// Everything that a return says but its key. `chosen`: network, round, home, stay (sections), uses (attributes, or
// nothing for all), name, withdrawn.
function returnBody(set, state, chosen, sequence) {
  const { id: questionnaire, version, fingerprint } = set;
  const { network, round, home } = chosen;
  const top = { format: RETURN, questionnaire, version, fingerprint, network, round, home, sequence };
  if (chosen.withdrawn) return { ...top, attributes: {}, answers: {}, targets: {}, evidenced: {}, withdrawn: true };
  const answers = answersOf(set, state);
  const codes = codesOf(set, state.attributes, answers);
  const leaving = leavingQuestions(set, chosen.stay);
  const said = leaving.filter((question) => codes.get(question.id) !== NO_ANSWER);
  return {
    ...top,
    attributes: leavingAttributes(set, state.attributes, chosen.uses),
    answers: Object.fromEntries(said.map((question) => [question.id, writtenCode(question, codes.get(question.id))])),
    targets: leavingTargets(leaving, answers, codes),
    evidenced: countEvidence(leaving, answers, codes),
    ...(chosen.name ? { name: chosen.name } : {}),
  };
}

// Add the key, and the invitation's word for it, where the reference of the format has them.
function withKey(body, key, endorsement) {
  const { withdrawn, name, ...first } = body;
  return {
    ...first,
    key,
    ...(withdrawn ? { withdrawn } : {}),
    ...(endorsement ? { endorsement } : {}),
    ...(name ? { name } : {}),
  };
}

// RFC 8785, which for ASCII and whole numbers is sorted keys without white space.
function canonicalText(value) {
  if (!isObject(value)) return JSON.stringify(value);
  const parts = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`);
  return `{${parts.join(",")}}`;
}

function fileText(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

// A council's name as a return can hold it; nothing where it cannot.
function returnedName(name) {
  const plain = name.replace(/\u2019/g, "'").replace(/\u2013/g, "-").normalize("NFKD").replace(/\p{M}/gu, "");
  const bare = plain.split(/\s+/).filter(Boolean).join(" ");
  return bare.length <= LONGEST_NAME && /^[!-~]+( [!-~]+)*$/.test(bare) ? bare : "";
}

// ---- who it could be

function outlineOf(set, given, uses) {
  const known = completeAttributes(set, given);
  const asked = set.questions.map((question) => Object.entries(question.applies_to).every(
    ([name, allowed]) => !known.has(name) || allowed.includes(known.get(name))));
  return JSON.stringify([Object.entries(leavingAttributes(set, given, uses)).sort(), asked]);
}

// How many councils of a table look alike in a return, this one included, and how many are listed.
function countAlike(set, given, councils, uses) {
  const mine = outlineOf(set, given, uses);
  let alike = 0;
  let listed = 0;
  for (const row of councils) {
    const facts = set.attributes.filter((one) => row[one.id]).map((one) => [one.id, row[one.id]]);
    listed += Number(row.councils);
    if (outlineOf(set, new Map(facts), uses) === mine) alike += Number(row.councils);
  }
  return { alike, listed };
}
