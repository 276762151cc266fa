import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Notifier, Toast } from '../state/notifier'
import { createStoreContext } from '../state/store-context'

export interface NotificationsState {
  /** What the two live regions say. */
  readonly status: string
  readonly alert: string
  readonly toasts: readonly (Toast & { readonly id: number })[]
  readonly close: (id: number) => void
}

const maxToasts = 3

// A live region that gets the same text again stays silent; an invisible character makes it another text.
const different = (before: string, text: string): string => (before === text ? `${text}\u200b` : text)

/** Everything the desk tells its user outside the fields of a screen. */
export const createNotifications = (): {
  readonly store: StoreApi<NotificationsState>
  readonly notifier: Notifier
} => {
  let lastId = 0
  const store = createStore<NotificationsState>()((set) => ({
    status: '',
    alert: '',
    toasts: [],
    close: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
  }))
  const announce = (text: string): void => store.setState(({ status }) => ({ status: different(status, text) }))
  return {
    store,
    notifier: {
      announce,
      alert: (text) => store.setState(({ alert }) => ({ alert: different(alert, text) })),
      toast: (toast) => {
        lastId += 1
        const id = lastId
        const { action } = toast
        const close = (): void => store.getState().close(id)
        const shown =
          action === undefined
            ? { ...toast, id }
            : {
                ...toast,
                id,
                action: {
                  ...action,
                  run: () => {
                    close()
                    return action.run()
                  },
                },
              }
        store.setState(({ toasts }) => ({ toasts: [...toasts, shown].slice(-maxToasts) }))
        announce(action === undefined ? toast.text : `${toast.text} ${action.label}: ${action.keys}`)
      },
    },
  }
}

export const { Provider: NotificationsProvider, useSelect: useNotifications } =
  createStoreContext<NotificationsState>('meldingen')
