import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { HelloMessage } from '../../shared/contract/browser-door'

/** Who may use the browser shell: whoever opened the start link first, in that browser, as long as this process runs. */
export interface StartGate {
  /** The token of the start link; admits one session, once. */
  readonly token: string
  /** True when this page belongs to an admitted session, or is the first to show the token. */
  readonly admit: (hello: HelloMessage) => boolean
}

export const createStartGate = (): StartGate => {
  const token = randomBytes(32).toString('base64url')
  const sessions = new Set<string>()
  let used = false
  return {
    token,
    admit: ({ start, session }) => {
      const key = digest(session).toString('hex')
      if (sessions.has(key)) return true
      if (used || start === undefined || !timingSafeEqual(digest(start), digest(token))) return false
      used = true
      sessions.add(key)
      return true
    },
  }
}

// Digests have one length, so that comparing takes the same time for every guess.
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()
