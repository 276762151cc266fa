import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { bridgeName, eventChannel, requestChannel, type Bridge } from '../../shared/contract/bridge'
import type { EventEnvelope, ReplyEnvelope } from '../../shared/contract/envelope'

// Everything a page gets from Electron: two functions. Who may ask what is decided on the other side.
const bridge: Bridge = {
  // The main process answers this channel with reply envelopes only.
  request: (envelope) => ipcRenderer.invoke(requestChannel, envelope) as Promise<ReplyEnvelope>,
  onEvent: (listener) => {
    const relay = (_: IpcRendererEvent, event: EventEnvelope): void => {
      listener(event)
    }
    ipcRenderer.on(eventChannel, relay)
    return () => {
      ipcRenderer.removeListener(eventChannel, relay)
    }
  },
}

contextBridge.exposeInMainWorld(bridgeName, bridge)
