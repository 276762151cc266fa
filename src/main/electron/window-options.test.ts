import { describe, expect, it } from 'vitest'
import { windowOptions } from './window-options'

const state = { size: { width: 1366, height: 768 }, position: { x: 10, y: 20 }, maximized: false, zoom: 1 }
const options = (packaged: boolean) => windowOptions({ preload: '/preload.cjs', dark: false, packaged, state })

describe('a window of Klaar', () => {
  it.each([true, false])('is a page and nothing more (packaged: %s)', (packaged) => {
    expect(options(packaged).webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    })
  })

  it('has developer tools in development only', () => {
    expect(options(true).webPreferences?.devTools).toBe(false)
    expect(options(false).webPreferences?.devTools).toBe(true)
  })

  it('opens where it stood, once there is something to see', () => {
    expect(options(true)).toMatchObject({ x: 10, y: 20, width: 1366, height: 768, show: false })
    const anywhere = windowOptions({ preload: '', dark: true, packaged: true, state: { ...state, position: null } })
    expect(anywhere).not.toHaveProperty('x')
  })
})
