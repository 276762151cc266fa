import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWindowState, writeWindowState, type WindowState } from './window-state'

const file = () => join(mkdtempSync(join(tmpdir(), 'klaar-venster-')), 'venster.json')
const screens = [{ x: 0, y: 0, width: 1920, height: 1040 }]
const state: WindowState = {
  size: { width: 1200, height: 800 },
  position: { x: 300, y: 40 },
  maximized: true,
  zoom: 1.25,
}

describe('how the window stood', () => {
  it('is remembered', () => {
    const path = file()
    writeWindowState(path, state)
    expect(readWindowState(path, screens)).toEqual(state)
  })

  it('has a sensible start', () => {
    expect(readWindowState(file(), screens)).toEqual({
      size: { width: 1366, height: 768 },
      position: null,
      maximized: false,
      zoom: 1,
    })
  })

  it.each(['', '{', '{"size":{"width":-1}}', JSON.stringify({ ...state, zoom: 40 })])('survives %j', (text) => {
    const path = file()
    writeFileSync(path, text)
    expect(readWindowState(path, screens).zoom).toBe(1)
  })

  it.each([
    { where: 'on a screen that is gone', position: { x: 2500, y: 40 } },
    { where: 'above the screen', position: { x: 300, y: -200 } },
    { where: 'almost out of sight', position: { x: -1150, y: 40 } },
  ])('is forgotten when it was $where', ({ position }) => {
    const path = file()
    writeWindowState(path, { ...state, position })
    expect(readWindowState(path, screens)).toEqual({ ...state, position: null })
  })
})
