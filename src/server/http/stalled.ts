import type { ServerResponse } from 'node:http'

// Longer than a desk waits for a line that does not come.
const standardMs = 30_000

/**
 * Breaks an answer off of which nothing is taken for so long. A laptop that was closed halfway says nothing, and its connection would hold the
 * place of another desk until the network gives it up, a quarter of an hour later.
 */
export const breakOffWhenStalled = (response: ServerResponse, milliseconds: number = standardMs): void => {
  response.setTimeout(milliseconds, () => {
    response.destroy()
  })
}
