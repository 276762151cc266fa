/**
 * Versions of the messages in this folder. Deploy the server first: it supports the current version and the two before it.
 *
 * 1 (22 November 2026): hello, snapshot, pull, push of named intents, live pokes.
 */
export const protocolVersion = 1
export const minimumProtocolVersion = 1
