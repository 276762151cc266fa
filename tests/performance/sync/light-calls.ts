import type { BenchDocument } from './workload.ts'

interface ScopeCursor {
  readonly scope: string
  readonly cursor: string
}

interface Page {
  readonly rows: readonly unknown[]
  readonly cursors: readonly ScopeCursor[]
  readonly more: boolean
}

/** What the server said instead of an answer. */
export class Refused extends Error {
  readonly retryAfterMs: number | undefined
  constructor(status: number, retryAfter: string | null) {
    super(`the server answered ${status}`)
    this.retryAfterMs = retryAfter === null ? undefined : Number(retryAfter) * 1000
  }
}

const silenceMs = 20_000

/** The calls of the sync protocol that a desk without files makes, unchecked: what they mean is tested elsewhere. */
export const createServerCalls = (serverUrl: string, token: string, clientId: string) => {
  const headers = { authorization: `Bearer ${token}` }
  let epoch = ''
  const call = async (path: string, body?: object): Promise<Response> => {
    const response = await fetch(`${serverUrl}/sync/v1/${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(silenceMs),
    })
    if (response.ok) return response
    await response.body?.cancel()
    throw new Refused(response.status, response.headers.get('retry-after'))
  }
  const post = async <Answer>(path: string, body: object): Promise<Answer> =>
    (await (await call(path, body)).json()) as Answer
  return {
    /** The scopes that this desk holds. */
    hello: async (): Promise<readonly string[]> => {
      const request = { clientId, protocol: { min: 1, max: 2 }, appVersion: 'bench', settledNo: 0, holds: [] }
      const answer = await post<{ readonly epoch: string; readonly scopes: readonly string[] }>('hello', request)
      epoch = answer.epoch
      return answer.scopes
    },
    /** Where the log is now; the smallest copy there is says so in its first line. */
    firstCursor: async (scopes: readonly string[]): Promise<string> => {
      const own = scopes.find((scope) => scope.startsWith('u:')) ?? ''
      const lines = await (await call(`snapshot/${encodeURIComponent(own)}`)).text()
      return (JSON.parse(lines.split('\n', 1)[0] ?? '') as { readonly cursor: string }).cursor
    },
    pull: (cursors: readonly ScopeCursor[]) => post<Page>('pull', { clientId, epoch, cursors }),
    /** A desk's wishes for these documents, numbered from `no`. */
    push: async (no: number, documents: readonly BenchDocument[]): Promise<void> => {
      const intents = documents.map((document, index) => ({
        no: no + index,
        name: 'terugbelnotitie.create',
        args: argsOf(document),
      }))
      const { outcomes } = await post<{ readonly outcomes: readonly { readonly kind: string }[] }>('push', {
        clientId,
        epoch,
        intents,
      })
      const applied = outcomes.filter(({ kind }) => kind === 'applied')
      if (applied.length < intents.length) throw new Error('a write of the measurement was refused')
    },
    live: () => ({ url: `${serverUrl.replace('http', 'ws')}/sync/v1/live?clientId=${clientId}`, headers }),
  }
}

/** The server itself decides these. */
const decided = ['aangemaaktDoor', 'status', 'claim', 'pogingen', 'uitkomst', 'afgehandeldOp']

const argsOf = (document: BenchDocument): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !decided.includes(name)))

export type ServerCalls = ReturnType<typeof createServerCalls>
