import { helloMessageSchema, startParameter, type HelloMessage } from '../../shared/contract/browser-door'

const storageKey = 'klaar.deur'

/**
 * What this page shows at the door. The start link's token is taken out of the address and kept beside a secret of our own until a
 * newer start link replaces it, so that a reload in the very first moment does not lock anybody out.
 */
export const readDoorKey = (page: Window): HelloMessage => {
  const kept = parse(page.localStorage.getItem(storageKey))
  const start = new URLSearchParams(page.location.hash.slice(1)).get(startParameter)
  if (start === null && kept !== undefined) return kept
  const key: HelloMessage = {
    session: kept?.session ?? createSecret(page.crypto),
    ...(start === null ? {} : { start }),
  }
  page.localStorage.setItem(storageKey, JSON.stringify(key))
  if (start !== null) page.history.replaceState(null, '', page.location.pathname)
  return key
}

const parse = (text: string | null): HelloMessage | undefined => {
  if (text === null) return undefined
  try {
    return helloMessageSchema.safeParse(JSON.parse(text)).data
  } catch {
    // Not ours, or damaged: a new secret is made and the page needs a start link again.
    return undefined
  }
}

const createSecret = (crypto: Crypto): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')
