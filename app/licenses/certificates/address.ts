/** The address in the QR code; what follows `#` never reaches a server (licenses.md §9). */
export const addressOf = (
  origin: string,
  { no, payload, signature }: { no: string; payload: string; signature: Uint8Array },
) =>
  `${origin}/verify/${no}#${Buffer.from(payload).toString('base64url')}.${Buffer.from(signature).toString('base64url')}`
