import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** For keys, readable by this user only. A key that is lost is a database that is lost: on disk before the name points to it. */
export const writeDurably = (file: string, bytes: Buffer): void => {
  const next = `${file}.nieuw`
  const handle = openSync(next, 'w', 0o600)
  try {
    writeSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(next, file)
}
