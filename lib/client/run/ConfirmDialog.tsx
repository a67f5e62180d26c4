/**
 * A question before something is done. It stays open, with the error, when that fails.
 *
 * @module
 */
import "../first_script.ts";
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { Modal } from "./Modal.tsx";

/** The question. */
export interface ConfirmDialogProps {
  title: string;
  children: ComponentChildren;
  /** What the two buttons say. */
  yes: string;
  no: string;
  /** Resolves to an error message, or to "" on success. */
  onYes(): Promise<string>;
  onClose(): void;
}

/** The dialog. */
export function ConfirmDialog({ title, children, yes, no, onYes, onClose }: ConfirmDialogProps): JSX.Element {
  const error = useSignal(""), isBusy = useSignal(false);
  async function confirm(): Promise<void> {
    isBusy.value = true;
    error.value = await onYes();
    isBusy.value = error.value === "";
  }
  return (
    <Modal title={title} onClose={onClose}>
      <p>{children}</p>
      <p class="form-error" role="alert" hidden={error.value === ""}>{error.value}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={onClose}>{no}</button>
        <button type="button" class="button button-danger" disabled={isBusy.value} onClick={confirm}>{yes}</button>
      </div>
    </Modal>
  );
}
