import { maxPushedIntents, type PushedIntent } from '../../../shared/sync-protocol/push'
import type { PendingIntent } from './outbox'

// A call has twenty seconds, its upload included. This much arrives within them over a line of 128 kbit/s; five hundred long notes would be
// started again for ever.
const maxPushBytes = 256 * 1024

/** The oldest wishes that fit in one push; at least one when there is any. */
export const toPush = (wishes: readonly PendingIntent[]): PushedIntent[] => {
  const filled = withoutGaps(wishes).slice(0, maxPushedIntents)
  let bytes = 0
  const tooMuch = filled.findIndex((intent) => {
    bytes += Buffer.byteLength(JSON.stringify(intent))
    return bytes > maxPushBytes
  })
  return tooMuch === -1 ? filled : filled.slice(0, Math.max(1, tooMuch))
}

// No intent has this name.
const withoutMeaning = 'leeg'

/**
 * The server takes consecutive numbers only. Wishes that are offered again (another epoch, a cache that was lost) may lack one between them
 * that was refused the first time: an intent without meaning takes its place. A server that knows the number says again what became of it,
 * one that was put back from a backup refuses it, and neither does anything.
 */
const withoutGaps = (wishes: readonly PendingIntent[]): PushedIntent[] => {
  const filled: PushedIntent[] = []
  for (const { no, name, args } of wishes) {
    for (let missing = (filled.at(-1)?.no ?? no) + 1; missing < no; missing += 1) {
      filled.push({ no: missing, name: withoutMeaning, args: null })
    }
    filled.push({ no, name, args })
  }
  return filled
}
