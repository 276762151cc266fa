/**
 * Versions of the messages in this folder. Deploy the server first: it speaks the newest version and the two before it. What a desk
 * sends is read strictly; what a desk receives may hold fields that it does not know yet, which it leaves aside.
 *
 * 1 (22 November 2026): hello, snapshot, pull, push of named intents, live pokes.
 * 2 (24 November 2026): purge orders with a receipt, sums to compare, deltas on the live channel and its two fallbacks, claim-next,
 *   klantbeeld. Every new field of a request is optional, so a desk of version 1 is still understood.
 */
export const protocolVersion = 2
export const minimumProtocolVersion = 1
