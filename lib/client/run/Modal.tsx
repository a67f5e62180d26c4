/**
 * A dialog above the page. The browser keeps the focus in it, closes it with Escape, and gives the focus back.
 *
 * @module
 */
import { type ComponentChildren, type JSX, render } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The dialog, open while it is rendered. */
export function Modal(
  { title, children, onClose }: { title: string; children: ComponentChildren; onClose: () => void },
): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current!;
    box.showModal();
    return () => box.close(); // the focus goes back to the button that opened it
  }, []);
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby="dialog-title" onClose={onClose}>
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}

/** Shows a dialog above the page. `dialog` makes it, and gets what removes it again. */
export function openModal(dialog: (close: () => void) => JSX.Element): void {
  const place = document.body.appendChild(document.createElement("div"));
  render(
    dialog(() => {
      render(null, place);
      place.remove();
    }),
    place,
  );
}
