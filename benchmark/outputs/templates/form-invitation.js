// An invitation: the small file that a coordinator sent, and the code in it. The file is read strictly, and only as far
// as benchmark/network/invitation.py writes it; the code is that of benchmark/network/codes.py.

const INVITATION = "invitation/1";
const LARGEST_INVITATION = 1000000;
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 28;
const CODE_BYTES = 17;
const CODE_PRIME = 1021n;
const MONTHS = "January February March April May June July August September October November December".split(" ");

// Give the secret of a code, or what is wrong with it.
function readCode(text) {
  const signs = text.replace(/[\s\-\u2010-\u2015]+/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  const strange = [...signs].find((sign) => !SIGNS.includes(sign));
  if (strange !== undefined) return { fault: `"${strange}" does not stand in any code` };
  if (signs.length !== CODE_LENGTH) {
    return { fault: `it has ${signs.length} letters and digits instead of ${CODE_LENGTH}` };
  }
  let whole = 0n;
  for (const sign of signs) whole = whole * 32n + BigInt(SIGNS.indexOf(sign));
  const number = whole / 1024n;
  if (number % CODE_PRIME !== whole % 1024n) return { fault: "a letter or digit is wrong, or two changed places" };
  const bytes = Array.from({ length: CODE_BYTES }, (_, at) => Number((number >> BigInt(8 * (CODE_BYTES - 1 - at))) & 255n));
  return { secret: new Uint8Array(bytes), code: signs.match(/.{4}/g).join("-") };
}

function tomlString(text) {
  const plain = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", '"': '"', "\\": "\\" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs, (_, four, eight, sign) => {
    if (four || eight) return String.fromCodePoint(parseInt(four || eight, 16));
    if (!Object.hasOwn(plain, sign)) throw new Error("escape");
    return plain[sign];
  });
}

// Read the part of TOML that an invitation uses: texts, lists of them, dates, yes or no, whole numbers, and the tables
// of those invited. Anything else is refused by its line.
function readToml(text) {
  const top = { invited: [] };
  let table = top;
  let at = 0;
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const string = () => {
    const found = take(/"((?:[^"\\\u0000-\u0008\u000a-\u001f\u007f]|\\[^\n])*)"/y);
    if (!found) throw new Error("text");
    return tomlString(found[1]);
  };
  const list = () => {
    const gap = /(?:[ \t\r\n]|#[^\n]*\n)*/y;
    const found = [];
    take(gap);
    while (!take(/\]/y)) {
      found.push(string());
      take(gap);
      if (!take(/,/y) && text[at] !== "]") throw new Error("list");
      take(gap);
    }
    return found;
  };
  const value = () => {
    const word = take(/(true|false)\b/y);
    if (word) return word[1] === "true";
    const date = take(/([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9T:. ]*[0-9:])/y);
    if (date) return { date: date[1] };
    const number = take(/(0|[1-9][0-9]{0,8})(?![0-9._xeE-])/y);
    if (number) return Number(number[1]);
    return take(/\[/y) ? list() : string();
  };
  const line = () => {
    if (take(/\[\[invited\]\]/y)) {
      table = {};
      top.invited.push(table);
    } else if (take(/\[invited\.attributes\]/y)) {
      const last = top.invited[top.invited.length - 1];
      if (!last || last.attributes) throw new Error("table");
      table = last.attributes = {};
    } else {
      const key = take(/([A-Za-z0-9_-]+)[ \t]*=[ \t]*/y);
      if (!key || Object.hasOwn(table, key[1]) || key[1] === "__proto__") throw new Error("key");
      table[key[1]] = value();
    }
  };
  try {
    while (at < text.length) {
      if (!take(/[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y)) {
        take(/[ \t]*/y);
        line();
        if (!take(/[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y)) throw new Error("line");
      }
    }
  } catch {
    return { line: text.slice(0, at).split("\n").length };
  }
  return { data: top };
}

function isIds(value) {
  return Array.isArray(value) && value.every((id) => ID.test(id)) && new Set(value).size === value.length;
}

function isDay(value) {
  return isObject(value) && typeof value.date === "string" && !Number.isNaN(Date.parse(`${value.date}T00:00:00Z`));
}

function isGroup(value) {
  return Number.isInteger(value.councils) && value.councils >= 1 && value.councils <= 10000
    && isObject(value.attributes) && Object.values(value.attributes).every((one) => typeof one === "string" && ID.test(one))
    && Object.keys(value).length === 2;
}

// What each key may hold; those that may be left out come last.
const INVITATION_KEYS = {
  format: (value) => value === INVITATION,
  network: (value) => typeof value === "string" && isName(value),
  title: (value) => typeof value === "string" && !/[\u0000-\u001f\u007f-\u009f]/.test(value),
  questionnaire: (value) => typeof value === "string" && isName(value),
  version: (value) => typeof value === "string",
  round: (value) => typeof value === "string" && isName(value),
  deadline: isDay,
  code: (value) => typeof value === "string",
  attributes: isIds,
  named: (value) => typeof value === "boolean",
  invited: (value) => value.every(isGroup),
};
const MAY_BE_MISSING = ["attributes", "named", "invited"];

function invitationFaults(set, data) {
  const faults = Object.keys(INVITATION_KEYS).filter((key) => !Object.hasOwn(data, key) && !MAY_BE_MISSING.includes(key))
    .map((key) => `"${key}" is missing.`);
  for (const [key, value] of Object.entries(data)) {
    if (!Object.hasOwn(INVITATION_KEYS, key)) faults.push(`"${key}" is not known here.`);
    else if (!INVITATION_KEYS[key](value)) faults.push(`"${key}" cannot be used.`);
  }
  if (faults.length) return faults;
  const { fault } = readCode(data.code);
  if (fault) faults.push(`The invitation code cannot be right: ${fault}. Ask your coordinator for the file again.`);
  if (data.questionnaire !== set.id) faults.push(`The invitation is for the question set "${data.questionnaire}", not for this one.`);
  else if (data.version !== set.version) faults.push(`The invitation is for version ${data.version} of this question set. Ask your coordinator for its form.`);
  return faults;
}

// Read an invitation's text: what it says, and every fault.
function readInvitation(set, text) {
  const bare = text.replace(/^\ufeff/, "");
  if (/^format\s*=\s*"network\//m.test(bare)) {
    return { faults: ["This is the network's own file. Open your invitation: a file of your council's own."] };
  }
  const { data, line } = readToml(bare);
  if (!data) return { faults: [`This is not an invitation: line ${line} cannot be read.`] };
  if (data.format !== INVITATION) return { faults: ["This is not an invitation."] };
  const faults = invitationFaults(set, data);
  if (faults.length) return { faults };
  const { network, title, round } = data;
  const found = { network, title, round, code: readCode(data.code).code, deadline: data.deadline.date };
  const councils = data.invited.map((group) => ({ ...group.attributes, councils: group.councils }));
  return { invitation: { ...found, uses: data.attributes || null, named: data.named === true, councils }, faults };
}

function dayWords(date) {
  const [year, month, day] = date.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}
