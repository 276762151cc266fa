import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

export interface LogFile {
  readonly path: string
  readonly write: (line: string) => void
}

/** A fresh file for what a program logs during one run. */
export const createLogFile = (path: string): LogFile => {
  mkdirSync(dirname(path), { recursive: true })
  const stream = createWriteStream(path)
  return { path, write: (line) => void stream.write(`${line}\n`) }
}

/** Log lines are JSON; everything else that a program prints is meant for people. */
export const isForPeople = (line: string): boolean => !line.startsWith('{') && line.trim() !== ''
