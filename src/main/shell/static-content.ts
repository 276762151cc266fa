import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { securityHeaders } from './security-headers'

export interface ContentAnswer {
  readonly status: 200 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

/**
 * Serves the built screens, the same for every shell. The files are listed once, at the start, and an address is looked up in that
 * list: whatever a path is made of, it cannot lead anywhere else. Throws when `folder` does not exist.
 */
export const createStaticContent = (folder: string): ((pathname: string) => Promise<ContentAnswer>) => {
  const files = new Map(listFiles(folder, '').map((path) => [path, join(folder, path)]))
  return async (pathname) => {
    const path = pathname === '/' ? '/index.html' : pathname
    const file = files.get(path)
    if (file === undefined) {
      const headers = { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' }
      return { status: 404, headers, body: Buffer.from('Niet gevonden.') }
    }
    const headers = {
      ...securityHeaders,
      'Content-Type': mimeTypes[extname(path)] ?? 'application/octet-stream',
      // Names under assets/ carry a hash of their content; the page itself must be the newest.
      'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
    }
    return { status: 200, headers, body: await readFile(file) }
  }
}

// Walked by hand: the recursive form of `readdir` cannot look into the archive of a packaged application.
const listFiles = (folder: string, prefix: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}/${entry.name}`
    return entry.isDirectory() ? listFiles(join(folder, entry.name), path) : [path]
  })
