import type { AgentClient } from '../client/agent-client'

/** The computer has a network again: no need to wait for the next planned try. Returns the function that ends it. */
export const followNetwork = (page: Window, client: AgentClient): (() => void) => {
  const onOnline = (): void => void client.request('verbinding.probeer')
  page.addEventListener('online', onOnline)
  return () => page.removeEventListener('online', onOnline)
}
