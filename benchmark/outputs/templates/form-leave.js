// The part in which a return is made: what the user says, what is shown of it first, and the file.

let invitation = null;
let draft = null;
// Each look gets a number; what is finished late, after something changed, is not shown.
let looks = 0;
// A secret that no return was made with yet is kept nowhere.
let newSecret = null;

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function dropDraft() {
  looks += 1;
  draft = null;
  byId("leave-preview").hidden = true;
}

function showMade() {
  const last = state.returns && state.returns.made[state.returns.made.length - 1];
  byId("take-back").hidden = !last;
  if (!last) return;
  for (const name of ["network", "round"]) if (!byId(`leave-${name}`).value) byId(`leave-${name}`).value = last[name];
  tell("leave-before", `A return for ${last.network}, round ${last.round}, was made with this form. Make it again to correct it: the new one takes its place.`);
}

function clearLeave() {
  invitation = null;
  newSecret = null;
  dropDraft();
  for (const field of all("#leave input")) {
    if (field.type === "radio") field.checked = field.defaultChecked;
    else field.value = "";
  }
  for (const id of ["invitation-says", "leave-says", "leave-made", "leave-before"]) byId(id).replaceChildren();
  byId("leave-copy").value = "";
  byId("leave-copied").hidden = true;
  showNamed();
  showMade();
}

// ---- what the user says

function showNamed() {
  byId("leave-named").hidden = !(invitation && invitation.named);
  byId("leave-name-field").hidden = !byId("leave-named-yes").checked;
}

async function openInvitation(event) {
  const [file] = event.target.files;
  if (!file) return;
  event.target.value = "";
  const found = file.size > LARGEST_INVITATION
    ? { faults: ["The file is too large to be an invitation."] } : readInvitation(set, await file.text());
  invitation = found.invitation || null;
  dropDraft();
  if (invitation) {
    for (const name of ["network", "round", "code"]) byId(`leave-${name}`).value = invitation[name];
    showFaults([]);
  }
  paragraphs("invitation-says", invitation ? invitationLines(set, invitation) : ["Nothing was opened.", ...found.faults]);
  showNamed();
}

function chosenOption(name) {
  return document.querySelector(`input[name="${name}"]:checked`).value;
}

// The invitation that was opened holds as long as what is typed still says the same.
function typedFits(typed, code) {
  return invitation && typed.network === invitation.network && typed.round === invitation.round && code.code === invitation.code;
}

function readChoices() {
  const [network, round, codeText, name] = ["network", "round", "code", "name"].map((id) => byId(`leave-${id}`).value.trim());
  const code = codeText ? readCode(codeText) : {};
  const says = typedFits({ network, round }, code) ? invitation : { uses: null, named: false, councils: [], deadline: "" };
  const stay = set.asking.map(({ id }) => id).filter((id) => chosenOption(`leave-section-${id}`) !== "yes");
  const wantsName = says.named && chosenOption("leave-named") === "yes";
  return {
    network, round, code, stay, wantsName, home: chosenOption("leave-home") === "yes",
    name: wantsName ? returnedName(name) : "", uses: says.uses, councils: says.councils, deadline: says.deadline,
  };
}

// What is wrong, each with the field to mend it in.
function choiceFaults(chosen, withdrawn) {
  const faults = [];
  const short = "lower-case letters, digits and single hyphens";
  if (!chosen.network && !chosen.round) {
    faults.push(["leave-network", "Open your invitation, or type its network and round."]);
  } else {
    if (!isName(chosen.network)) faults.push(["leave-network", `Write the network as its short name: ${short}, such as north-west.`]);
    if (!isName(chosen.round)) faults.push(["leave-round", `Write the round as in your invitation: ${short}, such as 2026-autumn.`]);
  }
  if (chosen.code.fault) faults.push(["leave-code", `The invitation code cannot be right: ${chosen.code.fault}. Compare it letter by letter.`]);
  const last = madeAt(state.returns, chosen);
  if (last && last.invited && !chosen.code.code && isName(chosen.network)) {
    faults.push(["leave-code", "Your return for this round was made with an invitation. Open it again, or type its code."]);
  }
  if (withdrawn) {
    if (!last && isName(chosen.network) && isName(chosen.round)) faults.push(["leave-network", "No return for this network and round was made with this form."]);
    return faults;
  }
  if (chosen.wantsName && !chosen.name) faults.push(["leave-name", `Type the council's name, in at most ${LONGEST_NAME} plain letters.`]);
  for (const attribute of all("input[data-attribute]").map((input) => input.dataset.attribute).filter((id, at, ids) => ids.indexOf(id) === at)) {
    const title = byId(`f-${attribute}`).textContent.trim();
    if (!state.attributes.has(attribute)) faults.push([`f-${attribute}`, `Under “Your council”, answer: ${title}.`]);
  }
  if (!set.questions.some((question) => codes.get(question.id) !== NO_ANSWER && codes.get(question.id) !== NOT_ASKED)) {
    faults.push(["questions", "Nothing is answered yet. Answer some questions first."]);
  }
  return faults;
}

function showFaults(faults) {
  const wrong = faults.map(([id]) => id);
  for (const name of ["network", "round", "code", "name"]) {
    byId(`leave-${name}`).setAttribute("aria-invalid", wrong.includes(`leave-${name}`) ? "true" : "false");
  }
  if (wrong.some((id) => byId(id).closest("#leave-typed"))) byId("leave-typed").open = true;
  paragraphs("leave-says", faults.map(([, text]) => text));
}

