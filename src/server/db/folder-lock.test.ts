import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StartProblem } from '../start-problem'
import { lockFolder } from './folder-lock'

let folder: string
let file: string

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'klaar-lock-')), 'data')
  file = join(folder, 'server.lock')
})
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

describe('lockFolder', () => {
  it('makes the folder, claims it and gives it back', () => {
    const unlock = lockFolder(folder)
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid))
    unlock()
    expect(existsSync(file)).toBe(false)
  })

  it('refuses a folder that another running process holds, and leaves its claim alone', () => {
    lockFolder(folder)()
    writeFileSync(file, String(process.ppid))
    expect(() => lockFolder(folder)).toThrow(StartProblem)
    expect(readFileSync(file, 'utf8')).toBe(String(process.ppid))
  })

  it('takes over from a process that is gone, from an earlier start with the same number, and from nonsense', () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid
    for (const left of [String(gone), String(process.pid), 'nonsense', '']) {
      lockFolder(folder)()
      writeFileSync(file, left)
      const unlock = lockFolder(folder)
      expect(readFileSync(file, 'utf8')).toBe(String(process.pid))
      unlock()
    }
  })
})
