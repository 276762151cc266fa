import { z } from 'zod'

/** Where a desk is in a scope's log. Opaque: only the server may read meaning into it, so that its scheme can change. */
export const cursorSchema = z.string().min(1).max(200)

/** Names one life of a server's log. Another epoch means: the log was restored or replaced, start again from snapshots. */
export const epochSchema = z.uuid()

export const scopeSchema = z.string().min(1).max(150)

export const scopeCursorSchema = z.strictObject({ scope: scopeSchema, cursor: cursorSchema })
export type ScopeCursor = z.infer<typeof scopeCursorSchema>
