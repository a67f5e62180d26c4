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
    <label class="theme" title="Theme">
      <span class="hidden-text">Theme</span>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" />
        <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
      </svg>
      <select id="theme" autocomplete="off">
        <option value="system">System</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
