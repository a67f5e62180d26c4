/**
 * Icons beside words. They are decorative, because the word says the same. Screen readers skip them.
 *
 * @module
 */
import type { JSX } from "preact";

const PATHS = {
  queued: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5v3.300l2 1.400",
  running: "M13.5 8A5.5 5.5 0 1 1 8 2.5",
  completed: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M5.600 8.200l1.700 1.700 3.200-3.700",
  failed: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M6.100 6.100l3.800 3.800M9.900 6.100L6.100 9.900",
  cancelled: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M4.200 11.800l7.600-7.600",
  warning: "M8 2.5L14 13H2zM8 6.5v3M8 11.200v.2",
  file: "M4 1.800h5l3 3v9.400H4zM9 1.800v3h3M6.200 8.5h3.600M6.200 11h3.600",
} as const;

/** Name of an icon. */
export type IconName = keyof typeof PATHS;

/** A 16 px line drawing in the colour of the text around it. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
