import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

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
  syncFolder(dirname(file))
}

/** A name that points to the new bytes must survive a power cut too. Windows writes names through by itself and opens no folders. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
