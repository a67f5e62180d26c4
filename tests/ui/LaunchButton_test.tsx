import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { LaunchButton } from "../../lib/ui/LaunchButton.tsx";

Deno.test("LaunchButton carries the last command, or says where to start runs when the server may not", () => {
  const may = renderToString(<LaunchButton canLaunch command="python a.py" cwd="/w" />);
  assert.match(may, /<button[^>]* data-press="launch"[^>]* data-command="python a.py"[^>]* data-cwd="\/w"/);
  const mayNot = renderToString(<LaunchButton canLaunch={false} command="" cwd="" />);
  assert.match(mayNot, /This server may not start commands/);
  assert.doesNotMatch(mayNot, /<button/);
});
