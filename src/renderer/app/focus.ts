import { flushSync } from 'react-dom'

/** Moving the keyboard around the page. Places have names (`data-focus-id`); panes are found by `data-pane`. */
export interface Focus {
  /**
   * Goes there before the next key can arrive: words typed right after a shortcut must not land in the field before it. False when the
   * place is not there (yet).
   */
  readonly to: (id: string) => boolean
  /** Where the keyboard was last, by name. */
  readonly place: () => string | undefined
  readonly nextPane: (step: 1 | -1) => void
  readonly start: () => () => void
}

const focusable = 'input, textarea, button:not([disabled]), a[href], [tabindex="0"]'

export const createFocus = (page: Document): Focus => {
  // Coming back to a pane is coming back to the place in it.
  const lastIn = new WeakMap<Element, HTMLElement>()
  let lastPlace: string | undefined

  const remember = (event: FocusEvent): void => {
    const { target } = event
    if (target instanceof HTMLElement)
      lastPlace = target.closest('[data-focus-id]')?.getAttribute('data-focus-id') ?? lastPlace
    const pane = target instanceof HTMLElement ? target.closest('[data-pane]') : null
    if (pane !== null && target instanceof HTMLElement) lastIn.set(pane, target)
  }

  const enter = (pane: HTMLElement): void => {
    const last = lastIn.get(pane)
    const place = last?.isConnected === true && pane.contains(last) ? last : pane.querySelector<HTMLElement>(focusable)
    chosenIn(place ?? pane).focus()
  }

  return {
    to: (id) => {
      const find = () => page.querySelector<HTMLElement>(`[data-focus-id="${id}"]`)
      // Draws now what the stores just changed, so that the place is there.
      flushSync(() => undefined)
      const place = find()
      if (place === null) setTimeout(() => goOn(find()), 0)
      else goOn(place)
      return place !== null
    },
    place: () => lastPlace,
    nextPane: (step) => {
      const panes = [...page.querySelectorAll<HTMLElement>('[data-pane]')]
      const current = panes.findIndex((pane) => pane.contains(page.activeElement))
      const next = current === -1 ? 0 : (current + step + panes.length) % panes.length
      const pane = panes[next]
      if (pane !== undefined) enter(pane)
    },
    start: () => {
      page.addEventListener('focusin', remember)
      return () => page.removeEventListener('focusin', remember)
    },
  }
}

/**
 * A list that was left comes back at the row that is chosen by now, not at the one where the keyboard was then: the ring, and the next
 * arrow, must never be at another inhabitant than the notitie that the keys work on. Any other place is itself.
 */
const chosenIn = (place: HTMLElement): HTMLElement =>
  place.closest('[role="grid"]')?.querySelector<HTMLElement>('[role="row"][aria-selected="true"]') ?? place

/** Words go on where they ended; a search begins anew: what is typed replaces the question of the caller before. */
const goOn = (place: HTMLElement | null): void => {
  if (place !== null) chosenIn(place).focus()
  if (!(place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement)) return
  if (place.type === 'search' || place.getAttribute('role') === 'combobox') place.select()
  else place.setSelectionRange(place.value.length, place.value.length)
}
