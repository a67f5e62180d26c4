import assert from "node:assert/strict";
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
