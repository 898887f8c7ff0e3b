// The rows of a register, and the answers that follow from them. The rules are those of scoring/register.py and of
// benchmark/questions/value.py, and the tests hold them together.
//
// A line in the form: { none, rows }. A row maps the id of a column to a text, an option's id, a list of ids, or the
// text of a number or a quarter. What is not there is not known.

const LONGEST_VALUE = 500;
const NOT_KNOWN = ["", "-", "?", "not known", "unknown", "don't know", "dk"];
const MOST_MONEY = 1e12;
const FIRST_YEAR = 1980;
const LAST_YEAR = 2100;
const QUARTERS = [
  /^(?<year>\d{4})[ /-]*q[1-4]$/,
  /^q[1-4][ /-]*(?<year>\d{4})$/,
  /^(?<year>\d{4})-(?<month>\d{1,2})(-(?<day>\d{1,2}))?$/,
  /^((?<day>\d{1,2})[/. -])?(?<month>\d{1,2})[/. -](?<year>\d{4})$/,
];

// The number that a text stands for; undefined where it is none.
function amountOf(raw) {
  const text = String(raw).trim().replace(/^£/, "").replaceAll(",", "").trim();
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return value >= 0 && value < MOST_MONEY ? value : undefined;
}

function isDay({ year, month = "1", day = "1" }) {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real && Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR;
}

function isQuarter(raw) {
  const text = raw.trim().toLowerCase().replace(/\s+/g, " ");
  return QUARTERS.some((way) => { const found = way.exec(text); return found && isDay(found.groups); });
}

function isKnown(raw) {
  return Array.isArray(raw) || (raw !== undefined && !NOT_KNOWN.includes(String(raw).trim().toLowerCase()));
}

// What is wrong with a value, in words; nothing where it will do.
function valueFault(column, raw) {
  if (!isKnown(raw)) return "";
  if (column.kind === "number" && amountOf(raw) === undefined) return "Write a number from 0 up, such as 12000.";
  if (column.kind === "quarter" && !isQuarter(raw)) return "Write a quarter such as 2027-Q1, or a date such as 31/03/2027.";
  return "";
}

// The value that counts: a position, a list of positions, or a number; undefined where it is not known.
function valueOf(column, raw) {
  if (!isKnown(raw) || valueFault(column, raw)) return undefined;
  const at = (id) => column.options.findIndex((option) => option.id === id);
  if (column.kind === "choice") return at(raw);
  if (column.kind === "choices") return raw.map(at);
  return column.kind === "number" ? amountOf(raw) : String(raw).trim();
}

// The rows of a line that say something.
function rowsOf(entry) {
  return entry ? entry.rows.filter((row) => Object.values(row).some(isKnown)) : [];
}

function atTheEnd(column, found, lowest) {
  const known = found.filter((value) => value !== undefined);
  if (!known.length) return NO_ANSWER;
  const value = lowest ? Math.min(...known) : Math.max(...known);
  const certain = lowest ? 0 : column.options.length - 1;
  return known.length === found.length || value === certain ? value : NO_ANSWER;
}

function sumOf(register, columns, rows) {
  let sum = 0;
  for (const row of rows) {
    for (const id of columns) {
      const value = valueOf(register.columns.find((column) => column.id === id), row[id]);
      if (value === undefined) return undefined;
      sum += value;
    }
  }
  return sum;
}

function bandFrom(register, measure, rows) {
  let value = sumOf(register, measure.columns, rows);
  if (value !== undefined && measure.rule === "share") {
    const whole = sumOf(register, measure.over, rows);
    value = whole ? (100 * value) / whole : undefined;
  }
  return value === undefined ? NO_ANSWER : bandAt(measure, value);
}

