import { hash } from 'node:crypto'

/** Bits of a row's hash: a sum over eight million rows still fits in SQLite's and PostgreSQL's 64 bits, and in text on the wire. */
const hexDigits = 10

/**
 * A number for one row of a scope at one version, the same on desk and server. Two sides that hold the same rows have the same sum of
 * these, in whatever order they came. It covers identity and version, not content: a version names its content.
 */
export const rowHash = (entity: string, id: string, version: number): number =>
  Number.parseInt(hash('sha256', `${entity}/${id}/${String(version)}`, 'hex').slice(0, hexDigits), 16)
