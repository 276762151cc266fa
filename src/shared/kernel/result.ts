/** Expected outcomes travel as values; exceptions are bugs (house rule, docs/architecture.md). */
export type Result<T> = Success<T> | Failure

export interface Success<T> {
  readonly ok: true
  readonly value: T
}

export interface Failure {
  readonly ok: false
  readonly error: AppError
}

export type AppError =
  | { readonly code: 'not_found'; readonly what: string }
  | { readonly code: 'conflict'; readonly reason: string; readonly current: unknown }
  | { readonly code: 'validation'; readonly field: string; readonly rule: string }
  | { readonly code: 'forbidden'; readonly action: string }
  | { readonly code: 'signed_out' }
  | { readonly code: 'offline' }
  | { readonly code: 'core_gone' }
  | { readonly code: 'resync_required' }
  | { readonly code: 'busy'; readonly retryAfterSeconds: number }
  | { readonly code: 'device_revoked' }
  | { readonly code: 'device_locked' }
  | { readonly code: 'unsupported_protocol'; readonly supported: string }
  | { readonly code: 'storage_full' }
  | { readonly code: 'storage_unwritable' }
  | { readonly code: 'storage_in_use' }
  | { readonly code: 'storage_corrupt'; readonly file: string }
  | { readonly code: 'storage_newer'; readonly file: string; readonly found: number; readonly known: number }
  | { readonly code: 'wrong_key'; readonly file: string }
  | { readonly code: 'internal'; readonly logId: string }

/** Closed set: a screen has something sensible to say for each (`renderer/texts/errors.ts`). */
export type AppErrorCode = AppError['code']

export const ok = <T>(value: T): Success<T> => ({ ok: true, value })
export const fail = (error: AppError): Failure => ({ ok: false, error })

/**
 * Carries an `AppError` through code that can only throw: a database driver, a stream, a call to the server (`ServerLink`). Whoever has an
 * answer ready for that error catches it; otherwise it reaches a top (docs/architecture.md, "Rules that hold everywhere").
 */
export class AppFailure extends Error {
  readonly error: AppError

  constructor(error: AppError, options?: ErrorOptions) {
    super(error.code, options)
    this.name = 'AppFailure'
    this.error = error
  }
}
