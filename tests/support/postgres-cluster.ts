import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort } from '../../scripts/processes/free-port.ts'

const execute = promisify(execFile)
const debianFolder = '/usr/lib/postgresql'

/** A PostgreSQL server of a test's own: real program, own port, own files, fsync on. */
export interface PostgresCluster {
  readonly url: string
  /** Of the postmaster; throws when it does not run. */
  readonly pid: () => number
  /** The power cut: SIGKILL for the postmaster and everything under it. */
  readonly kill: () => Promise<void>
  /** On the same port and files again; recovers first when it was killed. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly dump: (file: string) => Promise<void>
  /** Makes the database what it was at `dump`; ends every connection to it. */
  readonly restore: (file: string) => Promise<void>
  /** Stops it and removes its files. */
  readonly remove: () => Promise<void>
}

/** Where the newest PostgreSQL of this machine lies, if there is one. */
const findPostgres = (): string | undefined =>
  (existsSync(debianFolder) ? readdirSync(debianFolder) : [])
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(debianFolder, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')))

/** Runs a program of PostgreSQL, which refuses to be root: then it is the system's own user for it. */
const createRunner =
  (bin: string) =>
  async (program: string, ...args: readonly string[]): Promise<string> => {
    const path = join(bin, program)
    const [command, words] =
      process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', path, ...args]] : [path, [...args]]
    // Its own folder may not be readable for that user.
    return (await execute(command, words, { cwd: '/', env: { ...process.env, LC_ALL: 'C' } })).stdout
  }

const makeFolder = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'klaar-postgres-'))
  chmodSync(folder, 0o700)
  if (process.getuid?.() === 0) await execute('chown', ['postgres', folder])
  return folder
}

const readPid = (data: string): number => {
  const [line = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  return Number(line)
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // No such process is the answer.
    return false
  }
}

const childrenOf = async (pid: number): Promise<readonly number[]> => {
  // `ps` ends with 1 when there are none.
  const listed = await execute('ps', ['-o', 'pid=', '--ppid', String(pid)]).catch(() => ({ stdout: '' }))
  return listed.stdout.split('\n').map(Number).filter(Boolean)
}

/** Backends outlive a killed postmaster for a moment and hold its shared memory, so that the next start is refused. */
const killTree = async (pid: number): Promise<void> => {
  const all = [pid, ...(await childrenOf(pid))]
  for (const each of all) if (isAlive(each)) process.kill(each, 'SIGKILL')
  // Whoever is not our child can only be watched; `tail` does that.
  await Promise.all(all.map((each) => execute('tail', ['-s', '0.02', '--pid', String(each), '-f', '/dev/null'])))
}

export const startPostgresCluster = async (): Promise<PostgresCluster> => {
  const bin = findPostgres()
  if (bin === undefined) throw new Error('no PostgreSQL on this machine: install the package postgresql')
  const run = createRunner(bin)
  const folder = await makeFolder()
  const data = join(folder, 'data')
  const port = String(await findFreePort())
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`
  // Only making the files is done without waiting for the disk; what the server writes is durable.
  await run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync')
  const options = `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=on -c max_connections=200`
  const start = async (): Promise<void> => {
    await run('pg_ctl', 'start', '-w', '-t', '60', '-D', data, '-l', join(folder, 'log'), '-o', options)
  }
  const stop = async (): Promise<void> => {
    if (existsSync(join(data, 'postmaster.pid'))) await run('pg_ctl', 'stop', '-w', '-D', data, '-m', 'fast')
  }
  await start()
  return {
    url,
    pid: () => readPid(data),
    kill: () => killTree(readPid(data)),
    start,
    stop,
    dump: async (file) => {
      const stored = join(folder, 'dump')
      await run('pg_dump', '-d', url, '-Fc', '-f', stored)
      await execute('cp', ['--no-preserve=ownership', stored, file])
    },
    restore: async (file) => {
      const readable = join(folder, 'restore')
      await execute('cp', [file, readable])
      if (process.getuid?.() === 0) await execute('chown', ['postgres', readable])
      await recreateDatabase(run, url)
      await run('pg_restore', '-d', url, '--exit-on-error', readable)
    },
    remove: async () => {
      // A killed one leaves its pid file behind; `pg_ctl` then fails and there is nothing to stop.
      await stop().catch(() => undefined)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Emptied from beside it: nobody can drop the database that he is connected to. */
const recreateDatabase = async (run: ReturnType<typeof createRunner>, url: string): Promise<void> => {
  const beside = url.replace(/postgres$/, 'template1')
  await run('psql', '-q', '-d', beside, '-c', 'drop database postgres with (force)')
  await run('psql', '-q', '-d', beside, '-c', 'create database postgres template template0')
}
