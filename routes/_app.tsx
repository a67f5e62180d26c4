/**
 * The frame of every page: the head, the bar at the top, and the element that the page fills.
 *
 * @module
 */
import type { PageProps } from "fresh";
import { asset } from "fresh/runtime";
import type { JSX } from "preact";
import { Brand } from "../lib/ui/Brand.tsx";
import { SessionOver, SignIn } from "../lib/ui/SignIn.tsx";
import { StoreTrouble } from "../lib/ui/StoreTrouble.tsx";
import { ThemeChoice } from "../lib/ui/ThemeChoice.tsx";
import type { State } from "../lib/web/state.ts";

/** The document around a page. */
export default function Frame({ Component, state }: PageProps<unknown, Partial<State>>): JSX.Element {
  const trouble = state.store?.trouble ?? null;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>stdcurve</title>
        <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={asset("/styles.css")} />
        <script src={asset("/early.js")} />
      </head>
      <body>
        <a class="skip-link" href="#main">Skip to the content</a>
        <header class="top-bar">
          <div class="top-bar-inner">
            <Brand />
            <nav class="top-links" aria-label="Site">
              <a href="/">Experiments</a>
              <a href="/api/openapi.json">API</a>
              <ThemeChoice />
            </nav>
          </div>
        </header>
        <main id="main" class="page" tabindex={-1}>
          <SessionOver />
          <div data-part="trouble">
            {trouble !== null && <StoreTrouble trouble={trouble} />}
          </div>
          <Component />
        </main>
        <SignIn />
      </body>
    </html>
  );
}
