/**
 * The control of the theme in the bar at the top. The script in the page's head makes it work: without scripts it isn't shown, and the page
 * follows the system.
 *
 * @module
 */
import type { JSX } from "preact";

/** The control. */
export function ThemeChoice(): JSX.Element {
  return (
    <label class="theme">
      <span class="hidden-text">Theme</span>
      <select id="theme" autocomplete="off">
        <option value="system">System</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
