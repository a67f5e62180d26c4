import assert from "node:assert/strict";
import * as fc from "fast-check";
import { renderNotes } from "../../../lib/api/write/notes.ts";

const REL = 'rel="nofollow noopener noreferrer"';

Deno.test("renderNotes() writes Markdown as HTML, with each line on its own", async () => {
  const html = await renderNotes("**best** so far\nuse `lr`\n\n- a\n- b\n\n|x|\n|:-|\n|1|\n");
  assert.equal(
    html,
    "<p><strong>best</strong> so far<br>\nuse <code>lr</code></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n" +
      "<table>\n<thead>\n<tr>\n<th>x</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n",
  );
});

Deno.test("renderNotes() gives nothing for no notes", async () => {
  assert.deepEqual([await renderNotes(""), await renderNotes(" \n ")], ["", ""]);
});

Deno.test("renderNotes() puts headings below that of the run", async () => {
  assert.equal(await renderNotes("# A\n##### B"), "<h3>A</h3>\n<h6>B</h6>\n");
});

Deno.test("renderNotes() links web and mail addresses only, and passes nothing on", async () => {
  const link = (address: string, words: string) => `<p><a href="${address}" ${REL}>${words}</a></p>\n`;
  assert.equal(await renderNotes("[a](https://e.org/?x=1&y)"), link("https://e.org/?x=1&amp;y", "a"));
  assert.equal(await renderNotes("https://e.org"), link("https://e.org", "https://e.org"));
  assert.equal(await renderNotes("[m](mailto:a@e.org)"), link("mailto:a@e.org", "m"));
  for (
    const text of [
      "[a](javascript:alert(1))",
      "[a](&#106;avascript:alert(1))",
      "[a](data:text/html,x)",
      "[a](/experiments)",
      "[a](//e.org)",
      "[a](file:///etc/passwd)",
      "<javascript:alert(1)>",
      "train.py",
    ]
  ) {
    assert.doesNotMatch(await renderNotes(text), /<a\b/, text);
  }
});

Deno.test("renderNotes() makes a link of an image, and only words of one inside a link", async () => {
  assert.equal(
    await renderNotes('![a "b"](https://e.org/a.png)'),
    `<p><a href="https://e.org/a.png" ${REL}>a &quot;b&quot;</a></p>\n`,
  );
  assert.equal(
    await renderNotes("[![a](https://e.org/a.png)](https://e.org)"),
    `<p><a href="https://e.org" ${REL}>a</a></p>\n`,
  );
});

Deno.test("renderNotes() leaves HTML as text, and code without a class", async () => {
  assert.equal(await renderNotes("<b onclick=x>"), "<p>&lt;b onclick=x&gt;</p>\n");
  assert.equal(
    await renderNotes('```js"x\n<script>\n```'),
    '<pre tabindex="0"><code>&lt;script&gt;\n</code></pre>\n',
  );
});

Deno.test("renderNotes() writes out characters that hide or turn text", async () => {
  assert.doesNotMatch(await renderNotes("a\u202eb\u200bc"), /[\u202e\u200b]/);
});

/** The only tags and attributes that notes may have. */
const ALLOWED = new RegExp(
  "^(?:" + [
    "</?(?:p|strong|em|s|code|ul|ol|li|h[3-6]|blockquote|table|thead|tbody|tr|th|td)>",
    "<br>|<hr>|</a>|</pre>",
    '<pre tabindex="0">|<ol start="\\d+">',
    `<a href="(?:https?:|mailto:)[^"<>]*"(?: title="[^"<>]*")? ${REL}>`,
  ].join("|") + ")$",
  "i",
);

const piece = fc.constantFrom(
  "<",
  ">",
  '"',
  "'",
  "&",
  "[",
  "]",
  "(",
  ")",
  "!",
  "`",
  "```",
  "*",
  "_",
  "~~",
  "#",
  "-",
  "|",
  "\n",
  "\n\n",
  " ",
  "1. ",
  ":",
  "a",
  "<script>",
  "<img src=x onerror=y>",
  "javascript:",
  "https://e.org",
  "mailto:",
  "&#106;",
  "\\",
  "style=",
  "[a]: ",
  "data:",
);

Deno.test("renderNotes() writes no tag and no attribute but harmless ones, whatever the notes are", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const html = await renderNotes(pieces.join(""));
      for (const [tag] of html.matchAll(/<[^>]*>?/g)) assert.match(tag, ALLOWED, html);
    }),
    { numRuns: 3_000 },
  );
});
