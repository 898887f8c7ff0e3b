// The scorer, for one council. The rules are those of scoring/score.py, and the tests hold the two together.

const NUDGE = 1e-9;

function sizeOf(question) {
  return question.highest - question.lowest;
}

function shareOfPoints(question, points) {
  if (!sizeOf(question)) return 1;
  return Math.min(Math.max((points - question.lowest) / sizeOf(question), 0), 1);
}

function numberShare(rule, value) {
  const within = Math.min(Math.max(value, Math.min(rule.worst, rule.best)), Math.max(rule.worst, rule.best));
  if (rule.curve === "log") return Math.log(within / rule.worst) / Math.log(rule.best / rule.worst);
  return (within - rule.worst) / (rule.best - rule.worst);
}

// The share from 0 to 1 that an answer earns, or not-a-number where it does not count.
function shareOf(question, code, rules) {
  const plain = question.kind === "number" && !question.options.length;
  if (typeof code === "string") {
    const zero = (code === NO_ANSWER && rules.unanswered === "zero")
      || (code === NOT_APPLICABLE && rules.not_applicable === "zero");
    if (!zero) return NaN;
    return plain ? 0 : shareOfPoints(question, 0);
  }
  if (plain) return numberShare(question.number, code);
  if (question.kind === "many") {
    let points = 0;
    question.options.forEach((option, at) => { points += code.includes(at) ? option.points : 0; });
    if (!sizeOf(question)) return 1;
    return (Math.min(points, question.highest) - question.lowest) / sizeOf(question);
  }
  const position = question.kind === "number" ? bandAt(question.number, code) : code;
  return shareOfPoints(question, question.options[position].points);
}

function rulesOf(question, node) {
  return {
    not_applicable: question.not_applicable || node.not_applicable,
    unanswered: question.unanswered || node.unanswered,
  };
}

function isMet(question, code) {
  if (typeof code === "string") return false;
  let wanted = 1;
  if (question.met_from !== null && question.kind === "number" && !question.options.length) {
    wanted = numberShare(question.number, question.met_from);
  } else if (question.met_from !== null) {
    wanted = sizeOf(question) ? (question.met_from - question.lowest) / sizeOf(question) : 1;
  }
  return shareOf(question, code, {}) >= wanted - NUDGE;
}

function stagedShare(node, questions, codes) {
  const staged = questions.filter((question) => question.scored && question.stage);
  const highest = Math.max(0, ...staged.map((question) => question.stage));
  let reached = 0;
  let climbing = true;
  let given = false;
  let below = 0;
  for (let stage = 1; stage <= highest; stage += 1) {
    let met = 0;
    let left = 0;
    for (const question of staged.filter((one) => one.stage === stage)) {
      const code = codes.get(question.id);
      const rules = rulesOf(question, node);
      const ignored = code === NOT_ASKED || (code === NOT_APPLICABLE && rules.not_applicable === "exclude");
      if (!ignored) {
        left += 1;
        met += isMet(question, code) ? 1 : 0;
        given = given || rules.unanswered === "zero" || code !== NO_ANSWER;
      }
    }
    below += left;
    climbing = climbing && met >= node.stage_share * left - NUDGE;
    if (node.empty_stage !== "pass") climbing = climbing && (node.empty_stage === "block" ? left : below) > 0;
    reached += climbing ? 1 : 0;
  }
  if (!given) return NaN;
  return highest ? reached / highest : reached;
}

function partsOf(set, node, codes, below) {
  const ranged = node.method === "sum" || node.method === "subtract";
  const parts = [];
  for (const question of set.direct[node.id].map((at) => set.questions[at])) {
    if (question.scored && question.weight) {
      const weight = question.weight * (ranged ? sizeOf(question) : 1);
      parts.push({ weight, share: shareOf(question, codes.get(question.id), rulesOf(question, node)) });
    }
  }
  for (const child of set.nodes) {
    if (child.parent === node.id && child.method !== "none" && child.weight) {
      const handed = child.method === "sum" && !child.own_scale;
      const range = handed ? below.get(child.id).possible : child.stop - child.start;
      parts.push({ weight: child.weight * (ranged ? range : 1), share: below.get(child.id).share });
    }
  }
  return parts;
}

function shareByMethod(node, parts) {
  let earned = 0;
  let possible = 0;
  for (const part of parts.filter((one) => !Number.isNaN(one.share))) {
    earned += part.weight * (node.method === "geometric" ? Math.log(part.share) : part.share);
    possible += part.weight;
  }
  const counting = parts.map((part) => part.share).filter((share) => !Number.isNaN(share));
  let share = possible > 0 ? earned / possible : NaN;
  if (node.method === "minimum") share = counting.length ? Math.min(...counting) : NaN;
  if (node.method === "maximum") share = counting.length ? Math.max(...counting) : NaN;
  if (node.method === "geometric") share = Math.exp(share);
  if (node.method === "subtract" && possible > 0) {
    const full = node.stop - node.start;
    share = Math.max(full - (possible - earned), 0) / full;
  }
  return { share, possible };
}

function roundedBy(value, rule) {
  const factor = 10 ** rule.decimals;
  if (rule.direction === "up") return Math.ceil(value * factor - NUDGE) / factor;
  return Math.floor(value * factor + (rule.direction === "nearest" ? 0.5 : 0) + NUDGE) / factor;
}

// Map the id of the whole, of every section and of every theme to what is asked and answered there, and to its score.
function scoresOf(set, codes) {
  const result = new Map();
  const nodes = [...set.bottom_up.map((id) => set.nodes.find((one) => one.id === id)), ...set.themes];
  for (const node of nodes) {
    const { id } = node;
    const inside = set.below[id].map((at) => set.questions[at]);
    const asked = inside.filter((question) => codes.get(question.id) !== NOT_ASKED);
    const answered = asked.filter((question) => codes.get(question.id) !== NO_ANSWER).length;
    let found = { share: NaN, possible: 0 };
    if (node.method === "staged") found.share = stagedShare(node, inside, codes);
    else if (node.method !== "none") found = shareByMethod(node, partsOf(set, node, codes, result));
    const enough = answered >= node.coverage * asked.length - NUDGE
      && inside.every((question) => !question.required || codes.get(question.id) !== NO_ANSWER);
    let share = enough ? found.share : NaN;
    let value = node.start + share * (node.stop - node.start);
    if (node.rounding && enough) {
      value = roundedBy(value, node.rounding);
      share = (value - node.start) / (node.stop - node.start);
    }
    result.set(id, { asked: asked.length, answered, share, value, possible: found.possible });
  }
  return result;
}

function shownNumber(value, decimals) {
  const factor = 10 ** decimals;
  return Math.floor(value * factor + 0.5 + NUDGE) / factor;
}

function shownText(value, decimals) {
  return Number.isNaN(value) ? "-" : shownNumber(value, decimals).toFixed(decimals);
}

function bandOf(set, value, decimals) {
  if (Number.isNaN(value)) return "";
  const below = set.bands.filter((band) => band.start <= shownNumber(value, decimals) + NUDGE);
  return below.length ? below.reduce((best, band) => (band.start > best.start ? band : best)).title : "";
}
