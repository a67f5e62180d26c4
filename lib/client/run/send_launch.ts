/**
 * Sends the launch form, and opens the page of the run that it has started. Loaded when the form is sent for the first time.
 *
 * @module
 */
import "../first_script.ts";
import { ownPath } from "../server/own_path.ts";
import { makeKey, sendChange } from "../server/send.ts";
import type { WireRun } from "../../wire.ts";
import { type LaunchFields, readLaunch } from "./launch_request.ts";

/** An error and the field that it is about; "" for none. */
export interface LaunchRefusal {
  field: string;
  message: string;
}

/** What was asked for last, with its key. Sent again after an error, it starts no second run. */
let attempt = { asked: "", key: "" };

/** Starts a run of the experiment. Resolves to null when its page is being opened. */
export async function sendLaunch(experimentId: string, form: FormData): Promise<LaunchRefusal | null> {
  const text = (field: keyof LaunchFields) => String(form.get(field));
  const body = readLaunch({
    command: text("command"),
    name: text("name"),
    cwd: text("cwd"),
    env: text("env"),
    notify: text("notify"),
    tty: form.has("tty"),
  });
  if ("message" in body) return body;
  const path = `/api/experiments/${experimentId}/runs`, asked = path + JSON.stringify(body);
  if (attempt.asked !== asked) attempt = { asked, key: makeKey() };
  const sent = await sendChange<WireRun>({ method: "POST", path, body, key: attempt.key });
  if (!sent.ok) return sent;
  location.assign(ownPath(`/experiments/${experimentId}?run=${sent.value.id}`));
  return null;
}
