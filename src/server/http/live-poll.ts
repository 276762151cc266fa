import type { ServerResponse } from 'node:http'
import { pollHoldMs } from '../../shared/sync-protocol/live'
import type { AdmittedDesk } from '../sync/live-admission'
import type { LiveLines } from '../sync/live-lines'

/**
 * `POST /sync/v1/live/poll`: the frames, as texts, as soon as there is one; none after `pollHoldMs`. Every poll joins anew with the desk's
 * own `at`, so what happened between two polls shows: rows behind that place went by, and the answer is a poke.
 */
export const holdPoll = (
  response: Pick<ServerResponse, 'once' | 'destroyed'>,
  lines: LiveLines,
  admitted: AdmittedDesk,
  at: string | undefined,
): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const frames: string[] = []
    const finish = (): void => {
      clearTimeout(hold)
      desk.leave()
      resolve(frames)
    }
    const hold = setTimeout(finish, pollHoldMs)
    const line = {
      send: (text: string) => {
        frames.push(text)
        // What comes in the same breath goes along.
        setImmediate(finish)
      },
      // One answer, of at most one batch or two: nothing heaps up here.
      waiting: () => 0,
      cut: finish,
      close: finish,
    }
    const desk = lines.open(line, admitted)
    response.once('close', finish)
    if (response.destroyed) finish()
    else if (at !== undefined) desk.at(at)
  })
