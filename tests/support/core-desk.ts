import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contract, type OperationName, type OperationOutput } from '../../src/shared/contract/index'
import { systemClock } from '../../src/shared/kernel/clock'
import { silentLogger } from '../../src/shared/node/logger'
import { createCore } from '../../src/main/core/create-core'
import { readOrCreateFileMasterKey } from '../../src/main/core/secrets/file-master-key'
import { createSealedSecretStore } from '../../src/main/core/secrets/sealed-secret-store'
import { serveContract } from '../../src/main/transport/serve-contract'
import { createAgentClient, type InputArguments } from '../../src/renderer/client/agent-client'

export interface CoreDeskOptions {
  readonly serverUrl: string
  readonly medewerkerId: string | undefined
  /** An existing profile: the same desk after a restart. */
  readonly profileDir?: string
}

/** A whole agent core in this process behind its contract, as a shell makes it; `ask` is what a screen does and fails on a refusal. */
export const openCoreDesk = async ({ serverUrl, medewerkerId, ...options }: CoreDeskOptions) => {
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'klaar-core-'))
  const core = await createCore({
    profileDir,
    serverUrl,
    demoMedewerkerId: medewerkerId,
    shell: 'browser',
    version: 'test',
    secrets: createSealedSecretStore({
      file: join(profileDir, 'geheimen'),
      masterKey: readOrCreateFileMasterKey(profileDir),
      protection: 'bestand',
    }),
    clock: systemClock,
    logger: silentLogger,
  })
  const client = createAgentClient({
    request: serveContract(core.handlers, contract, { logger: silentLogger, checkOutputs: true }),
    onEvent: core.onEvent,
    state: () => 'open',
    onState: () => () => undefined,
  })
  return {
    profileDir,
    request: client.request,
    ask: async <Name extends OperationName>(
      name: Name,
      ...input: InputArguments<Name>
    ): Promise<OperationOutput<Name>> => {
      const result = await client.request(name, ...input)
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
      return result.value
    },
    onEvent: core.onEvent,
    close: core.close,
  }
}

export type CoreDesk = Awaited<ReturnType<typeof openCoreDesk>>