// ---- the draft

async function draftSigned(chosen, last) {
  newSecret = newSecret || toBase64(randomBytes(SECRET_BYTES));
  const secret = (state.returns && state.returns.secret) || newSecret;
  const code = chosen.code.code ? chosen.code.secret : null;
  const make = (sequence) => signReturn(fromBase64(secret), code, returnBody(set, state, chosen, sequence));
  const made = await make(await sequenceFor(last, make));
  const digest = await digestOf(canonicalText(made.return));
  return { file: made, content: made.return, digest, secret, name: `return-${digest.slice(0, 12)}.json` };
}

function draftUnsigned(chosen, last) {
  const content = returnBody(set, state, { ...chosen, name: "" }, last ? last.sequence + 1 : 1);
  return {
    file: unsignedReturn(content, chosen.code.code), content, unsigned: true, name: `unsigned-return-${toHex(randomBytes(6))}.json`,
  };
}

// Why this browser cannot make a file of any use, if so.
function cannotFault(chosen, last, signs) {
  if (last && last.sequence >= LAST_SEQUENCE) return "All sequences of this round are used. Ask your coordinator.";
  if (signs) return "";
  if (last && last.digest) return "You sent a signed return for this round, and this browser cannot sign. Open your saved file in the browser that made it, or in a newer one.";
  return chosen.code.code ? "" : "This browser cannot sign, and without an invitation code nobody can say whose file it is. Use a newer browser, or type your code.";
}

async function look(withdrawn) {
  dropDraft();
  const turn = looks;
  const chosen = { ...readChoices(), withdrawn };
  tell("leave-made", "");
  let faults = choiceFaults(chosen, withdrawn);
  const last = madeAt(state.returns, chosen);
  const signs = faults.length ? false : await canSign();
  const cannot = faults.length ? "" : cannotFault(chosen, last, signs);
  if (cannot) faults = [["leave-look", cannot]];
  showFaults(faults);
  if (faults.length) return;
  const made = signs ? await draftSigned(chosen, last) : draftUnsigned(chosen, last);
  // Something changed while the browser counted: what was made is out of date.
  if (turn !== looks) return;
  draft = { ...made, chosen };
  showDraft();
}

function list(id, lines) {
  byId(id).replaceChildren(...lines.map((line) => cell("li", line)));
}

function showDraft() {
  const { chosen, content, file, unsigned } = draft;
  const { withdrawn } = chosen;
  const late = withdrawn ? "" : lateLine(chosen.deadline, today());
  const words = unsigned ? "This browser cannot sign. You get an unsigned file: your coordinator takes it on the word of your invitation code. The file holds that code, so send it to your coordinator only." : "";
  const name = unsigned && chosen.wantsName ? "No name goes into an unsigned file." : "";
  paragraphs("leave-first", [late, words, name].filter(Boolean));
  list("leave-leaves", leavingLines(set, content, unsigned));
  list("leave-stays", stayingLines(set, content, withdrawn ? [] : chosen.stay, unsigned));
  list("leave-who", withdrawn ? ["Whoever opens your e-mail sees who sent it."] : whoLines(set, state.attributes, { ...chosen, code: chosen.code.code }));
  byId("leave-file").textContent = fileText(file);
  const thing = withdrawn ? "withdrawal" : "return";
  byId("leave-make").textContent = `Make this ${unsigned ? "unsigned " : ""}${thing}`;
  byId("leave-preview").hidden = false;
  byId("leave-title").focus();
}

// ---- the file

function makeReturn() {
  if (!draft) return;
  const { chosen, content, file, digest, secret, name } = draft;
  const { network, round } = chosen;
  const entry = { network, round, sequence: content.sequence, invited: Boolean(chosen.code.code), ...(digest ? { digest } : {}) };
  const before = state.returns || { made: [] };
  // Remembered first: a sequence that is skipped does no harm, one used twice does.
  state.returns = withMade(secret ? { ...before, secret } : before, entry);
  keep();
  download(fileText(file), name);
  byId("leave-copy").value = fileText(file);
  byId("leave-copied").hidden = false;
  dropDraft();
  showMade();
  paragraphs("leave-made", [
    `Saved as ${name}. Look among your downloads, and attach it to an e-mail to your coordinator. Nothing was sent.`,
    digest ? "Now save your answers to a file too: it holds the key of this return. Only with the key can you correct the return or take it back, and whoever has it can do so in your council's name."
      : "Now save your answers to a file too: it says what was sent, so that you can correct it.",
  ]);
  byId("leave-save").hidden = false;
  byId("leave-made").focus();
}

byId("leave").addEventListener("input", (event) => {
  showNamed();
  event.target.removeAttribute("aria-invalid");
});
// Also a note or evidence: how much evidence there is may leave.
byId("form").addEventListener("input", dropDraft);
byId("invitation").addEventListener("change", openInvitation);
byId("leave-look").addEventListener("click", () => look(false));
byId("take-back").addEventListener("click", () => look(true));
byId("leave-make").addEventListener("click", makeReturn);
byId("leave-save").addEventListener("click", saveToFile);
