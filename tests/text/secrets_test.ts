import assert from "node:assert/strict";
import fc from "fast-check";
import { blankCommand, blankLine, blankRecord, blankText, blankValue, isSecretName } from "../../lib/text/secrets.ts";

const HF = "hf_" + "aBcD1234".repeat(4),
  AWS = "AKIA" + "ABCD1234".repeat(2),
  OPENAI = "sk-" + "proj_12345678".repeat(2);

Deno.test("isSecretName() knows secrets' names in any spelling", () => {
  const names = [
    "password",
    "DB_PASSWORD",
    "passwd",
    "--api-key",
    "apiKey",
    "OPENAI_API_KEY",
    "hf_token",
    "token",
    "auth.token",
    "AWS_SECRET_ACCESS_KEY",
    "aws_access_key_id",
    "client-secret",
    "Authorization",
    "private_key",
    "PGPASSWORD",
    "SSHPASS",
    "dbpasswd",
    "myapikey",
    "passwords",
  ];
  for (const name of names) assert.ok(isSecretName(name), name);
});

Deno.test("isSecretName() leaves the words of training alone", () => {
  const names = [
    "max_tokens",
    "num_tokens",
    "n_tokens",
    "tokens_per_second",
    "tokenizer",
    "pad_token",
    "eos_token",
    "key",
    "keys",
    "monkey",
    "author",
    "max_new_tokens",
    "secretary",
    "num_special_tokens",
    "passes",
    "train_tokens",
  ];
  for (const name of names) assert.ok(!isSecretName(name), name);
});

Deno.test("blankText() replaces keys of known form and what stands before the @ of an address", () => {
  assert.equal(blankText(`use ${HF}, ${AWS} and ${OPENAI}.`), "use •••, ••• and •••.");
  assert.equal(
    blankText("postgres://me:pa55@db:5432/x http://host/a:b@c"),
    "postgres://•••@db:5432/x http://host/a:b@c",
  );
  assert.equal(blankText("Authorization: Bearer abcdef123456"), "Authorization: Bearer •••");
  assert.equal(blankText("hf_short sk-learn loss=0.5"), "hf_short sk-learn loss=0.5");
});

Deno.test("blankValue() keeps an empty value, so that one sees that none was given", () => {
  assert.equal(blankValue("password", ""), "");
  assert.equal(blankValue("password", "x"), "•••");
  assert.equal(blankValue("lr", "0.1"), "0.1");
});

Deno.test("blankCommand() blanks values behind flags and in assignments, and nothing else", () => {
  const command = [
    "env",
    "WANDB_API_KEY=abc",
    "python",
    "train.py",
    "--api-key",
    "k",
    "--password=p=q",
    "--lr",
    "1e-3",
    "--token",
    "--fast",
    "--max-tokens",
    "512",
    `--hub=${HF}`,
  ];
  assert.deepEqual(blankCommand(command), [
    "env",
    "WANDB_API_KEY=•••",
    "python",
    "train.py",
    "--api-key",
    "•••",
    "--password=•••",
    "--lr",
    "1e-3",
    "--token",
    "--fast",
    "--max-tokens",
    "512",
    "--hub=•••",
  ]);
});

Deno.test("blankRecord() blanks by name and by form", () => {
  assert.deepEqual(blankRecord({ password: "x", url: "http://a:b@c", lr: "0.1" }), {
    password: "•••",
    url: "http://•••@c",
    lr: "0.1",
  });
});

Deno.test("blankLine() blanks pairs, flags and quoted values within a line, and keeps the rest as it is", () => {
  assert.equal(
    blankLine("Namespace(lr=0.1, api_key='abc def', token=xyz) --password hunter2 loss: 0.5"),
    "Namespace(lr=0.1, api_key='•••', token=•••) --password ••• loss: 0.5",
  );
  assert.equal(blankLine('{"hf_token": "abc", "loss": 0.5}'), '{"hf_token": "•••", "loss": 0.5}');
  assert.equal(blankLine("step 5: loss=0.25 tokens=512"), "step 5: loss=0.25 tokens=512");
});

