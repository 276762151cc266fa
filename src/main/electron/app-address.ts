/** Our own pages live under this address, which no server and no file on disk can have. */
export const appScheme = 'app'
export const appOrigin = `${appScheme}://klaar`
export const appStart = `${appOrigin}/`
