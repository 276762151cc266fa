import { z } from 'zod'

/** Where the page of the browser shell finds its core, and how that shell closes the door. */
export const socketPath = '/agent'
export const refusedCloseCode = 4401

/** The start link is `http://127.0.0.1:<port>/#start=<token>`: a fragment never travels to a server, a log or a referrer. */
export const startParameter = 'start'

const secret = z.string().regex(/^[\w-]{20,100}$/)

/**
 * The first message of a page. `start` is the one-time token of the start link, `session` a secret that the page made itself and
 * keeps: the token admits that session once, and the session admits reloads and further tabs.
 */
export const helloMessageSchema = z.strictObject({ start: secret.optional(), session: secret })
export type HelloMessage = z.infer<typeof helloMessageSchema>
