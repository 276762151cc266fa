// The least that a window can be: what the desk is measured against.
const { app, BrowserWindow } = require('electron')
const { join } = require('node:path')

app.setPath('userData', process.argv.find((argument) => argument.startsWith('--profile=')).slice('--profile='.length))
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768 })
  void window.loadFile(join(__dirname, 'index.html'))
})
