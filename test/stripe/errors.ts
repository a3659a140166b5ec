type Details = { param?: string; code?: string; declineCode?: string }

/** An answer of Stripe's that says no; thrown by whoever finds out. */
export class ApiError extends Error {
  readonly status: number
  readonly body: { error: Record<string, unknown> }

  constructor(status: number, type: string, message: string, { param, code, declineCode }: Details = {}) {
    super(message)
    this.status = status
    this.body = {
      error: {
        type,
        message,
        ...(code && { code }),
        ...(param && { param }),
        ...(declineCode && { decline_code: declineCode }),
      },
    }
  }
}

export const invalid = (message: string, details: Details = {}) =>
  new ApiError(400, 'invalid_request_error', message, details)

export const missing = (what: string, id: string) =>
  new ApiError(404, 'invalid_request_error', `No such ${what}: '${id}'`, {
    code: 'resource_missing',
    param: 'id',
  })
