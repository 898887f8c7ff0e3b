// The returns that were made with a form: the secret of their key and their places, kept with the answers so that a
// return can be corrected or taken back. Nothing of an invitation is kept.

// What is wrong with what a file says of the returns that were made; nothing where it will do.
function madeFault(made) {
  const right = isObject(made) && Array.isArray(made.made) && Object.keys(made).every((key) => key === "secret" || key === "made")
    && (made.secret === undefined || (typeof made.secret === "string" && (fromBase64(made.secret) || []).length === SECRET_BYTES))
    && made.made.every((one) => isObject(one) && isName(String(one.network)) && isName(String(one.round))
      && Number.isInteger(one.sequence) && one.sequence >= 1 && one.sequence <= LAST_SEQUENCE
      && typeof one.invited === "boolean" && (one.digest === undefined || /^[0-9a-f]{64}$/.test(one.digest)));
  return right ? "" : "What the file says about the returns that were made is damaged.";
}

function madeAt(made, { network, round }) {
  return (made ? made.made : []).find((one) => one.network === network && one.round === round);
}

function otherSecret(mine, found) {
  return Boolean(mine && mine.secret && found && found.secret && mine.secret !== found.secret);
}

function withMade(made, entry) {
  const others = (made ? made.made : []).filter((one) => one.network !== entry.network || one.round !== entry.round);
  return { ...(made && made.secret ? { secret: made.secret } : {}), made: [...others, entry] };
}

// Put what a file says of returns over what is known here. A key is never lost; another one takes its place after a yes.
function joinMade(mine, found) {
  if (!mine || !found) return found || mine;
  if (otherSecret(mine, found)) return found;
  let joined = { made: found.made };
  if (found.secret || mine.secret) joined = { secret: found.secret || mine.secret, made: found.made };
  for (const entry of mine.made) {
    const there = madeAt(found, entry);
    if (!there || there.sequence < entry.sequence) joined = withMade(joined, entry);
  }
  return joined;
}

// The sequence that a return gets: the last one where exactly this was made before, else the next.
async function sequenceFor(last, make) {
  if (!last) return 1;
  if (last.digest) {
    const again = await make(last.sequence);
    if (await digestOf(canonicalText(again.return)) === last.digest) return last.sequence;
  }
  return last.sequence + 1;
}
