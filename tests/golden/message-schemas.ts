import type { z } from 'zod'
import { claimNextRequestSchema, claimNextResponseSchema } from '../../src/shared/sync-protocol/claim-next'
import { helloRequestSchema, helloResponseSchema } from '../../src/shared/sync-protocol/hello'
import { klantbeeldRequestSchema, klantbeeldResponseSchema } from '../../src/shared/sync-protocol/klantbeeld'
import {
  liveAtRequestSchema,
  liveFrameSchema,
  livePollRequestSchema,
  livePollResponseSchema,
} from '../../src/shared/sync-protocol/live'
import { problemSchema } from '../../src/shared/sync-protocol/problem'
import { pullRequestSchema, pullResponseSchema } from '../../src/shared/sync-protocol/pull'
import { purgedRequestSchema, purgedResponseSchema } from '../../src/shared/sync-protocol/purged'
import { pushRequestSchema, pushResponseSchema } from '../../src/shared/sync-protocol/push'
import { demoMedewerkersSchema, demoSignInRequestSchema, signedInSchema } from '../../src/shared/sync-protocol/sign-in'
import { snapshotLineSchema } from '../../src/shared/sync-protocol/snapshot'

/** Every message that goes over the wire, by the name of its fixture. */
export const messageSchemas: Readonly<Record<string, z.ZodType>> = {
  'hello-request': helloRequestSchema,
  'hello-response': helloResponseSchema,
  'purged-request': purgedRequestSchema,
  'purged-response': purgedResponseSchema,
  'snapshot-header': snapshotLineSchema,
  'snapshot-row': snapshotLineSchema,
  'snapshot-end': snapshotLineSchema,
  'pull-request': pullRequestSchema,
  'pull-response': pullResponseSchema,
  'push-request': pushRequestSchema,
  'push-response': pushResponseSchema,
  'claim-next-request': claimNextRequestSchema,
  'claim-next-response': claimNextResponseSchema,
  'klantbeeld-request': klantbeeldRequestSchema,
  'klantbeeld-response': klantbeeldResponseSchema,
  'live-poke': liveFrameSchema,
  'live-delta': liveFrameSchema,
  'live-at': liveFrameSchema,
  'live-rehello': liveFrameSchema,
  'live-drain': liveFrameSchema,
  'live-ping': liveFrameSchema,
  'live-pong': liveFrameSchema,
  'live-poll-request': livePollRequestSchema,
  'live-poll-response': livePollResponseSchema,
  'live-at-request': liveAtRequestSchema,
  problem: problemSchema,
  'demo-sign-in-request': demoSignInRequestSchema,
  'signed-in': signedInSchema,
  'demo-medewerkers': demoMedewerkersSchema,
}
