// Beside others: what a published benchmark says of all councils, next to the scores in this form. The file is read
// here and kept nowhere. Scores are made again from the questions that all those councils were asked, as in
// benchmark/pool/items.py; figures that the file holds back stay held back.

const BENCHMARK = "council-benchmark/1";
const LARGEST_BENCHMARK = 50000000;

function isFigure(value) {
  return typeof value === "number" && Number.isFinite(value);
}

function benchmarkFault(set, data) {
  const lists = ["common", "items", "cells", "groups", "networks"];
  if (!isObject(data) || data.format !== BENCHMARK) return "This is not a benchmark.";
  if (data.fingerprint !== set.fingerprint) {
    return "The benchmark belongs to another question set, or to another version of this one.";
  }
  const whole = lists.every((name) => Array.isArray(data[name])) && isObject(data.rules)
    && data.items.every(isObject) && data.cells.every(isObject) && data.groups.every(isObject);
  return whole && isFigure(data.councils) && isFigure(data.rules.minimum) ? "" : "The benchmark is damaged.";
}

// Read a benchmark's text: what it says, or what is wrong with it.
function readBenchmark(set, text) {
  let data;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { fault: "This is not a benchmark." };
  }
  const fault = benchmarkFault(set, data);
  return fault ? { fault } : { data };
}

// Keep only some questions of a set; what earlier answers opened or closed has been looked at already.
function restrictTo(set, ids) {
  const questions = set.questions.filter((question) => ids.includes(question.id));
  const place = new Map(questions.map((question, at) => [question.id, at]));
  const kept = (rows) => rows.map((at) => set.questions[at].id).filter((id) => place.has(id)).map((id) => place.get(id));
  const keep = (table) => Object.fromEntries(Object.entries(table).map(([id, rows]) => [id, kept(rows)]));
  return { ...set, questions, below: keep(set.below), direct: keep(set.direct) };
}

function figureText(value, places) {
  return isFigure(value) ? String(shownNumber(value, places)) : "-";
}

// A row for each section and the whole: councils, the quartiles that the file holds, and the own score.
function peerRows(set, codes, data) {
  const part = restrictTo(set, data.common);
  const scores = scoresOf(part, codes);
  const root = set.nodes.find((node) => node.parent === null);
  const known = set.nodes.filter((node) => node.method !== "none" && part.below[node.id].length);
  return [...known.filter((node) => node.parent !== null), ...known.filter((node) => node.parent === null)]
    .map((node) => [node, data.items.find((item) => item.id === node.id && item.kind !== "question")])
    .filter(([, item]) => item)
    .map(([node, item]) => {
      const cell = data.cells.find((one) => one.group === "all" && one.item === node.id);
      const shown = cell && isFigure(cell.councils);
      const quartiles = shown && Array.isArray(cell.quartiles) ? cell.quartiles : [];
      const mine = scores.get(node.id).value;
      return {
        id: node.id,
        title: String(item.title),
        councils: shown ? String(cell.councils) : `fewer than ${data.rules.minimum}`,
        figures: [0, 1, 2].map((at) => figureText(quartiles[at], set.places)),
        you: figureText(mine, root.decimals),
      };
    });
}

function peerLines(set, rows, data) {
  const about = data.rules.base > 1 ? "about " : "";
  const whole = rows.find((row) => row.id === "overall");
  const lines = [
    `${String(data.title)} ${String(data.version)}, round ${String(data.round)}, ${data.networks.join(", ")}: ${about}${data.councils} councils.`,
    `Scores here use the ${data.common.length} of ${set.questions.length} questions that all these councils were asked.`,
  ];
  if (whole && whole.figures[1] !== "-") {
    const [lower, middle, upper] = whole.figures;
    lines.push(`Overall, half of these councils score up to ${middle}, a quarter up to ${lower}, three quarters up to ${upper}. You: ${whole.you}.`);
  }
  lines.push("This compares how councils work, not what residents need. It is not a league table.");
  if (data.invited_only !== true) {
    lines.push("Anyone could have sent these returns: no list of invitations said whose count.");
  }
  if (isFigure(data.imported) && data.imported > 0) {
    lines.push(`${about}${data.imported} of these returns were imported; those councils did not sign them themselves.`);
  }
  if (data.rules.setting === "circle") lines.push("For members of this network only.");
  return lines;
}
