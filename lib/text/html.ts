/**
 * Text in HTML that is made without components.
 *
 * @module
 */

/**
 * Escapes a text for an element or a quoted attribute.
 *
 * @example
 * ```ts
 * import { escapeHtml } from "./html.ts";
 * escapeHtml('a < "b"'); // "a &#60; &#34;b&#34;"
 * ```
 */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
