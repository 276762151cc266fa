/** A short message that can offer one thing to do about it. */
export interface Toast {
  readonly text: string
  readonly action?: { readonly label: string; readonly keys: string; readonly run: () => void | Promise<void> }
}

/** How a store tells the person at the desk something that no field on the screen says. */
export interface Notifier {
  /** For a screen reader, when it is free. */
  readonly announce: (text: string) => void
  /** For a screen reader, at once: something needs an answer. */
  readonly alert: (text: string) => void
  /** On the screen for a while, and announced. */
  readonly toast: (toast: Toast) => void
}
