// Keys and signatures, by the browser's own means: the same secret gives the same key as in benchmark/returns/keys.py,
// and an invitation's code the same endorsement as in benchmark/returns/endorsement.py.

const SECRET_BYTES = 32;
// What stands before the 32 bytes of an Ed25519 key in the form in which browsers take it (RFC 8410).
const BEFORE_KEY = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

function asBytes(text) {
  return new TextEncoder().encode(text);
}

function toBase64(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// The bytes of base64url; nothing where it is not written in its one way.
function fromBase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

function toHex(bytes) {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function randomBytes(count) {
  return crypto.getRandomValues(new Uint8Array(count));
}

async function digestOf(text) {
  return toHex(await crypto.subtle.digest("SHA-256", asBytes(text)));
}

async function keyOf(secret, parts) {
  const raw = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const rule = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: asBytes(parts.join("\0")) };
  return importSeed(await crypto.subtle.deriveBits(rule, raw, 256));
}

async function importSeed(seed) {
  const data = new Uint8Array([...BEFORE_KEY, ...new Uint8Array(seed)]);
  const key = await crypto.subtle.importKey("pkcs8", data, { name: "Ed25519" }, true, ["sign"]);
  return { key, text: (await crypto.subtle.exportKey("jwk", key)).x };
}

async function signText({ key }, text) {
  return toBase64(await crypto.subtle.sign({ name: "Ed25519" }, key, asBytes(text)));
}

// Whether this browser can sign. Older ones cannot, nor any that does not trust the place that the page came from.
async function canSign() {
  try {
    const made = await importSeed(new Uint8Array(32));
    return (await signText(made, "")).length === 86 && typeof made.text === "string";
  } catch {
    return false;
  }
}

async function endorsementOf(code, body, key) {
  const { questionnaire, network, round } = body;
  const invitation = await keyOf(code, ["council-invitation/1", network, round, questionnaire]);
  const signature = await signText(invitation, ["council-endorsement/1", questionnaire, network, round, key].join("\0"));
  return { invitation: invitation.text, signature };
}

// Make a signed return of a body; `code` holds the bytes of the invitation's code, where there is one.
async function signReturn(secret, code, body) {
  const own = await keyOf(secret, [RETURN, body.questionnaire, body.network, body.round]);
  const content = withKey(body, own.text, code ? await endorsementOf(code, body, own.text) : null);
  return { return: content, signature: await signText(own, canonicalText(content)) };
}

// What a coordinator imports on the word of the code: a return without key and signature. No name goes into it.
function unsignedReturn(body, code) {
  const { format, name, ...content } = body;
  return { format: UNSIGNED, return: content, code };
}
