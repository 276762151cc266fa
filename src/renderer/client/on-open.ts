import type { AgentClient } from './agent-client'

/**
 * Runs each time the core is there again: whatever it told in between was told to nobody. Returns the function that ends the
 * subscription.
 */
export const onOpen = (client: AgentClient, run: () => void): (() => void) =>
  client.onState((state) => {
    if (state === 'open') run()
  })
