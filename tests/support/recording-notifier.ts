import type { Notifier, Toast } from '../../src/renderer/state/notifier'

export interface RecordingNotifier {
  readonly notifier: Notifier
  readonly announced: readonly string[]
  readonly alerts: readonly string[]
  readonly toasts: readonly Toast[]
}

/** Remembers what a screen told its user. */
export const createRecordingNotifier = (): RecordingNotifier => {
  const announced: string[] = []
  const alerts: string[] = []
  const toasts: Toast[] = []
  return {
    announced,
    alerts,
    toasts,
    notifier: {
      announce: (text) => announced.push(text),
      alert: (text) => alerts.push(text),
      toast: (toast) => toasts.push(toast),
    },
  }
}
