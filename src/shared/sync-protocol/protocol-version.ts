/**
 * Versions of the messages in this folder. Deploy the server first. What a desk sends is read strictly; what a desk receives may hold
 * fields that it does not know yet, which it leaves aside.
 *
 * 1 (22 November 2026): hello, snapshot, pull, push of named intents, live pokes.
 */
export const protocolVersion = 1
export const minimumProtocolVersion = 1
