import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

export const windowStateSchema = z.strictObject({
  size: z.strictObject({ width: z.int().min(400).max(20_000), height: z.int().min(300).max(20_000) }),
  /** Null = wherever the system puts a new window. */
  position: z.strictObject({ x: z.int(), y: z.int() }).nullable(),
  maximized: z.boolean(),
  zoom: z.number().min(0.8).max(2),
})
export type WindowState = z.infer<typeof windowStateSchema>

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const initialState: WindowState = { size: { width: 1366, height: 768 }, position: null, maximized: false, zoom: 1 }

/** How the window stood last time; somewhere in sight when its screen is gone. An unreadable file is no reason not to open. */
export const readWindowState = (file: string, screens: readonly Area[]): WindowState => {
  const state = readState(file)
  return screens.some((screen) => isInReach(state, screen)) ? state : { ...state, position: null }
}

export const writeWindowState = (file: string, state: WindowState): void => {
  writeFileSync(`${file}.nieuw`, JSON.stringify(state))
  renameSync(`${file}.nieuw`, file)
}

const readState = (file: string): WindowState => {
  if (!existsSync(file)) return initialState
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Damaged or of another version: only a position is lost.
    return initialState
  }
}

// The title bar must be on a screen, with enough of it to take hold of.
const grip = 100
const isInReach = ({ position, size }: WindowState, { x, y, width, height }: Area): boolean =>
  position !== null &&
  position.x + size.width - grip >= x &&
  position.x + grip <= x + width &&
  position.y >= y &&
  position.y + grip <= y + height
