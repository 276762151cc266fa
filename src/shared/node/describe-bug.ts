/** An exception as it may be logged: what kind and where. Messages are left out, because they can hold what somebody typed. */
export interface BugDescription {
  readonly name: string
  readonly code: string | undefined
  readonly frames: readonly string[]
  readonly cause: BugDescription | undefined
}

export const describeBug = (error: unknown): BugDescription => {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, frames: [], cause: undefined }
  return {
    name: error.name,
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    frames: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
    cause: error.cause === undefined ? undefined : describeBug(error.cause),
  }
}