// The code of an answer that follows from the rows of a line.
function answerFrom(register, measure, entry) {
  const rows = rowsOf(entry);
  if (entry && entry.none) return NOT_APPLICABLE;
  if (!rows.length) return NO_ANSWER;
  if (measure.rule === "sum" || measure.rule === "share") return bandFrom(register, measure, rows);
  const column = register.columns.find((one) => one.id === measure.columns[0]);
  const found = rows.map((row) => valueOf(column, row[column.id]));
  if (measure.rule === "lowest" || measure.rule === "highest") return atTheEnd(column, found, measure.rule === "lowest");
  if (found.includes(undefined)) return NO_ANSWER;
  const all = column.options.map((_, at) => at);
  return all.filter((at) => (measure.rule === "all" ? found.every((one) => one.includes(at)) : found.some((one) => one.includes(at))));
}

// Map the id of each question that is answered from rows to its answer, with the evidence that stands beside it.
function madeAnswers(set, entries) {
  const { register } = set;
  const made = new Map();
  for (const line of register.lines) {
    const entry = (entries || new Map()).get(line.id);
    const evidence = rowsOf(entry).map((row) => (row[register.evidence] || "").trim()).filter(isKnown).join("; ");
    for (const measure of register.measures) {
      const question = set.questions.find((one) => one.id === `${line.id}-${measure.id}`);
      const code = answerFrom(register, measure, entry);
      let answer = code;
      if (Array.isArray(code)) answer = code.map((at) => question.options[at].id);
      else if (typeof code === "number") answer = question.options[code].id;
      made.set(question.id, { answer, evidence: code === NO_ANSWER ? "" : evidence });
    }
  }
  return made;
}

// ---- the file of answers

function writtenValue(column, raw) {
  if (column.kind === "number") return valueFault(column, raw) ? String(raw).trim() : amountOf(raw);
  if (column.kind === "choice" && column.levels) return Number(raw);
  return Array.isArray(raw) ? raw : raw.trim();
}

function writeLines(set, entries) {
  const lines = {};
  for (const line of set.register.lines) {
    const entry = (entries || new Map()).get(line.id);
    const rows = rowsOf(entry).map((row) => Object.fromEntries(set.register.columns
      .filter((column) => isKnown(row[column.id])).map((column) => [column.id, writtenValue(column, row[column.id])])));
    if (entry && entry.none) lines[line.id] = { none: true };
    else if (rows.length) lines[line.id] = { row: rows };
  }
  return lines;
}

// Read a value as the file holds it; undefined where it is not one.
function readValue(column, raw) {
  const ids = column.options.map((option) => option.id);
  if (column.kind === "choice") return ids.includes(String(raw)) ? String(raw) : undefined;
  if (column.kind === "choices") return Array.isArray(raw) && raw.every((id) => ids.includes(id)) ? raw : undefined;
  const text = typeof raw === "number" && column.kind === "number" ? String(raw) : raw;
  return typeof text === "string" && text.length <= LONGEST_VALUE ? text : undefined;
}

function readRow(register, raw, place, faults) {
  const row = {};
  for (const [id, value] of Object.entries(isObject(raw) ? raw : { "": raw })) {
    const column = register.columns.find((one) => one.id === id);
    const found = column ? readValue(column, value) : undefined;
    if (found === undefined) faults.push(`${place}: "${column ? column.title : id}" cannot be used.`);
    else row[id] = found;
  }
  return row;
}

function readLines(set, lines, faults) {
  const { register } = set;
  const entries = new Map();
  if (lines !== undefined && !isObject(lines)) faults.push("The file is damaged.");
  for (const [id, entry] of Object.entries(isObject(lines) ? lines : {})) {
    const line = register.lines.find((one) => one.id === id);
    const rows = isObject(entry) && entry.row !== undefined ? entry.row : [];
    const right = line && isObject(entry) && Array.isArray(rows) && rows.length <= register.limit
      && (entry.none === undefined || typeof entry.none === "boolean") && !(entry.none && rows.length);
    if (!right) faults.push(`"${line ? line.title : id}": the entry is damaged.`);
    else entries.set(id, { none: entry.none === true, rows: rows.map((row) => readRow(register, row, `"${line.title}"`, faults)) });
  }
  return entries;
}
