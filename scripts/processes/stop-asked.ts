/**
 * Aborted once somebody asks this command to stop. A terminal, npm and the bootstrap may all pass the same Ctrl+C on: asking again
 * changes nothing. Whoever listens stops what it started; the command ends when that is done.
 */
export const listenForStop = (): AbortController => {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopping.abort()
    })
  }
  return stopping
}
