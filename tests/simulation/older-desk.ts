import type { ServerLink } from '../../src/main/core/sync/ports'
import type { LiveFrame } from '../../src/shared/sync-protocol/live'

/** A desk of protocol 1 did not know purge orders, sums or deltas: it leaves aside what it does not know. */
export const asVersion1 = (link: ServerLink): ServerLink => ({
  ...link,
  hello: async ({ clientId, appVersion, settledNo }) => {
    const { limits: _limits, ...answer } = await link.hello({
      clientId,
      appVersion,
      settledNo,
      protocol: { min: 1, max: 1 },
    })
    return { ...answer, purges: [] }
  },
  pull: async ({ clientId, epoch, cursors }) => {
    const { sums: _sums, serverTime: _time, ...answer } = await link.pull({ clientId, epoch, cursors })
    return answer
  },
  openLive: (transport, request, handlers) =>
    link.openLive(
      transport,
      { ...request, at: () => undefined },
      {
        ...handlers,
        onFrame: (frame: LiveFrame) => {
          if (frame.kind !== 'drain') handlers.onFrame(frame.kind === 'delta' ? { kind: 'poke' } : frame)
        },
      },
    ),
})