Deno.test("blankText() replaces more services' keys, signed addresses, and a token alone in an address", () => {
  const long = "aB3" + "x7".repeat(16);
  for (
    const key of [`nvapi-${long}`, `npm_${long}`, `gsk_${long}`, `sk_live_${long}`, `ghp_${long}`, `glpat-${long}`]
  ) {
    assert.equal(blankText(`a ${key}`), "a •••", key);
  }
  assert.equal(blankText("https://s3/x?X-Amz-Signature=abcdef0123&a=1"), "https://s3/x?X-Amz-Signature=•••&a=1");
  assert.equal(blankText(`https://${"t0ken".repeat(5)}@host/x`), "https://•••@host/x");
  assert.equal(blankText("curl https://me@host/x?a=1"), "curl https://me@host/x?a=1");
});

Deno.test("blankCommand() blanks secrets within a word: headers, JSON, a script, a user with a password", () => {
  const command = [
    "curl",
    "-H",
    "Authorization: Basic abc",
    "-u",
    "me:pw",
    '{"api_key": "k1"}',
    "export HF_TOKEN=abc; run",
  ];
  assert.deepEqual(blankCommand(command), [
    "curl",
    "-H",
    "Authorization:•••",
    "-u",
    "•••",
    '{"api_key": "•••"}',
    "export HF_TOKEN=•••; run",
  ]);
});

Deno.test("blankValue() and blankLine() keep what only says whether there is a secret, and measurements", () => {
  assert.deepEqual(["True", "none", "false"].map((value) => blankValue("use_auth_token", value)), [
    "True",
    "none",
    "false",
  ]);
  for (const line of ["loss per token: 1.25", "auth: false", "token=None"]) assert.equal(blankLine(line), line);
});

Deno.test("blankLine() finds a key that colours cut or touch, and keeps the colours of a line without secrets", () => {
  assert.equal(blankLine(`\x1b[32mkey \x1b[1m${HF}\x1b[0m`), "key •••");
  assert.equal(blankLine(`${HF.slice(0, 9)}\x1b[31m${HF.slice(9)}`), "•••");
  assert.equal(blankLine("\x1b[32mloss\x1b[0m 0.5"), "\x1b[32mloss\x1b[0m 0.5");
});

Deno.test("blankLine() blanks the lines of a private key, and no bar or word", () => {
  assert.equal(blankLine("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"), "•••");
  for (const line of ["=".repeat(64), "-".repeat(60), "a".repeat(64)]) assert.equal(blankLine(line), line);
});

Deno.test("blanking twice gives the same", () => {
  const word = fc.constantFrom(
    "--token",
    "password=",
    HF,
    "a b",
    "://u:p@",
    "•••",
    ":",
    '"',
    "key",
    "\x1b[1m",
    "Bearer abcdefgh1",
    "-u",
  );
  fc.assert(fc.property(fc.array(fc.oneof(word, fc.string())), (words) => {
    const once = blankCommand(words), line = blankLine(words.join(" "));
    assert.deepEqual(blankCommand(once), once);
    assert.equal(blankLine(line), line);
  }));
});

Deno.test("blankLine() blanks all of a header with a scheme, however short its token", () => {
  for (const value of ["Bearer abcdef123456", "Basic bWU6cA==", "Bearer x1", "Token abc"]) {
    assert.equal(blankLine(`> Authorization: ${value}`).replaceAll(" •••", "•••"), "> Authorization:•••", value);
  }
});

Deno.test("blankValue() and blankLine() keep numbers of tokens", () => {
  assert.deepEqual([blankValue("max_token", "512"), blankValue("seq_token", "2048")], ["512", "2048"]);
  assert.deepEqual(blankCommand(["train", "--max-token", "512"]), ["train", "--max-token", "512"]);
  assert.equal(blankLine("use --max-token 512 and max_token=512"), "use --max-token 512 and max_token=512");
  assert.equal(blankValue("token", "48213377"), "•••");
});

Deno.test("blankText() finds a signed token behind other words of the same word", () => {
  const signed = ["eyJ" + "a".repeat(20), "b".repeat(20), "c".repeat(20)].join(".");
  for (const before of ["", "key=", "token-", "a-b_c-"]) assert.equal(blankText(before + signed), `${before}•••`);
});
