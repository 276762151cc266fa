import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Instant } from '../../../shared/kernel/clock'
import type { Logger } from '../../../shared/node/logger'

/**
 * Keeps a damaged file, with its write-ahead log, as it was found: whatever somebody tries next, this can still be repaired. The same
 * damage is kept once, however often the desk is started. Never throws: that the file is damaged is the news.
 */
export const keepDamagedCopy = (path: string, now: Instant, logger: Logger): void => {
  try {
    if (!existsSync(path) || isKept(path)) return
    const copy = `${path}.beschadigd-${now.replaceAll(/[:.]/g, '-')}`
    copyFileSync(path, copy)
    if (hasBytes(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
    logger.error({ file: basename(path) }, 'damaged file kept aside')
  } catch {
    logger.error({ file: basename(path) }, 'damaged file could not be kept aside')
  }
}

const isKept = (path: string): boolean => {
  const found = readFileSync(path)
  const isCopy = (name: string): boolean =>
    name.startsWith(`${basename(path)}.beschadigd-`) && !name.endsWith('-wal') && !name.endsWith('-shm')
  return readdirSync(dirname(path))
    .filter(isCopy)
    .some((name) => readFileSync(join(dirname(path), name)).equals(found))
}

const hasBytes = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
