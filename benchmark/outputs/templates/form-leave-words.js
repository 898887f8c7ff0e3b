// What is said before a return leaves: the lines of benchmark/returns/words.py, in the form.

const FEW = 10;
const TABLE = "In the UK, by the table of councils at the end of 2025";

// What a return says. `signed` is its content; `unsigned` says that it has no key.
function leavingLines(set, content, unsigned) {
  const values = Object.values(content.answers);
  const count = (word) => values.filter((value) => value === word).length;
  const home = content.home ? "your home network" : "not your home network";
  const number = unsigned ? "number" : "sequence";
  const lines = [
    `Question set: ${set.title} ${content.version}`,
    `Network and round: ${content.network}, ${content.round} (${home}), ${number} ${content.sequence}`,
  ];
  if (content.withdrawn) {
    lines.push(`A withdrawal: it takes back what ${unsigned ? "this invitation" : "this key"} sent before, and holds no answers`);
    return lines;
  }
  for (const [id, option] of Object.entries(content.attributes)) {
    const attribute = set.attributes.find((one) => one.id === id);
    lines.push(`${attribute.title}: ${attribute.titles[option]}`);
  }
  const evidenced = Object.values(content.evidenced).reduce((sum, one) => sum + one, 0);
  const given = values.filter((value) => typeof value === "number").length;
  lines.push(
    `${given} answers, as numbers only; ${count(NOT_APPLICABLE)} not applicable; ${count(NOT_ASKED)} not asked of your type of council`,
    `${Object.keys(content.targets).length} target levels`,
    `How many answers of each section have evidence (${evidenced} in all): numbers, not the evidence`,
  );
  if (unsigned) lines.push("Your invitation's code, which your coordinator knows: it shows which invitation you used");
  else lines.push("A key and a signature: a pseudonym for this round, which does not link to another round");
  if (content.endorsement) lines.push("Your invitation's word for this key: it shows that you were invited, and which invitation you used");
  if (content.name) lines.push(`The name "${content.name}", as you agreed: members who get the pool see it; no published figure does`);
  return lines;
}

function stayingLines(set, content, stay, unsigned) {
  const lines = [
    `${content.name ? "Every" : "Your council's name, and every"} fact about your council that is not listed above`,
    "All notes, evidence, reasons and roles; anything about this computer",
  ];
  for (const { id, title } of set.asking.filter((section) => stay.includes(section.id))) {
    const direct = set.direct[id].length;
    lines.push(`${title}: ${direct === 1 ? "its one question" : `all ${direct} questions`}, as you chose`);
  }
  if (!unsigned) lines.push("What the key is made from: it stays in this browser, and in the file of answers that you save");
  return lines;
}

function alikeLine({ alike, listed }, where) {
  if (alike <= 1) return `${where}: you are the only one of ${listed} councils with these groups and questions. It is you.`;
  const same = "share these groups and are asked the same questions, you among them";
  if (alike < FEW) return `${where}: only ${alike} of ${listed} councils ${same}. That is few.`;
  return `${where}: ${alike} of ${listed} councils ${same}.`;
}

function whoLines(set, given, chosen) {
  const lines = [];
  if (set.councils.length) lines.push(alikeLine(countAlike(set, given, set.councils, chosen.uses), TABLE));
  if (chosen.councils.length) {
    lines.push(alikeLine(countAlike(set, given, chosen.councils, chosen.uses), "Of those invited to this network"));
  } else {
    lines.push("In your network: not known. Nothing here says which kinds of councils were invited.");
  }
  if (chosen.code) lines.push("Your coordinator has a list of who got which invitation, and so knows which return is yours.");
  lines.push(
    "Whoever opens your e-mail sees who sent it.",
    "Anyone who knows about four of your answers can find your return in a pool. Members get benchmarks instead.",
    "Freedom of information law applies to what you hold and to what others hold. Ask your information governance officer before you send, if in doubt.",
  );
  return lines;
}

function lateLine(deadline, today) {
  if (!deadline || today <= deadline) return "";
  return `The deadline of this round, ${dayWords(deadline)}, has passed. You can still make your return and send it: ask your coordinator whether it will be counted.`;
}

function invitationLines(set, found) {
  const shared = set.attributes.filter((one) => one.shared && (!found.uses || found.uses.includes(one.id)));
  const total = found.councils.reduce((sum, group) => sum + group.councils, 0);
  return [
    `You are invited to ${found.title} (${found.network}), round ${found.round}. Returns by ${dayWords(found.deadline)}.`,
    `A return holds these facts about your council: ${shared.map((one) => one.title).join(", ") || "none"}.`,
    ...(total ? [`${total} councils are invited.`] : []),
  ];
}
